/// A replacement of one byte range of one file.
package struct TextEdit: Hashable, Sendable {
  package let range: SourceRange
  package let replacement: String

  package init(range: SourceRange, replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

/// Whether a fix may be applied without a person looking at it.
package enum Applicability: String, Sendable {
  /// Cannot change what the cluster gets but for the mistake itself: `--fix` applies it.
  case safe
  /// Most likely right; `--unsafe-fixes` applies it.
  case unsafe
}

/// What would mend a finding, as data; the rule never writes.
package struct Fix: Hashable, Sendable {
  /// An order: "add 'secret.yaml' to resources".
  package let title: String
  package let applicability: Applicability
  /// At least one; no two overlap.
  package let edits: [TextEdit]

  package init(_ title: String, _ applicability: Applicability, _ edits: [TextEdit]) {
    precondition(!edits.isEmpty, "a fix must change something")
    self.title = title
    self.applicability = applicability
    self.edits = edits
  }
}
