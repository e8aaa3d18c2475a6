import Diagnostics
import Testing
import YAML

@testable import Labs

@Suite struct TemplateLanguageTests {
  static let values: [String: TemplateValue] = [
    "name": .string("fooBar"), "host-url": .string("oci://h.io:5000/a/b"), "empty": .string(""),
    "absent": .none,
    "yes": .bool(true), "off": .bool(false), "count": .int(3), "list": .list(["a", "b: c", "1"]),
    "none": .list([]),
  ]

  static func render(_ text: String, includes: [String: String] = [:]) throws -> String {
    let template = try Template(SourceFile(path: "t.yaml", text: text), kind: .yaml)
    let others = try includes.mapValues { try Template(SourceFile(path: "i.yaml", text: $0), kind: .yaml) }
    let rendered = try Renderer.render(template, includes: others, scope: ValueScope(values))
    return String(decoding: rendered.bytes, as: UTF8.self)
  }

  static func error(_ text: String, includes: [String: String] = [:]) -> String {
    do {
      return try render(text, includes: includes)
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "each filter does what its name says",
    arguments: [
      ("name | lower", "foobar"), ("name | upper", "FOOBAR"), ("name | kebab", "foo-bar"),
      ("name | dns-label", "foobar"),
      ("\" a \" | trim", "a"), ("\"A_b..C-\" | dns-label", "a-b-c"), ("name | base64", "Zm9vQmFy"),
      ("name | json", "\"fooBar\""), ("list | json", #"["a","b: c","1"]"#), ("\"a\" | sha8", "ca978112"),
      ("host-url | host", "h.io:5000"), ("host-url | basename", "b"), ("list | join(\"; \")", "a; b: c; 1"),
      ("absent | default(\"x\")", "x"), ("empty | default(\"x\")", "x"), ("name | default(\"x\")", "fooBar"),
      ("\"<%\"", "<%"), ("\"\\\"\\\\\"", "\"\\"), ("count", "3"), ("name | lower | upper", "FOOBAR"),
    ])
  func filters(expression: String, wanted: String) throws {
    let stream = YAMLStream(SourceFile(path: "t", text: try Self.render("k: >-\n  <% \(expression) %>\n")))
    #expect(stream.documents.first?.root?["k"]?.text == wanted)
  }

  @Test func `there are twelve filters`() { #expect(Filter.allCases.count == 12) }

  @Test(
    "a condition is true as it reads",
    arguments: [
      ("yes", true), ("off", false), ("not off", true), ("absent", false), ("empty", false), ("none", false),
      ("list", true), ("name == \"fooBar\"", true), ("name != \"fooBar\"", false),
      ("name in [\"x\", \"fooBar\"]", true),
      ("name in [\"x\"]", false), ("\"a\" in list", true), ("count == 3", true), ("yes and off", false),
      ("yes or off", true), ("off or yes and yes", true), ("not (yes and off)", true), ("yes == true", true),
      ("host-url | basename == \"b\"", true), ("absent == \"\"", false),
    ])
  func conditions(condition: String, isTrue: Bool) throws {
    #expect(
      try Self.render("#% if \(condition)\na: 1\n#% else\nb: 1\n#% end\n") == (isTrue ? "a: 1\n" : "b: 1\n"))
  }

  @Test(
    "directives leave the lines that they choose",
    arguments: [
      ("a: 1\n#% if off\nb: 2\n#% elif yes\nc: 3\n#% else\nd: 4\n#% end\ne: 5\n", "a: 1\nc: 3\ne: 5\n"),
      (
        "l:\n#% for x in list\n- <% x %> # <% x %>\n#% end\n",
        "l:\n- a # <% x %>\n- \"b: c\" # <% x %>\n- \"1\" # <% x %>\n"
      ),
      ("l:\n  #% for x in none\n  - 1\n  #% end\n  #%# note\n", "l:\n"),
      ("a: 1\n  #%# a note\nb: 2\n", "a: 1\nb: 2\n"),
      ("a: <% yes %>\nb: '<% yes %>'\nc: <% count %>\n", "a: true\nb: 'true'\nc: 3\n"),
      ("a: <% list %>\n", "a: [a, \"b: c\", \"1\"]\n"), ("a: <% none %>\n", "a: []\n"),
      ("#% for x in list\n#% if x == \"a\"\n<% x %>: 1\n#% end\n#% end\n", "a: 1\n"),
      ("a: 1\r\n#% if yes\r\nb: <% name %>\r\n#% end\r\n", "a: 1\r\nb: fooBar\r\n"),
    ])
  func directives(text: String, wanted: String) throws {
    #expect(try Self.render(text) == wanted)
  }

  @Test func `an included file takes the indentation of its directive`() throws {
    let text = try Self.render(
      "a:\n  #% include i.yaml\nd: 1\n", includes: ["i.yaml": "b: <% name %>\n\nc:\n  - x"])
    #expect(text == "a:\n  b: fooBar\n\n  c:\n    - x\nd: 1\n")
  }

  @Test(
    "a mistake is told with its place and the known names",
    arguments: [
      ("a: 1\nb: x <% nam %>\n", "t.yaml:2:9: error: unknown name 'nam'; did you mean 'name'?"),
      ("a: '<% name | lowr %>'\n", "t.yaml:1:15: error: unknown filter 'lowr'; did you mean 'lower'?"),
      ("#% if yes\na: 1\n", "t.yaml:1:4: error: '#% if' is never closed by '#% end'"),
      ("a: 1\n#% end\n", "t.yaml:2:4: error: '#% end' closes nothing"),
      ("#% els\n", "t.yaml:1:4: error: unknown directive 'els'; did you mean 'else'?"),
      ("a: <% name\n", "t.yaml:1:4: error: '<%' is never closed by '%>'"),
      (
        "a: <% absent %>\n",
        "t.yaml:1:7: error: 'absent' has no value here; ask with '#% if' or give a default(…)"
      ),
      ("a: <% name name %>\n", "t.yaml:1:12: error: expected '|' or '%>', found 'name'"),
      ("a: <% ! %>\n", "t.yaml:1:7: error: '!' has no meaning here"),
      ("a: x<% list %>\n", "t.yaml:1:4: error: a list can stand only alone, without quotes, as a value"),
      (
        "a: <% count | lower %>\n",
        "t.yaml:1:15: error: the filter 'lower' takes a string, and this is a number"
      ),
      ("a: [1\n", "t.yaml:2:1: error: did not find expected ',' or ']' while parsing a flow sequence"),
      ("a: &x 1\nb: *x\n", "t.yaml:2:4: error: a template may not use aliases"),
      ("a: |\n  x\n  #% if yes\n  y\n  #% end\n", "t.yaml:3:1: error: a directive stands inside a scalar"),
      ("#% for x of list\n#% end\n", "t.yaml:1:4: error: a loop is written '#% for NAME in LIST'"),
      ("#% else\n", "t.yaml:1:4: error: '#% else' stands in no '#% if'"),
      ("é: 1\nü: <% nam %>\n", "t.yaml:2:7: error: unknown name 'nam'; did you mean 'name'?"),
      ("#% if name ==\n#% end\n", "t.yaml:1:14: error: expected a name, found the end"),
      ("#% include x.yaml\n", "t.yaml:1:12: error: unknown template 'x.yaml'; known: "),
      ("k: |\n  a\n  b <% nam %>\n", "t.yaml:3:8: error: unknown name 'nam'; did you mean 'name'?"),
      ("k: \"\\t<% nam %>\"\n", "t.yaml:1:10: error: unknown name 'nam'; did you mean 'name'?"),
    ])
  func mistakes(text: String, message: String) {
    #expect(Self.error(text) == message)
  }

  @Test func `a mistake in an included file is told at its own place`() {
    let message = Self.error("a:\n  #% include i.yaml\n", includes: ["i.yaml": "b: 1\nc: <% nam %>\n"])
    #expect(message == "i.yaml:2:7: error: unknown name 'nam'; did you mean 'name'?")
  }

  @Test func `what has no end is stopped`() {
    #expect(
      Self.error("#% include i.yaml\n", includes: ["i.yaml": "#% include i.yaml\n"]).contains(
        "included deeper than 32 files"))
    let nested = String(repeating: "#% if yes\n", count: 40) + String(repeating: "#% end\n", count: 40)
    #expect(Self.error(nested).contains("nested deeper than 32 levels"))
    #expect(Self.error(String(repeating: "# x\n", count: 300_000)).contains("1 MiB"))
    #expect(Self.error("a: <% " + String(repeating: "not ", count: 50) + "name %>").contains("error"))
    #expect(
      Self.error("#% if " + String(repeating: "(", count: 50_000) + "\n").contains(
        "nested deeper than 32 levels"))
  }

