import Testing

@testable import Labs

@Suite struct LabReaderTests {
  static let head = "format: 1\nlab: x\nversion: 1.0.0\nsummary: s\nfolder: f\nexample: x\n"
  static let params = "params:\n  a: {type: string, help: h, default: v}\n"
  static let files = "files:\n- {from: t.yaml, to: <% a %>.yaml}\n"

  static func errors(_ lab: String, _ template: String = "k: <% a %>\n", _ more: [String: String] = [:])
    -> [String]
  {
    var files = ["x/lab.yaml": lab, "x/t.yaml": template]
    for (path, text) in more { files["x/" + path] = text }
    do {
      _ = try LabCatalog(files: files.mapValues { Array($0.utf8) }).lab("x")
      return []
    } catch {
      return error.errors.map(\.description)
    }
  }

  @Test func `a right lab has no mistakes`() {
    #expect(Self.errors(Self.head + Self.params + Self.files).isEmpty)
    #expect(LabCatalog.embedded.names.contains("private-oci"))
  }

  @Test(
    "a mistake in lab.yaml is told with its place",
    arguments: [
      ("hooks: [x]\n" + head + params + files, "x/lab.yaml:1:1: error: unknown field 'hooks'"),
      ("tasks: [x]\n" + head + params + files, "x/lab.yaml:1:1: error: unknown field 'tasks'"),
      (
        head.replacing("summary", with: "sumary") + params + files,
        "x/lab.yaml:4:1: error: unknown field 'sumary'; did you mean 'summary'?"
      ),
      (
        head.replacing("format: 1", with: "format: 2") + params + files,
        "x/lab.yaml:1:9: error: 'format' is 1"
      ),
      (
        head.replacing("lab: x", with: "lab: y") + params + files,
        "error: 'lab' is the name of its folder, 'x'"
      ),
      (
        head + params.replacing("string", with: "strin") + files,
        "x/lab.yaml:8:13: error: unknown type 'strin'; did you mean 'string'?"
      ),
      (
        head + params.replacing("help", with: "hlp") + files,
        "unknown field 'hlp'; did you mean 'help'? (in a parameter)"
      ),
      (
        head + params + "  b: {type: string, help: h}\n" + files,
        "x/lab.yaml:9:3: error: the parameter 'b' is never used"
      ),
      (
        head + params.replacing("default: v", with: "when: b == \"x\"") + files,
        "x/lab.yaml:8:36: error: unknown name 'b'; did you mean 'a'?"
      ),
      (head + params.replacing("default: v", with: "from: b.c") + files, "unknown parameter 'b'"),
      (
        head + params.replacing("default: v", with: "default: v, required: true") + files,
        "a parameter with a default is never required"
      ),
      (
        head + params.replacing("type: string", with: "type: duration") + files,
        "the default is no value of its type: expected a duration"
      ),
      (head + params + "derived:\n  b: {call: no, args: [a]}\n" + files, "unknown function 'no'"),
      (
        head + params + "derived:\n  b: {call: oci-tag, args: []}\n" + files,
        "'oci-tag' takes 1 arguments, not 0"
      ),
      (head + params + files.replacing("from: t.yaml", with: "from: u.yaml"), "unknown template 'u.yaml'"),
      (head + params + files.replacing("}\n", with: ", mode: x}\n"), "'mode' is secret, or left out"),
      (
        head + params + files.replacing("}\n", with: ", as: raw}\n"),
        "a file that is read as YAML is made 'as: yaml'"
      ),
      (head + params + files + "files: []\n", "the key 'files' stands twice"),
      (head + params.replacing("h,", with: "!x h,") + files, "no tags, anchors or aliases"),
      (head + params + files.replacing("<% a %>", with: "<% b %>"), "unknown name 'b'; did you mean 'a'?"),
      ("a: [", "did not find expected"), ("", "is one mapping of fields"),
      ("a\n---\nb\n", "is one mapping of fields"),
    ])
  func mistakes(lab: String, part: String) {
    let errors = Self.errors(lab)
    #expect(errors.contains { $0.contains(part) }, "\(errors)")
  }

