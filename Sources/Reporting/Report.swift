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

  /// A kind of which no definition is known, so that the fields of its objects were not checked.
  package struct UncheckedKind: Sendable {
    package let apiVersion: String
    package let kind: String
    package let objects: Int

    package init(apiVersion: String, kind: String, objects: Int) {
      self.apiVersion = apiVersion
      self.kind = kind
      self.objects = objects
    }
  }

  /// A finding that does not count: a comment silences it, or the baseline knows it.
  package struct Silenced: Sendable {
    package enum By: String, Sendable { case suppression, baseline }

    package let diagnostic: Diagnostic
    package let by: By
    /// The reason that the comment gives; nil for the baseline.
    package let reason: String?

    package init(_ diagnostic: Diagnostic, by: By, reason: String? = nil) {
      self.diagnostic = diagnostic
      self.by = by
      self.reason = reason
    }
  }

  /// What a report says of a rule itself.
  package struct Rule: Sendable {
    package let id: String
    package let severity: Severity
    package let summary: String
    /// Markdown; empty where there is nothing more to say.
    package let explanation: String

    package init(id: String, severity: Severity, summary: String, explanation: String) {
      self.id = id
      self.severity = severity
      self.summary = summary
      self.explanation = explanation
    }
  }

  /// Sorted; each with its fingerprint.
  package var diagnostics: [Diagnostic]
  /// Sorted; each with its fingerprint.
  package var silenced: [Silenced] = []
  /// The paths of the files that were checked, sorted.
  package var checked: [String] = []
  package var documents = 0
  package var notChecked: [NotChecked] = []
  /// Those with the most objects first.
  package var uncheckedKinds: [UncheckedKind] = []
  /// The files that findings lie in, by path.
  package var sources: [String: SourceFile] = [:]
  /// Byte ranges that no report may quote, by path, sorted: the values of Secrets.
  package var masked: [String: [Range<Int>]] = [:]
  /// Every rule that may have run, by id.
  package var rules: [Rule] = []
  /// The severity from which on a finding fails the run; nil where none does.
  package var failOn: Severity?
  /// The version of the tool.
  package var version = ""

  package init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  package var files: Int { checked.count }
  package var suppressed: Int { silenced.count { $0.by == .suppression } }
  package var baselined: Int { silenced.count { $0.by == .baseline } }

  package func count(_ severity: Severity) -> Int {
    diagnostics.count { $0.severity == severity }
  }

  package var fixable: Int { diagnostics.count { $0.fix != nil } }

  /// Whether a finding is grave enough to fail the run.
  package func isFailure(_ diagnostic: Diagnostic) -> Bool {
    failOn.map { diagnostic.severity >= $0 } ?? false
  }
}