  @Test func `a loop has ten thousand items at most and a file 16 MiB`() throws {
    let template = try Template(
      SourceFile(path: "t.yaml", text: "#% for x in l\n- <% x %>\n#% end\n"), kind: .yaml)
    let long = TemplateValue.list(Array(repeating: "x", count: 10_001))
    let first = #expect(throws: TemplateError.self) {
      try Renderer.render(template, scope: ValueScope(["l": long]))
    }
    #expect(first?.message == "a loop may have 10000 items at most")
    let line = "- '" + String(repeating: "x", count: 4000) + "'\n"
    let wide = try Template(SourceFile(path: "t.yaml", text: "#% for x in l\n\(line)#% end\n"), kind: .yaml)
    let items = TemplateValue.list(Array(repeating: "x", count: 10_000))
    let second = #expect(throws: TemplateError.self) {
      try Renderer.render(wide, scope: ValueScope(["l": items]))
    }
    #expect(second?.message == "the file would grow beyond 16 MiB")
  }

  @Test func `a value has 64 KiB at most`() throws {
    let error = #expect(throws: TemplateError.self) {
      let template = try Template(SourceFile(path: "t.yaml", text: "a: <% v %>\n"), kind: .yaml)
      return try Renderer.render(
        template, scope: ValueScope(["v": .string(String(repeating: "x", count: 65_537))]))
    }
    #expect(error?.message == "a value may have 64 KiB at most")
  }

  @Test func `what is rendered remembers where its secrets stand`() throws {
    let template = try Template(SourceFile(path: "t.yaml", text: "a: 1\nb: x<% s | base64 %>\n"), kind: .yaml)
    let secret = TemplateValue(.string("canary"), isSensitive: true)
    let rendered = try Renderer.render(template, scope: ValueScope(["s": secret]))
    #expect(rendered.sensitive.map { String(decoding: rendered.bytes[$0], as: UTF8.self) } == ["xY2FuYXJ5"])
    #expect("\(secret) \(String(reflecting: secret))" == "••• •••")
  }

  @Test func `a raw file takes texts of one line as they are`() throws {
    let template = try Template(
      SourceFile(path: "t.md", text: "# <% name %>: <% v %>.\n#% if yes\n<%name%>\n#% end\n"), kind: .raw)
    func text(_ value: String) throws -> String {
      let values = Self.values.merging(["v": .string(value)], uniquingKeysWith: { $1 })
      return String(decoding: try Renderer.render(template, scope: ValueScope(values)).bytes, as: UTF8.self)
    }
    #expect(try text("a") == "# fooBar: a.\nfooBar\n")
    #expect(throws: TemplateError.self) { try text("a\nb") }
  }

  @Test func `a verbatim file is copied byte for byte`() throws {
    let template = try Template(SourceFile(path: "t", bytes: [0x3C, 0x25, 0xFF, 0x00]), kind: .verbatim)
    #expect(try Renderer.render(template, scope: ValueScope([:])).bytes == [0x3C, 0x25, 0xFF, 0x00])
  }
}
