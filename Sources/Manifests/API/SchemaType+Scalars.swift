import YAML

extension SchemaType {
  /// What a scalar of a text and of a type as YAML reads it breaks; nil where it is right.
  func broken(by text: Slice<UnsafeBufferPointer<UInt8>>, _ found: ScalarType, flux: FluxVersion?)
    -> SchemaViolation.Cause?
  {
    guard accepts(text, found) else { return .type(expected: words, found: found.words) }
    guard hasLimits else { return nil }
    if !limits.choices.isEmpty {
      guard let choice = limits.choices.first(where: { $0.isMeant(by: text, found) }) else {
        return .choice(limits.choices.map(\.text))
      }
      guard let since = choice.since, let flux, flux < FluxVersion(major: 2, minor: since) else { return nil }
      return .newerValue(since: since)
    }
    let isText = found == .string || found == .timestamp
    if let pattern = limits.pattern, isText, !pattern.matches(text) {
      let units = pattern.durationUnits
      return units.isEmpty ? .pattern(pattern.source) : .duration(units: units)
    }
    guard limits.low != nil || limits.high != nil || limits.step != nil else { return nil }
    let read = String(decoding: text, as: UTF8.self)
    if isText {
      // A text in place of a number, as an integer or a string may be, has no size.
      guard kind == .string || kind == .any else { return nil }
      return limits.broken(by: Double(read.unicodeScalars.count), " characters").map { .limit($0) }
    }
    return found.number(text).flatMap { limits.broken(by: $0, "") }.map { .limit($0) }
  }

  /// Whether the API takes a scalar of a type as YAML reads it.
  private func accepts(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ found: ScalarType) -> Bool {
    switch kind {
    case .any, .reference: true
    case .object, .map, .list: false
    case .string: found == .string || found == .timestamp
    case .boolean: found == .bool
    case .integer: found == .int || (found == .float && isWhole(text, found))
    case .number: found == .int || found == .float
    case .intOrString: found != .bool && (found != .float || isWhole(text, found))
    case .quantity: found != .bool
    }
  }

  private func isWhole(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ found: ScalarType) -> Bool {
    found.number(text).map { $0 == $0.rounded() } ?? false
  }

  /// What the type is called in a message.
  package var words: String {
    switch kind {
    case .any, .reference: "anything"
    case .object, .map: "a mapping"
    case .list: "a list"
    case .string: "a string"
    case .boolean: "true or false"
    case .integer: "an integer"
    case .number: "a number"
    case .intOrString: "an integer or a string"
    case .quantity: "a quantity"
    }
  }
}

extension SchemaType.Choice {
  /// Whether a scalar is this value: `True` is true, and `0x10` is 16.
  fileprivate func isMeant(by other: Slice<UnsafeBufferPointer<UInt8>>, _ found: ScalarType) -> Bool {
    if text.utf8.elementsEqual(other) { return true }
    switch found {
    case .bool: return text == String(decoding: other, as: UTF8.self).lowercased()
    case .int, .float: return found.number(other).map { $0 == Double(text) } ?? false
    default: return false
    }
  }
}

extension SchemaType.Limits {
  /// What a number or a count should be instead, in words such as "at most 53 characters"; nil where it is right.
  ///
  /// - Parameter unit: with a space before it; empty for a number.
  func broken(by number: Double, _ unit: String) -> String? {
    if let low, number < low || (isLowOutside && number == low) {
      if low == 1, unit == " characters" { return "not empty" }
      return (isLowOutside ? "more than " : "at least ") + low.words + unit
    }
    if let high, number > high || (isHighOutside && number == high) {
      return (isHighOutside ? "less than " : "at most ") + high.words + unit
    }
    // As near as the API server asks for: no multiple of 0.1 is one to the last bit.
    if let step, unit.isEmpty, step > 0, abs(number / step - (number / step).rounded()) > 1e-9 {
      return "a multiple of " + step.words
    }
    return nil
  }
}

extension ScalarType {
  package var words: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .int: "an integer"
    case .float: "a number"
    case .timestamp: "a date"
    case .string: "a string"
    }
  }
}

extension Double {
  fileprivate var words: String { Int(exactly: self).map { "\($0)" } ?? "\(self)" }
}

extension SchemaPattern {
  /// The units of a pattern for durations; empty for any other pattern.
  package var durationUnits: [String] {
    switch source {
    case #"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$"#: ["ms", "s", "m", "h"]
    case #"^([0-9]+(\.[0-9]+)?(ms|s|m))+$"#: ["ms", "s", "m"]
    default: []
    }
  }
}
