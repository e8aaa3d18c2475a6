import Diagnostics
import Manifests
import YAML

/// A field of the objects of some kinds, as kustomize's transformer configurations name it.
struct FieldSpec: Hashable, Sendable {
  /// "" matches any.
  var group = ""
  var version = ""
  var kind = ""
  let path: String
  let steps: [Step]
  /// Whether the field is made where it is missing.
  let create: Bool

  /// One field on the way; lists on the way are followed into each element.
  struct Step: Hashable, Sendable {
    let name: String
    /// Whether the path says that the field is a list (`name[]`), which is never made.
    let isList: Bool
  }

  /// - Parameter path: fields with `/` between them; `\/` stands for a slash of a name.
  init(_ path: String, kind: String = "", group: String = "", version: String = "", create: Bool = false) {
    self.path = path
    self.kind = kind
    self.group = group
    self.version = version
    self.create = create
    steps = Self.split(path).map { name in
      let isList = name.utf8.suffix(2).elementsEqual("[]".utf8)
      return Step(name: isList ? String(name.dropLast(2)) : name, isList: isList)
    }
  }

  private static func split(_ path: String) -> [String] {
    var parts: [String] = []
    var part: [UInt8] = []
    var isEscaped = false
    for byte in path.utf8 {
      if byte == UInt8(ascii: "/"), !isEscaped {
        parts.append(String(decoding: part, as: UTF8.self))
        part.removeAll(keepingCapacity: true)
      } else {
        if byte == UInt8(ascii: "/"), isEscaped { part.removeLast() }
        part.append(byte)
      }
      isEscaped = byte == UInt8(ascii: "\\")
    }
    parts.append(String(decoding: part, as: UTF8.self))
    return parts
  }

  func matches(_ key: ResourceKey) -> Bool {
    (kind.isEmpty || kind == key.kind) && (group.isEmpty || group == key.group)
      && (version.isEmpty || version == key.version)
  }
}

/// Why a field could not be reached: something on the way is no mapping and no list.
struct FieldMismatch: Error {
  let step: String
  let place: SourceRange?
}

extension FieldSpec {
  /// The object with this field changed wherever it stands; nil where nothing changes.
  ///
  /// - Parameters:
  ///   - new: what a missing field starts from, where it may be made; nil to make none.
  ///   - edit: the field's new value; nil to keep it.
  func edited(
    _ root: Value, new: Value?, _ edit: (Value) throws(FieldMismatch) -> Value?
  ) throws(FieldMismatch) -> Value? {
    try Self.edited(root, steps[...], create ? new : nil, edit)
  }

  private static func edited(
    _ value: Value, _ steps: ArraySlice<Step>, _ new: Value?,
    _ edit: (Value) throws(FieldMismatch) -> Value?
  ) throws(FieldMismatch) -> Value? {
    guard let step = steps.first else { return try edit(value) }
    guard !value.isNull else { return nil }
    switch value.kind {
    case .scalar: throw FieldMismatch(step: step.name, place: value.origin)
    case .sequence: return try editedElements(value, steps, new, edit)
    case .mapping:
      let mayMake = step.isList ? nil : new
      guard let field = value[named: step.name] else {
        guard let new = mayMake else { return nil }
        let start = steps.count == 1 ? new : .mapping([], origin: nil)
        let made = try edited(start, steps.dropFirst(), new, edit)
        return made.map { value.setting(step.name, to: $0) }
      }
      var start = field
      if field.isNull, let new = mayMake { start = steps.count == 1 ? new : .mapping([], origin: nil) }
      return try edited(start, steps.dropFirst(), new, edit).map { value.setting(step.name, to: $0) }
    }
  }

  private static func editedElements(
    _ value: Value, _ steps: ArraySlice<Step>, _ new: Value?,
    _ edit: (Value) throws(FieldMismatch) -> Value?
  ) throws(FieldMismatch) -> Value? {
    var elements = value.elements
    var hasChanged = false
    for index in elements.indices {
      if let changed = try edited(elements[index], steps, new, edit) {
        elements[index] = changed
        hasChanged = true
      }
    }
    return hasChanged ? .sequence(elements, origin: value.origin) : nil
  }
}
