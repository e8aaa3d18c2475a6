import Diagnostics

/// Everything that a report shows: the findings, what was looked at, and the texts to quote from.
package struct Report: Sendable {
  /// A file that was read but not understood, or not read at all.
  package struct NotChecked: Sendable {
    package let file: String
    package let reason: String

    package init(file: String, reason: String) {
      self.file = file
      self.reason = reason
    }
  }

  /// Sorted; each with its fingerprint.
  package var diagnostics: [Diagnostic]
  package var files = 0
  package var documents = 0
  package var notChecked: [NotChecked] = []
  package var suppressed = 0
  package var baselined = 0
  /// The files that findings lie in, by path.
  package var sources: [String: SourceFile] = [:]
  /// Byte ranges that no report may quote, by path, sorted: the values of Secrets.
  package var masked: [String: [Range<Int>]] = [:]

  package init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  package func count(_ severity: Severity) -> Int {
    diagnostics.count { $0.severity == severity }
  }

  package var fixable: Int { diagnostics.count { $0.fix != nil } }

  /// Whether a range holds a part of a value that must not be shown.
  func isMasked(_ range: SourceRange) -> Bool {
    masked[range.path]?.contains { $0.overlaps(range.bytes) || $0 == range.bytes } ?? false
  }
}
