import Diagnostics
import Manifests
import YAML

/// A comment that silences rules: `# lint:ignore RULE[,RULE] -- reason` for its own line and the next,
/// `# lint:ignore-file RULE[,RULE] -- reason` for its file.
struct Suppression: Sendable {
  let range: SourceRange
  let rules: [String]
  /// Nil where there is none, or an empty one.
  let reason: String?
  /// The lines it covers, from 1; nil for the whole file.
  let lines: ClosedRange<Int>?

  init?(_ comment: Comment, lines table: LineTable) {
    let text = Array(comment.text.utf8)
    let isFile = text.starts(with: "lint:ignore-file".utf8)
    guard isFile || text.starts(with: "lint:ignore".utf8) else { return nil }
    let rest = text.dropFirst(isFile ? 16 : 11)
    guard rest.first.map({ $0 == UInt8(ascii: " ") }) ?? true else { return nil }
    let parts = rest.split(separator: UInt8(ascii: " "))
    let mark = parts.firstIndex { $0.elementsEqual("--".utf8) } ?? parts.endIndex
    rules = parts[..<mark].flatMap { $0.split(separator: UInt8(ascii: ",")) }.map {
      String(decoding: $0, as: UTF8.self)
    }
    var words: [UInt8] = []
    for word in parts[mark...].dropFirst() { words += words.isEmpty ? word : [UInt8(ascii: " ")] + word }
    reason = words.isEmpty ? nil : String(decoding: words, as: UTF8.self)
    range = comment.range
    let line = table.line(at: comment.range.bytes.lowerBound)
    lines = isFile ? nil : comment.isOwnLine ? line...line + 1 : line...line
  }

  func covers(line: Int) -> Bool { lines?.contains(line) ?? true }
}

/// The suppressions of a tree, and what became of them.
struct Suppressions {
  private var byPath: [String: (table: LineTable, items: [Suppression])] = [:]
  private var used: Set<SourceRange> = []

  init(_ tree: Tree) {
    for file in tree.files where file.isJudged {
      guard let stream = file.stream, stream.source.mentionsSuppression else { continue }
      let table = LineTable(stream.source.bytes)
      let items = stream.comments.compactMap { Suppression($0, lines: table) }
      if !items.isEmpty { byPath[file.path] = (table, items) }
    }
  }

  /// The findings that no suppression covers, and those that one covers, with its reason.
  mutating func split(
    _ diagnostics: [Diagnostic], names: RuleNames
  ) -> (kept: [Diagnostic], silenced: [(diagnostic: Diagnostic, reason: String)]) {
    var kept: [Diagnostic] = []
    var silenced: [(diagnostic: Diagnostic, reason: String)] = []
    for diagnostic in diagnostics {
      let covering = covering(diagnostic, names)
      for item in covering { used.insert(item.range) }
      if let reason = covering.lazy.compactMap(\.reason).first {
        silenced.append((diagnostic, reason))
      } else {
        kept.append(diagnostic)
      }
    }
    return (kept, silenced)
  }

  private func covering(_ diagnostic: Diagnostic, _ names: RuleNames) -> [Suppression] {
    guard let file = byPath[diagnostic.range.path] else { return [] }
    let line = file.table.line(at: diagnostic.range.bytes.lowerBound)
    return file.items.filter { item in
      item.covers(line: line) && item.rules.contains { names.canonical($0) == diagnostic.rule }
    }
  }

  /// What is wrong with the suppressions themselves. One that names only rules that are off at
  /// its file is not judged.
  func findings(names: RuleNames, isOn: (String, String) -> Bool) -> [Diagnostic] {
    byPath.values.flatMap(\.items).flatMap { item in
      [withoutReason(item), unused(item, names: names, isOn: isOn)].compactMap { $0 }
    }
  }

  private func withoutReason(_ item: Suppression) -> Diagnostic? {
    guard item.reason == nil else { return nil }
    return Diagnostic(
      rule: "suppression-no-reason", severity: .error,
      message: "the suppression gives no reason and has no effect; write '-- ' and why behind the rule",
      range: item.range)
  }

  private func unused(
    _ item: Suppression, names: RuleNames, isOn: (String, String) -> Bool
  ) -> Diagnostic? {
    guard item.reason != nil, !used.contains(item.range) else { return nil }
    if let unknown = item.rules.first(where: { names.canonical($0) == nil }) {
      let hint = nearest(to: unknown, among: names.all).map { "; did you mean '\($0)'?" } ?? ""
      return finding("no rule is called '\(unknown)'\(hint)", item)
    }
    guard !item.rules.isEmpty else { return finding("the suppression names no rule", item) }
    let isJudged = item.rules.compactMap(names.canonical).contains { isOn($0, item.range.path) }
    guard isJudged else { return nil }
    return finding("nothing here is reported by '\(item.rules.joined(separator: ","))'", item)
  }

  private func finding(_ message: String, _ item: Suppression) -> Diagnostic {
    Diagnostic(rule: "suppression-unused", severity: .warning, message: message, range: item.range)
  }
}

extension SourceFile {
  /// Whether the text holds `lint:ignore` at all; most files do not, and their comments are never looked for.
  fileprivate var mentionsSuppression: Bool {
    // A colon comes less often than a letter.
    TextShape.contains(bytes, ":ignore") && TextShape.contains(bytes, "lint:ignore")
  }
}
