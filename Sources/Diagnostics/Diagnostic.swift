/// How much a finding matters.
package enum Severity: String, Sendable, Comparable, CaseIterable {
  case info, warning, error

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// The Kubernetes object that a finding is about, as its manifest writes it.
package struct ObjectName: Hashable, Sendable {
  package let apiVersion: String
  package let kind: String
  /// Nil where the manifest names none.
  package let namespace: String?
  package let name: String

  package init(apiVersion: String, kind: String, namespace: String?, name: String) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }
}

/// Another place that a finding speaks of, such as the other end of a reference.
package struct Note: Hashable, Sendable {
  package let range: SourceRange
  package let message: String

  package init(_ range: SourceRange, _ message: String) {
    self.range = range
    self.message = message
  }
}

/// The one kind of finding, from the rule that makes it to the report that prints it.
package struct Diagnostic: Hashable, Sendable {
  package let rule: String
  package var severity: Severity
  /// One sentence, lower case, no full stop, never a secret value.
  package let message: String
  package let range: SourceRange
  package var object: ObjectName?
  package var related: [Note]
  package var fix: Fix?
  /// Stable while lines move; unique within a run. Empty until the run is complete.
  package var fingerprint: String

  package init(
    rule: String, severity: Severity, message: String, range: SourceRange, object: ObjectName? = nil,
    related: [Note] = [], fix: Fix? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.range = range
    self.object = object
    self.related = related
    self.fix = fix
    self.fingerprint = ""
  }
}
