import Diagnostics
import Manifests
import YAML

/// Findings that a team has agreed to live with for now, by fingerprint.
package struct Baseline: Sendable {
  package struct Entry: Sendable {
    package let rule: String
    package let file: String
    package let message: String
    package let fingerprint: String
    /// In the baseline itself.
    package let range: SourceRange
  }

  /// The version of the form that is written and read.
  package static let version = 1

  package private(set) var entries: [Entry] = []
  /// What is wrong with the file, each at its place; a baseline with mistakes is not used.
  package private(set) var mistakes: [Note] = []

  var fingerprints: Set<String> { Set(entries.map(\.fingerprint)) }

  /// Reads `{"version":1,"entries":[{"rule":…,"file":…,"message":…,"fingerprint":…}]}`; JSON is YAML too.
  package init(_ stream: YAMLStream) {
    let whole = SourceRange(path: stream.source.path, bytes: 0..<0)
    if let error = stream.error {
      let place = SourceRange(path: stream.source.path, bytes: error.offset..<error.offset)
      mistakes = [Note(place, "the baseline is no JSON: \(error.message)")]
      return
    }
    guard let root = stream.documents.first?.root, root.kind == .mapping else {
      mistakes = [Note(whole, "the baseline is no JSON object; '--write-baseline' writes a new one")]
      return
    }
    guard root["version"]?.text == "\(Self.version)" else {
      let text = root["version"]?.text ?? ""
      let place = root["version"]?.range ?? root.range
      mistakes = [Note(place, "the version of the baseline is '\(text)', expected \(Self.version)")]
      return
    }
    guard let list = root["entries"], list.kind == .sequence else {
      mistakes = [Note(root.range, "the baseline has no list 'entries'")]
      return
    }
    for element in list.elements { read(element) }
  }

  private mutating func read(_ element: Node) {
    let texts = ["rule", "file", "fingerprint"].map { element[$0]?.text ?? "" }
    guard element.kind == .mapping, !texts.contains("") else {
      mistakes.append(Note(element.range, "an entry has the keys rule, file, message and fingerprint"))
      return
    }
    entries.append(
      Entry(
        rule: texts[0], file: texts[1], message: element["message"]?.text ?? "", fingerprint: texts[2],
        range: (element["rule"] ?? element).range))
  }

  /// The numbers of the entries that no finding matches. One whose rule is off at its file is not judged; one of a
  /// rule that no longer exists is stale.
  func stale(found: Set<String>, isOn: (String, String) -> Bool) -> Set<Int> {
    let names = RuleNames()
    return Set(
      entries.indices.filter { index in
        let entry = entries[index]
        guard !found.contains(entry.fingerprint) else { return false }
        return names.canonical(entry.rule).map { isOn($0, entry.file) } ?? true
      })
  }

  /// A finding for each stale entry; the file that it speaks of is related.
  func complaints(_ stale: Set<Int>, in tree: Tree) -> [Diagnostic] {
    stale.sorted().map { index in
      let entry = entries[index]
      let file = SourceRange(path: entry.file, bytes: 0..<0)
      return Diagnostic(
        rule: "baseline-stale", severity: .warning,
        message:
          "'\(entry.rule)' no longer reports this in '\(entry.file)'; '--prune-baseline' removes the entry",
        range: entry.range,
        related: tree[entry.file] == nil ? [] : [Note(file, "the entry speaks of this file")])
    }
  }
}
