import Diagnostics
import Manifests
import YAML

/// RFC 6902, as the library that kustomize uses applies it (evanphx/json-patch 4).
enum JSONPatch {
  enum Verb: String, CaseIterable { case add, remove, replace, move, copy, test }

  struct Operation {
    let verb: Verb
    let path: Text
    let from: Text?
    let value: Value?
  }

  /// Reads a list of operations.
  static func operations(of patch: Value, in range: SourceRange) throws(BuildFailure) -> [Operation] {
    var operations: [Operation] = []
    for element in patch.elements {
      let place = element.origin ?? range
      guard element.kind == .mapping, let verb = element["op"]?.text else {
        throw BuildFailure(.patchSyntax, "an operation of a JSON patch needs 'op'", at: place)
      }
      guard let known = Verb(rawValue: verb) else {
        let hint =
          nearest(to: verb, among: Verb.allCases.map(\.rawValue)).map { "; did you mean '\($0)'?" } ?? ""
        throw BuildFailure(
          .patchSyntax, "'\(verb)' is no operation of a JSON patch\(hint)", at: element["op"]?.origin ?? place
        )
      }
      guard let path = element["path"], let text = path.text else {
        throw BuildFailure(.patchSyntax, "an operation of a JSON patch needs 'path'", at: place)
      }
      let from = element["from"].flatMap { from in
        from.text.map { Text(text: $0, range: from.origin ?? place) }
      }
      if from == nil, known == .move || known == .copy {
        throw BuildFailure(.patchSyntax, "'\(verb)' needs 'from'", at: place)
      }
      operations.append(
        Operation(
          verb: known, path: Text(text: text, range: path.origin ?? place), from: from,
          value: element["value"].map(oldYAML)))
    }
    return operations
  }

  /// A patch is read as YAML 1.1: `yes`, `no`, `on` and `off` are truth values, timestamps are strings.
  private static func oldYAML(_ value: Value) -> Value {
    switch value.kind {
    case .scalar:
      guard value.isPlain else { return value }
      if value.scalarType == .timestamp { return .string(value.text ?? "", from: value.origin) }
      guard value.scalarType == .string, let truth = KustomizationShape.oldBool(value) else { return value }
      return .scalar(MadeScalar(truth ? "true" : "false", type: .bool, origin: value.origin))
    case .sequence: return .sequence(value.elements.map(oldYAML), origin: value.origin)
    case .mapping:
      let words = value.oldBoolKeys
      let entries = value.entries.map { entry in
        let key = words[entry.key].map { $0 ? "true" : "false" } ?? entry.key
        return MadeEntry(key: key, keyOrigin: entry.keyOrigin, value: oldYAML(entry.value))
      }
      return .mapping(entries, origin: value.origin)
    }
  }

  /// The object with every operation done.
  static func apply(_ operations: [Operation], to resource: Resource) throws(BuildFailure) -> Value {
    var root = resource.rootWithAnnotations
    for operation in operations {
      do throws(Missing) {
        root = try apply(operation, to: root)
      } catch {
        let verb = operation.verb.rawValue
        throw BuildFailure(
          .patchPathMissing,
          "'\(verb)' does not apply to the \(resource.id.described): \(error.reason) at '\(operation.path.text)'",
          at: operation.path.range, related: [Note(resource.source, "the object")])
      }
    }
    guard let operation = operations.last else { return root }
    guard root["metadata"]?["name"]?.text?.isEmpty == false else {
      throw BuildFailure(
        .patchSyntax, "the JSON patch leaves the \(resource.id.described) without a name",
        at: operation.path.range, related: [Note(resource.source, "the object")])
    }
    return withJSONNumbers(root) ?? root
  }

  /// A patched object has gone through Go's JSON, whose integers are exact up to 2^53 only; nil where none is larger.
  private static func withJSONNumbers(_ value: Value) -> Value? {
    switch value.kind {
    case .scalar:
      guard value.scalarType == .int, case .integer(let digits)? = PlainScalar(value),
        digits.utf8.count >= 16,
        let number = Double(digits)
      else { return nil }
      return .scalar(MadeScalar(GoNumber.yaml(number), type: .int, origin: value.origin))
    case .sequence:
      var elements = value.elements
      var hasChanged = false
      for index in elements.indices {
        guard let changed = withJSONNumbers(elements[index]) else { continue }
        elements[index] = changed
        hasChanged = true
      }
      return hasChanged ? .sequence(elements, origin: value.origin) : nil
    case .mapping:
      var entries = value.entries
      var hasChanged = false
      for index in entries.indices {
        guard let changed = withJSONNumbers(entries[index].value) else { continue }
        entries[index].value = changed
        hasChanged = true
      }
      return hasChanged ? .mapping(entries, origin: value.origin) : nil
    }
  }

