import Manifests
import Testing

@Suite struct JSONTests {
  @Test func `every part knows its bytes`() throws {
    let json = try JSON(Array(#"{"auths": {"a.b": {"auth": "eA=="}}, "n": [1, -2.5e3, null, true]}"#.utf8))
    #expect(json["auths"]?["a.b"]?["auth"]?.string == "eA==")
    #expect(json["auths"]?.bytes == 10..<35)
    #expect(json["auths"]?.members.first?.keyBytes == 11..<16)
    #expect(json["n"]?.elements.count == 4)
    #expect(json["n"]?.elements[2].isNull == true)
    #expect(json.bytes == 0..<66)
  }

  @Test(
    "a string is decoded as Go decodes it",
    arguments: [
      (#""a\"\\\/\b\f\n\r\tA""#, "a\"\\/\u{8}\u{C}\n\r\tA"), (#""\ud83d\ude00""#, "😀"),
      (#""\ud83d""#, "\u{FFFD}"), (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\udc00x""#, "\u{FFFD}x"),
      ("\"é\"", "é"),
    ])
  func decodesStrings(text: String, value: String) throws {
    #expect(try JSON(Array(text.utf8)).string == value)
  }

  @Test func `a repeated key has its last value`() throws {
    let json = try JSON(Array(#"{"a":"1","a":"2"}"#.utf8))
    #expect(json["a"]?.string == "2")
    #expect(json.members.count == 2)
  }

  @Test(
    "what is no JSON is refused with its place",
    arguments: [
      ("", JSONError.Kind.unfinished, 0), ("{", .unfinished, 1), (#"{"a":1"#, .unfinished, 6),
      (#"{"a":1,}"#, .syntax, 7), ("[1,]", .syntax, 3), ("{}x", .trailing, 2),
      ("\u{FEFF}{}", .byteOrderMark, 0),
      ("{a:1}", .syntax, 1), ("'a'", .syntax, 0), ("01", .syntax, 0), ("-", .unfinished, 1),
      ("1.", .unfinished, 2),
      ("\"a\nb\"", .syntax, 2), (#""\x""#, .syntax, 1), (#""\u12g4""#, .syntax, 5), ("nul", .syntax, 0),
      ("// c\n{}", .syntax, 0), (#"{"a" 1}"#, .syntax, 5), ("[1 2]", .syntax, 3),
      (String(repeating: "[", count: 200), .depth, 128),
    ])
  func refuses(text: String, kind: JSONError.Kind, offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSON(Array(text.utf8)) }
    #expect(error?.kind == kind)
    #expect(error?.offset == offset)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("ÿþ?", "w7/Dvj8="),
  ])
  func `base64 equals the published vector`(text: String, encoded: String) {
    #expect(Base64.encode(text.utf8) == encoded)
  }
}
