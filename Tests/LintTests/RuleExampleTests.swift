import Diagnostics
import Lint
import Manifests
import Testing
import YAML

/// One example of one rule; a failure points at the example's own line.
struct RuleExample: CustomTestStringConvertible {
  let rule: any Rule.Type
  let example: Example

  var testDescription: String { "\(rule.id): \(example.verdict) line \(example.line)" }

  /// Where the example stands. The rule's file bears the name of its type.
  var location: Testing.SourceLocation {
    let file = "Lint/\(rule).swift"
    return Testing.SourceLocation(
      fileID: file, filePath: "Sources/Lint/Rules/\(rule).swift", line: example.line, column: 1)
  }

  static let all = allRules.flatMap { rule in rule.examples.map { RuleExample(rule: rule, example: $0) } }
}

/// Makes a tree of the files of an example.
func tree(of files: [Example.File]) -> Tree {
  let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
  return Tree(
    files.map { file in
      let isYAML = TreePath.isYAML(file.path) || TreePath.isKustomization(file.path)
      return Tree.File(
        path: file.path,
        content: isYAML ? .yaml(YAMLStream(SourceFile(path: file.path, text: file.text))) : .other)
    },
    read: { path in texts[path].map { Array($0.utf8) } })
}

/// The places, as `path:offset`, that a rule reports in a tree.
func places(_ rule: any Rule.Type, in files: [Example.File]) -> [String] {
  findings(rule, in: files).map { "\($0.range.path):\($0.range.bytes.lowerBound)" }
}

/// What a rule reports in a tree.
func findings(_ rule: any Rule.Type, in files: [Example.File]) -> [Diagnostic] {
  Linter(rules: [rule.init()]).findings(in: LintContext(tree: tree(of: files)))
}

extension String {
  /// Without line breaks at the end.
  fileprivate var trimmedLines: Substring { self[...].dropLast(while: { $0 == "\n" }) }
}

extension Substring {
  fileprivate func dropLast(while isDropped: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isDropped(last) { rest = rest.dropLast() }
    return rest
  }
}

@Suite struct RuleExampleTests {
  @Test(arguments: RuleExample.all)
  func `a rule reports at the marks of its examples and nowhere else`(_ one: RuleExample) {
    let files = one.example.files
    let expected = files.flatMap { file in file.marks.map { "\(file.path):\($0)" } }
    #expect(Set(places(one.rule, in: files)) == Set(expected), sourceLocation: one.location)
    #expect(
      (one.example.verdict == .bad) == !expected.isEmpty, "a bad example has marks, a good one none",
      sourceLocation: one.location)
  }

  @Test(arguments: RuleExample.all.filter { $0.rule.id != "yaml-crlf" })
  func `a rule says the same of files with CRLF line ends`(_ one: RuleExample) {
    let files = one.example.files.map { file in
      let breaks = { (offset: Int) in file.text.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") } }
      return Example.File(
        path: file.path,
        text: file.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
        marks: file.marks.map { $0 + breaks($0) })
    }
    let expected = files.flatMap { file in file.marks.map { "\(file.path):\($0)" } }
    #expect(Set(places(one.rule, in: files)) == Set(expected), sourceLocation: one.location)
  }

  @Test(arguments: RuleExample.all.filter { $0.rule.id != "yaml-bom" })
  func `a rule says the same behind a byte order mark and a comment that is not ASCII`(_ one: RuleExample) {
    let head = "\u{FEFF}# naïve ☸ 設定\n"
    let files = one.example.files.map { file in
      guard TreePath.isYAML(file.path) else { return file }
      return Example.File(
        path: file.path, text: head + file.text, marks: file.marks.map { $0 + head.utf8.count })
    }
    let expected = files.flatMap { file in file.marks.map { "\(file.path):\($0)" } }
    // What is said of a file as a whole stays at its start, behind the byte order mark.
    let found = places(one.rule, in: files).map { place in
      place.hasSuffix(":3") ? place.dropLast() + "\(head.utf8.count)" : place
    }
    #expect(Set(found) == Set(expected), sourceLocation: one.location)
  }

  @Test(arguments: RuleExample.all.filter { $0.example.fixed != nil })
  func `a rule's fixes give the fixed text, and a second run finds nothing more to fix`(_ one: RuleExample)
    throws
  {
    let files = one.example.files
    let fixes = findings(one.rule, in: files).compactMap(\.fix)
    let edits = Set(fixes.flatMap(\.edits))
    let fixed = try files.map { file in
      let edits = edits.filter { $0.range.path == file.path }.sorted { $0.range < $1.range }
      let bytes = try #require(applying(edits, to: Array(file.text.utf8)), sourceLocation: one.location)
      return Example.File(path: file.path, text: String(decoding: bytes, as: UTF8.self), marks: [])
    }
    let expected = Example.files(of: one.example.fixed ?? "")
    #expect(fixed.map(\.path) == expected.map(\.path), sourceLocation: one.location)
    for (got, wanted) in zip(fixed, expected) {
      #expect(got.text.trimmedLines == wanted.text.trimmedLines, sourceLocation: one.location)
    }
    #expect(findings(one.rule, in: fixed).allSatisfy { $0.fix == nil }, sourceLocation: one.location)
  }

  @Test(arguments: allRules.map { $0.id })
  func `every rule has at least two bad and two good examples`(_ id: String) throws {
    let rule = try #require(allRules.first { $0.id == id })
    #expect(rule.examples.count { $0.verdict == .bad } >= 2)
    #expect(rule.examples.count { $0.verdict == .good } >= 2)
  }
}