  private struct Missing: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  private static func apply(_ operation: Operation, to root: Value) throws(Missing) -> Value {
    let path = try pointer(operation.path.text)
    let null = Value.scalar(MadeScalar("null", type: .null, origin: operation.path.range))
    switch operation.verb {
    case .add: return try edit(root, path[...], operation.value ?? null, insert)
    case .remove: return try edit(root, path[...], null, remove)
    case .replace: return try edit(root, path[...], operation.value ?? null, replace)
    case .test:
      let found = try value(root, path[...])
      guard sameJSON(found, operation.value) else { throw Missing("the value differs") }
      return root
    case .move, .copy:
      let source = try pointer(operation.from?.text ?? "")
      var found = try value(root, source[...])
      // Of a key that its mapping lacks the library copies a null.
      if found == nil, operation.verb == .copy, try value(root, source.dropLast())?.kind == .mapping {
        found = null
      }
      guard let moved = found else { throw Missing("nothing stands at 'from'") }
      let rest = operation.verb == .move ? try edit(root, source[...], null, remove) : root
      return try edit(rest, path[...], moved, insert)
    }
  }

  /// The unescaped steps of a pointer; at least one. The library passes over what stands before the first slash.
  private static func pointer(_ text: String) throws(Missing) -> [String] {
    guard text.utf8.contains(UInt8(ascii: "/")) else { throw Missing("the path does not begin with '/'") }
    return text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { part in
      guard part.utf8.contains(UInt8(ascii: "~")) else { return String(part) }
      var result = ""
      var isEscape = false
      for character in part {
        if isEscape {
          result += character == "1" ? "/" : character == "0" ? "~" : "~\(character)"
          isEscape = false
        } else if character == "~" {
          isEscape = true
        } else {
          result.append(character)
        }
      }
      return isEscape ? result + "~" : result
    }
  }

  /// Changes the container that the last step of a path stands in.
  private static func edit(
    _ value: Value, _ path: ArraySlice<String>, _ new: Value,
    _ change: (Value, Value, String) throws(Missing) -> Value
  ) throws(Missing) -> Value {
    guard let key = path.first else { throw Missing("the path is empty") }
    guard path.count > 1 else {
      guard value.kind != .scalar else { throw Missing("there is no mapping or list") }
      return try change(new, value, key)
    }
    switch value.kind {
    case .scalar: throw Missing("nothing stands")
    case .mapping:
      guard let next = value[named: key] else { throw Missing("there is no '\(key)'") }
      return value.setting(key, to: try edit(next, path.dropFirst(), new, change))
    case .sequence:
      var elements = value.elements
      let index = try position(key, elements.count, isInsertion: false)
      elements[index] = try edit(elements[index], path.dropFirst(), new, change)
      return .sequence(elements, origin: value.origin)
    }
  }

  private static func value(_ root: Value, _ path: ArraySlice<String>) throws(Missing) -> Value? {
    var value = root
    for key in path {
      switch value.kind {
      case .scalar: return nil
      case .mapping:
        guard let next = value[named: key] else { return nil }
        value = next
      case .sequence: value = value.elements[try position(key, value.count, isInsertion: false)]
      }
    }
    return value
  }

  /// An index into a list; negative ones count from the end.
  private static func position(_ key: String, _ count: Int, isInsertion: Bool) throws(Missing) -> Int {
    guard let number = Int(key) else { throw Missing("'\(key)' is no index of a list") }
    let index = number < 0 ? number + count : number
    guard index >= 0, index < count + (isInsertion ? 1 : 0) else {
      throw Missing("the list has no item \(number)")
    }
    return index
  }

  private static func insert(_ new: Value, _ owner: Value, _ key: String) throws(Missing) -> Value {
    guard owner.kind == .sequence else { return owner.setting(key, to: new) }
    var elements = owner.elements
    if key == "-" {
      elements.append(new)
    } else {
      elements.insert(new, at: try position(key, elements.count, isInsertion: true))
    }
    return .sequence(elements, origin: owner.origin)
  }

  private static func replace(_ new: Value, _ owner: Value, _ key: String) throws(Missing) -> Value {
    // The library puts a key that is not there; RFC 6902 would not.
    guard owner.kind == .sequence else { return owner.setting(key, to: new) }
    var elements = owner.elements
    elements[try position(key, elements.count, isInsertion: false)] = new
    return .sequence(elements, origin: owner.origin)
  }

  private static func remove(_: Value, _ owner: Value, _ key: String) throws(Missing) -> Value {
    guard owner.kind == .sequence else {
      guard let removed = owner.removing(key) else { throw Missing("there is no '\(key)'") }
      return removed
    }
    var elements = owner.elements
    elements.remove(at: try position(key, elements.count, isInsertion: false))
    return .sequence(elements, origin: owner.origin)
  }

  private static func sameJSON(_ left: Value?, _ right: Value?) -> Bool {
    guard let left, let right else { return (left?.isNull ?? true) && (right?.isNull ?? true) }
    return JSONWriter.text(of: left) == JSONWriter.text(of: right)
  }
}
