/// One type of an API schema: what a value of a field may be. Immutable; shared types refer to each other by number.
package final class SchemaType: Sendable {
  package enum Kind: Sendable {
    /// Anything at all; it is not looked into.
    case any
    case object, map, list
    case string, integer, number, boolean
    /// An integer or a string.
    case intOrString
    /// A string or a number, such as `500m` or `2`.
    case quantity
    /// Stands for the type of ``reference``.
    case reference
  }

  /// One field of an object.
  package struct Field: Sendable {
    package let type: SchemaType
    /// Whether it must be there: required by the schema, and without a default.
    package let isRequired: Bool
    /// The minors of Flux 2 that require it, where ``isRequired``.
    package var requiring: ClosedRange<Int> = 0...Int.max
    /// The earliest minor of Flux 2 that may know the field; nil where every one that has the kind may.
    package let since: Int?

    package init(type: SchemaType, isRequired: Bool, since: Int?) {
      self.type = type
      self.isRequired = isRequired
      self.since = since
    }
  }

  /// A value of an enumeration.
  package struct Choice: Sendable {
    package let text: String
    /// As in ``Field/since``.
    package let since: Int?
  }

  package let kind: Kind
  /// The known fields of an object.
  package let fields: SchemaFields
  /// Whether an object may hold fields that are not known.
  package let isOpen: Bool
  /// The type of a list's elements, or of a map's values.
  package let element: SchemaType?
  package let limits: Limits
  /// Whether ``limits`` asks for anything.
  let hasLimits: Bool
  /// Nil where there are none.
  let conditions: SchemaConditions?
  package let reference: (table: any SchemaTable, number: Int)?

  /// What a value must satisfy besides its type.
  package struct Limits: Sendable {
    /// The allowed values; empty where any is.
    package var choices: [Choice] = []
    package var pattern: SchemaPattern?
    /// The least and greatest number, length of a string in code points, or count of elements or entries.
    package var low: Double?
    package var high: Double?
    /// Whether ``low`` or ``high`` itself is outside.
    package var isLowOutside = false
    package var isHighOutside = false
    /// What a number must be a multiple of.
    package var step: Double?
    /// The fields that tell the elements of a list apart; empty for other lists.
    package var keys: [String] = []
    /// Whether a list holds no scalar twice.
    package var isSet = false

    package init() {}

    var isEmpty: Bool {
      choices.isEmpty && pattern == nil && low == nil && high == nil && step == nil && keys.isEmpty && !isSet
    }
  }

  package init(
    _ kind: Kind, fields: [String: Field] = [:], isOpen: Bool = false, element: SchemaType? = nil,
    limits: Limits = Limits(), conditions: SchemaConditions? = nil
  ) {
    self.kind = kind
    self.fields = fields.isEmpty ? .none : SchemaFields(fields)
    self.isOpen = isOpen
    self.element = element
    self.limits = limits
    hasLimits = !limits.isEmpty
    self.conditions = conditions
    reference = nil
  }

  package init(reference number: Int, in table: any SchemaTable) {
    kind = .reference
    fields = .none
    isOpen = false
    element = nil
    limits = Limits()
    hasLimits = false
    conditions = nil
    reference = (table, number)
  }

  /// The type itself, or the one that it refers to; nil where that one is missing.
  package var resolved: SchemaType? {
    guard let reference else { return self }
    var type = reference.table.type(reference.number)
    // A reference may lead to another one, or round in a circle.
    for _ in 0..<16 {
      guard let next = type?.reference else { return type }
      type = next.table.type(next.number)
    }
    return nil
  }

  /// The field at a path such as `["spec", "chart"]`, list elements passed through; nil where there is none.
  package func field(_ path: some Collection<String>) -> Field? {
    var type: SchemaType? = self
    var found: Field?
    for name in path {
      while let list = type?.resolved, list.kind == .list || list.kind == .map { type = list.element }
      found = type?.resolved?.fields[name]
      guard let found else { return nil }
      type = found.type
    }
    return found
  }
}

/// Types that others refer to by number, each compiled when it is first asked for.
package protocol SchemaTable: Sendable {
  func type(_ number: Int) -> SchemaType?
}
