import Diagnostics
import YAML

/// One way in which an object breaks its schema, at the place that has to change.
package struct SchemaViolation: Sendable {
  package enum Cause: Sendable {
    /// A field that the type does not have, and the known one nearest to it.
    case unknownField(nearest: String?)
    /// A field, or a value of an enumeration, that needs at least this minor of Flux 2.
    case newerField(since: Int)
    case newerValue(since: Int)
    /// A field that must be there and is not.
    case missingField
    /// A value of another type than `expected`; both in words, such as "a string".
    case type(expected: String, found: String)
    case choice([String])
    /// No duration of the units that are allowed, such as `["ms", "s", "m", "h"]`.
    case duration(units: [String])
    case pattern(String)
    /// Outside a limit; in words, such as "at most 53 characters".
    case limit(String)
    /// An element of a list that has the keys of an earlier one; no keys where the elements are scalars.
    case duplicate(keys: [String], first: SourceRange)
    /// What several fields together must satisfy, as the end of a sentence; `isAbsence` where a field more may mend it.
    case condition(String, isAbsence: Bool)
  }

  package let cause: Cause
  /// The field, from the top of the object, without numbers of list elements: `["spec", "chart", "spec"]`.
  package internal(set) var path: [String]
  /// The key of an unknown field, the value of any other, the key above a missing one.
  package let range: SourceRange
  /// The value that is wrong; the value of an unknown field.
  package let value: Node?

  package init(cause: Cause, path: [String], range: SourceRange, value: Node?) {
    self.cause = cause
    self.path = path
    self.range = range
    self.value = value
  }

  /// Whether something is lacking that may come from elsewhere.
  package var isAbsence: Bool {
    switch cause {
    case .missingField, .condition(_, isAbsence: true): true
    default: false
    }
  }

  /// The last component of ``path``.
  package var field: String { path.last ?? "" }

  /// `spec.chart.spec`.
  package var pathText: String { path.joined(separator: ".") }
}
