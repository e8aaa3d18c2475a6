import Manifests
import Testing

@Suite struct Base64DecodingTests {
  @Test(arguments: [
    ("aGVsbG8=", "hello"), ("aGVs\nbG8=", "hello"), ("aGVs\r\nbG8=\n", "hello"), ("aGVsbG9=", "hello"),
    ("", ""), ("YQ=\n=", "a"), ("YWJj\n", "abc"), ("\n\n", ""),
  ])
  func `what Go decodes is decoded`(_ text: String, _ decoded: String) throws {
    #expect(try Base64.decode(Array(text.utf8)) == Array(decoded.utf8))
  }

  @Test func `a word of eight letters is six bytes`() throws {
    #expect(try Base64.decode(Array("password".utf8)).count == 6)
  }

  /// Offsets measured with Go's encoding/base64.
  @Test(arguments: [
    ("aGVsbG8", 4, Base64Error.Cause.length), ("aGVsbG8==", 8, .trailing), ("YQ==YQ==", 4, .trailing),
    ("_-8=", 0, .urlAlphabet), ("a", 0, .length), ("passwor", 4, .length), ("<BASE64>", 0, .byte(0x3C)),
    ("***", 0, .byte(0x2A)), ("-----BEGIN", 0, .urlAlphabet), ("ENC[AES256", 3, .byte(0x5B)),
    ("glpat-abc", 5, .urlAlphabet), ("base64:YQ==", 6, .byte(0x3A)), ("YWJj ZGVm", 4, .whitespace),
    ("YWJj\tZGVm", 4, .whitespace), ("YWJj\u{A0}ZGVm", 4, .whitespace), ("\u{FEFF}YWJj", 0, .whitespace),
    ("YQ=", 3, .length), ("YQ=a", 2, .padding), ("=", 0, .padding), ("Y===", 1, .padding),
    ("abcdefghijklmopqrstuvwyx1234567890", 32, .length),
  ])
  func `what Go refuses is refused at the same byte`(
    _ text: String, _ offset: Int, _ cause: Base64Error.Cause
  ) {
    #expect(throws: Base64Error(cause: cause, offset: offset)) { try Base64.decode(Array(text.utf8)) }
  }
}
