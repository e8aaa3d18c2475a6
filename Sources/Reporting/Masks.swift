import Diagnostics

extension Report {
  /// Whether a range holds a part of a value that must not be shown.
  package func isMasked(_ range: SourceRange) -> Bool {
    masked[range.path]?.contains { $0.overlaps(range.bytes) || $0 == range.bytes } ?? false
  }

  /// Whether the edits of a fix may be shown: none touches a secret value, and none writes one.
  package func isShowable(_ fix: Fix) -> Bool {
    !fix.edits.contains { isMasked($0.range) || mentionsSecret($0.replacement, of: $0.range.path) }
  }

  private func mentionsSecret(_ text: String, of path: String) -> Bool {
    secrets(of: path, longerThan: 3).contains { text.contains($0) }
  }

  /// A message or a title of a finding, as it may be shown: should a rule quote a value that is masked in the files
  /// it speaks of, the value is replaced.
  func shown(_ message: String, of diagnostic: Diagnostic) -> String {
    var shown = message
    for path in Set([diagnostic.range.path] + diagnostic.related.map(\.range.path)).sorted() {
      for secret in secrets(of: path, longerThan: 11) where shown.contains(secret) {
        shown = replacing(secret, in: shown)
      }
    }
    return shownText(shown)
  }

  private func secrets(of path: String, longerThan limit: Int) -> [String] {
    guard let source = sources[path] else { return [] }
    return (masked[path] ?? []).compactMap { range in
      guard range.count > limit, range.count < 10_000 else { return nil }
      let text = source.text(range)
      let isQuoted = text.first == "\"" || text.first == "'"
      let plain = isQuoted && text.count > 2 ? String(text.dropFirst().dropLast()) : text
      return plain.utf8.count > limit ? plain : nil
    }
  }

  private func replacing(_ secret: String, in text: String) -> String {
    var rest = Array(text.utf8)[...]
    let needle = Array(secret.utf8)
    var result: [UInt8] = []
    while !rest.isEmpty {
      if rest.starts(with: needle) {
        result += "•••".utf8
        rest = rest.dropFirst(needle.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
