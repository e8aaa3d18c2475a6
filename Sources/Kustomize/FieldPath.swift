import Manifests
import YAML

/// A field path of a replacement: `spec.containers.[name=a].image`, `*` for every element, numbers for one.
/// Source: PathGetter and PathMatcher of kyaml.
struct FieldPath {
  struct Problem: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  private let steps: [String]

  /// - Parameter path: steps with dots between them; `\.` and dots inside brackets belong to a step, and brackets
  ///   around a step with dots and without `=` only hold it together.
  init(_ path: String) {
    var steps: [String] = []
    var parts = path.split(separator: ".", omittingEmptySubsequences: false)[...]
    while var step = parts.popFirst().map(String.init) {
      if step.hasPrefix("["), !step.hasSuffix("]") {
        while let part = parts.popFirst() {
          step += "." + part
          if part.hasSuffix("]") { break }
        }
        steps.append(step.contains("=") ? step : Self.withoutBrackets(step))
      } else if step.hasSuffix("\\"), let part = parts.popFirst() {
        steps.append(step.dropLast() + "." + part)
      } else {
        steps.append(step)
      }
    }
    self.steps = steps
  }

  private static func withoutBrackets(_ step: String) -> String {
    let isBracket: (Character) -> Bool = { $0 == "[" || $0 == "]" }
    return String(step.drop(while: isBracket).reversed().drop(while: isBracket).reversed())
  }

  /// The `name` and `value` of a step `[name=value]`.
  private static func element(_ step: String) -> (name: String, value: String)? {
    guard step.first == "[", step.last == "]", let equals = step.firstIndex(of: "=") else { return nil }
    return (String(step[..<equals].dropFirst()), String(step[step.index(after: equals)...].dropLast()))
  }

  /// The one value at the path; nil where there is none.
  func lookup(in root: Value) -> Value? {
    var value = root
    for step in steps where !step.isEmpty {
      let elements = value.elements
      let next: Value?
      if let index = Int(step) {
        next = elements.indices.contains(index) ? elements[index] : nil
      } else if step == "-" {
        next = elements.last
      } else if let (name, wanted) = Self.element(step) {
        next = elements.first { (name.isEmpty ? $0 : $0[named: name])?.text == wanted }
      } else {
        next = value[named: step]
      }
      guard let next, !next.isNull else { return nil }
      value = next
    }
    return value
  }

  /// The value with every place of the path changed.
  ///
  /// - Parameter new: what a missing place starts from; nil to leave it missing.
  func edited(_ root: Value, new: Value?, _ edit: (Value) throws(Problem) -> Value) throws(Problem) -> Value {
    try Self.edited(root, steps[...], new, edit)
  }

  private static func edited(
    _ value: Value, _ steps: ArraySlice<String>, _ new: Value?, _ edit: (Value) throws(Problem) -> Value
  ) throws(Problem) -> Value {
    guard let step = steps.first else { return try edit(value) }
    if let index = Int(step), index >= 0 { return try editedItem(value, index, steps, new, edit) }
    if step == "*" { return try editedElements(value, steps, edit, new) { _ in true } }
    if let (name, wanted) = element(step) {
      let pattern: Pattern
      do throws(Pattern.Problem) {
        pattern = try Pattern(wanted, isAnchored: false)
      } catch {
        throw Problem("'\(wanted)' is no pattern that scaffold knows")
      }
      return try editedMatches(value, name, wanted, pattern, steps, new, edit)
    }
    guard !value.isNull else { return value }
    guard value.kind == .mapping else { throw Problem("what holds '\(step)' is no mapping") }
    guard let field = value[named: step] ?? new.map({ start(of: steps.dropFirst(), $0) }) else {
      return value
    }
    return value.setting(step, to: try edited(field, steps.dropFirst(), new, edit))
  }

  /// What a missing field starts from: a list where the next step picks an element, else a mapping or the new value.
  private static func start(of steps: ArraySlice<String>, _ new: Value) -> Value {
    guard let next = steps.first else { return new }
    return Int(next) != nil || element(next) != nil || next == "*" || next == "-"
      ? .sequence([], origin: nil) : .mapping([], origin: nil)
  }

  private static func editedItem(
    _ value: Value, _ index: Int, _ steps: ArraySlice<String>, _ new: Value?,
    _ edit: (Value) throws(Problem) -> Value
  ) throws(Problem) -> Value {
    guard value.kind == .sequence else { throw Problem("what holds item \(index) is no list") }
    var elements = value.elements
    if index == elements.count, let new { elements.append(start(of: steps.dropFirst(), new)) }
    guard elements.indices.contains(index) else { throw Problem("the list has no item \(index)") }
    elements[index] = try edited(elements[index], steps.dropFirst(), new, edit)
    return .sequence(elements, origin: value.origin)
  }

  private static func editedMatches(
    _ value: Value, _ name: String, _ wanted: String, _ pattern: Pattern, _ steps: ArraySlice<String>,
    _ new: Value?, _ edit: (Value) throws(Problem) -> Value
  ) throws(Problem) -> Value {
    var list = value
    func matches(_ element: Value) -> Bool {
      ((name.isEmpty ? element : element[named: name])?.text).map { pattern.matches($0) } ?? false
    }
    if new != nil, value.kind == .sequence, !value.elements.contains(where: matches) {
      let text = Value.string(wanted, from: nil)
      let element =
        name.isEmpty ? text : .mapping([MadeEntry(key: name, keyOrigin: nil, value: text)], origin: nil)
      list = .sequence(value.elements + [element], origin: value.origin)
    }
    return try editedElements(list, steps, edit, new, where: matches)
  }

  private static func editedElements(
    _ value: Value, _ steps: ArraySlice<String>, _ edit: (Value) throws(Problem) -> Value, _ new: Value?,
    where isWanted: (Value) -> Bool
  ) throws(Problem) -> Value {
    guard value.kind == .sequence else { throw Problem("what is asked for items is no list") }
    var elements = value.elements
    for index in elements.indices where isWanted(elements[index]) {
      elements[index] = try edited(elements[index], steps.dropFirst(), new, edit)
    }
    return .sequence(elements, origin: value.origin)
  }
}