  @Test func `a name in a branch that is not taken is looked at as well`() {
    let errors = Self.errors(
      Self.head + Self.params + Self.files, "k: <% a %>\n#% if a == \"x\"\nl: '<% bb %>'\n#% end\n")
    #expect(errors == ["x/t.yaml:3:8: error: unknown name 'bb'; known: a, folder, resources"])
  }

  @Test func `a template that nothing uses is a mistake, one that includes itself too`() {
    #expect(
      Self.errors(Self.head + Self.params + Self.files, "k: <% a %>\n", ["u.yaml": "k: 1\n"]).first?.contains(
        "no file and no '#% include' uses 'u.yaml'") == true)
    #expect(
      Self.errors(Self.head + Self.params + Self.files, "#% include t.yaml\nk: <% a %>\n").first?.contains(
        "'t.yaml' includes itself") == true)
    #expect(
      Self.errors(Self.head + Self.params + Self.files, "k: <% a %>\n#% include ../../etc/passwd\n").first?
        .contains("unknown template") == true)
  }

  @Test(
    "a file's name that leads elsewhere is refused",
    arguments: [
      "../x", "/x", "a/../../x", "a//b", "-rf", ".git/hooks/x", ".GIT/x", "a/.", "..", "é", "e\u{301}", "CON",
      "con.yaml", "lpt1",
      "a b", "a\\b", "a/", "x:y", String(repeating: "x", count: 201),
    ])
  func pathsThatLeadElsewhere(path: String) {
    #expect(throws: ParameterType.Mistake.self) { try PathRules.check(path) }
  }

  @Test(arguments: ["x.yaml", "a/b/c.yaml", ".scaffold.json", "a.b_c-d", "..a", "confluence.yaml"])
  func `a file's name that stays below is taken`(path: String) throws {
    try PathRules.check(path)
  }

  @Test func `names that differ by letter case alone collide`() {
    #expect(PathRules.collision(in: ["A.yaml", "b", "a.yaml"])?.0 == "A.yaml")
    #expect(PathRules.collision(in: ["a", "b"]) == nil)
  }

  @Test func `a value cannot lead a file out of its folder`() throws {
    let lab = try LabCatalog(
      files: ["x/lab.yaml": Self.head + Self.params + Self.files, "x/t.yaml": "k: <% a %>\n"].mapValues {
        Array($0.utf8)
      }
    ).lab("x")
    for value in ["../../evil", "/etc/x", ".git/hooks/pre-commit", "-rf"] {
      var given = GivenAnswers()
      given.texts["a"] = [value]
      let answers = try AnswerResolver.answers(for: lab, given: given, context: LabContext { _ in [] })
      #expect(throws: TemplateErrors.self) { try lab.output(answers, folder: "lab") }
    }
  }

  @Test func `a secret in a file for all is refused`() throws {
    let text = Self.head + "params:\n  a: {type: secret, help: h}\nfiles:\n- {from: t.yaml, to: t.yaml}\n"
    let lab = try LabCatalog(
      files: ["x/lab.yaml": text, "x/t.yaml": "k: <% a %>\n"].mapValues { Array($0.utf8) }
    ).lab("x")
    var given = GivenAnswers()
    given.secrets["a"] = (SecretText("canary"), "--a-stdin")
    let answers = try AnswerResolver.answers(for: lab, given: given, context: LabContext { _ in [] })
    let error = #expect(throws: TemplateErrors.self) { try lab.output(answers, folder: "lab") }
    #expect("\(error as Any)".contains("a secret stands in a file without 'mode: secret'"))
    #expect(!"\(error as Any)".contains("canary"))
  }

  @Test func `values that need each other are a mistake, not an endless loop`() throws {
    let text =
      Self.head + "params:\n  a: {type: string, help: h, default: <% b %>}\nderived:\n  b: <% a %>\n"
      + Self.files
    let lab = try LabCatalog(
      files: ["x/lab.yaml": text, "x/t.yaml": "k: <% b %>\n"].mapValues { Array($0.utf8) }
    ).lab("x")
    let error = #expect(throws: LabMistakes.self) {
      try AnswerResolver.answers(for: lab, given: GivenAnswers(), context: LabContext { _ in [] })
    }
    #expect(error?.messages.first?.contains("need each other") == true)
  }
}
