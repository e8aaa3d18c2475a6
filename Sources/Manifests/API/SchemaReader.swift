import YAML

/// Reads a schema as a file writes it: OpenAPI v3 as in a CustomResourceDefinition, or JSON Schema as kubeconform
/// takes it. JSON is YAML, so one reader serves both.
package struct SchemaReader: Sendable {
  package enum Form: Sendable {
    /// Objects are closed unless they say otherwise: the API server drops or refuses unknown fields.
    case openAPI
    /// Objects are open unless `additionalProperties` is false.
    case jsonSchema
    /// The same, for what stands in `oneOf` and the like: it may ask for fields without a word of their types.
    case alternative
  }

  private let form: Form
  private let definitions: Definitions?

  /// The schema of a version of a CustomResourceDefinition.
  package static func openAPI(_ node: Node) -> SchemaType {
    SchemaReader(form: .openAPI, definitions: nil).type(node, depth: 0)
  }

  /// The schema of a version whose unknown fields are kept, as in a v1beta1 definition.
  package static func keepingUnknown(_ node: Node) -> SchemaType {
    SchemaReader(form: .jsonSchema, definitions: nil).type(node, depth: 0)
  }

  /// The schema of a JSON Schema file; nil where the bytes hold none.
  ///
  /// - Parameter definitions: the file that `$ref`s of another file lead to (`_definitions.json` of kubeconform's
  ///   layout); references inside the file need none.
  package static func jsonSchema(_ source: YAMLStream, definitions: YAMLStream? = nil) -> SchemaType? {
    guard source.error == nil, let root = source.documents.first?.root, root.kind == .mapping else {
      return nil
    }
    let table = Definitions(own: root, others: definitions?.documents.first?.root)
    return SchemaReader(form: .jsonSchema, definitions: table).type(root, depth: 0)
  }

  /// The names of the files that kubeconform's layouts give to a kind, likeliest first. Only the first two say the group.
  package static func fileNames(apiVersion: String, kind: String) -> [String] {
    let kind = kind.lowercased()
    let parts = apiVersion.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return ["\(kind)-\(apiVersion).json", "\(kind).json"] }
    let group = parts[0].split(separator: ".").first.map(String.init) ?? parts[0]
    return [
      "\(parts[0])/\(kind)_\(parts[1]).json", "\(kind)-\(group)-\(parts[1]).json",
      "\(kind)_\(parts[1]).json", "\(kind)-\(parts[1]).json", "\(kind).json",
    ]
  }

  /// Whether a JSON Schema file may be of a version of a kind: it says so, or does not say whose it is.
  package static func speaksOf(_ apiVersion: String, _ kind: String, _ source: YAMLStream) -> Bool {
    guard let root = source.documents.first?.root else { return false }
    let slash = apiVersion.firstIndex(of: "/")
    let group = slash.map { String(apiVersion[..<$0]) } ?? ""
    let version = slash.map { String(apiVersion[apiVersion.index(after: $0)...]) } ?? apiVersion
    if let known = root["x-kubernetes-group-version-kind"]?.elements, known.contains(where: { _ in true }) {
      return known.contains {
        $0["group"]?.text ?? "" == group && $0["version"]?.text == version && $0["kind"]?.text == kind
      }
    }
    for (field, name) in [("apiVersion", apiVersion), ("kind", kind)] {
      let names = root["properties"]?[named: field]?["enum"].map { $0.elements.compactMap(\.text) } ?? []
      if !names.isEmpty, !names.contains(name) { return false }
    }
    return true
  }

  init(form: Form, definitions: Definitions?) {
    self.form = form
    self.definitions = definitions
  }

  func type(_ node: Node, depth: Int) -> SchemaType {
    guard depth < 100, node.kind == .mapping else { return SchemaType(.any) }
    if let reference = node["$ref"]?.text {
      guard let definitions, let number = definitions.number(of: reference) else { return SchemaType(.any) }
      return SchemaType(reference: number, in: definitions)
    }
    if node["x-kubernetes-int-or-string"]?.is("true") ?? false {
      return plain(node, .intOrString)
    }
    let conditions = conditions(node, depth)
    switch typeName(node) {
    case "object": return object(node, conditions, depth)
    case "array":
      let element = node["items"].map { type($0, depth: depth + 1) }
      return SchemaType(.list, element: element, limits: limits(node, .list), conditions: conditions)
    case "string": return plain(node, .string, conditions)
    case "integer": return plain(node, .integer, conditions)
    case "number": return plain(node, .number, conditions)
    case "boolean": return plain(node, .boolean, conditions)
    case "oneOf integer string", "oneOf string integer":
      return plain(node, .intOrString)
    case "oneOf number string", "oneOf string number": return plain(node, .quantity)
    default: return plain(node, .any, conditions)
    }
  }

  private func plain(_ node: Node, _ kind: SchemaType.Kind, _ conditions: SchemaConditions? = nil)
    -> SchemaType
  {
    SchemaType(kind, limits: limits(node, kind), conditions: conditions)
  }

  /// The one type that is not null; `oneOf a b` for a choice of two plain ones; nil for anything else.
  private func typeName(_ node: Node) -> String? {
    if let type = node["type"] {
      if type.kind == .scalar { return type.text }
      let names = type.elements.compactMap(\.text).filter { $0 != "null" }
      if names.count == 2 { return "oneOf \(names[0]) \(names[1])" }
      return names.count == 1 ? names[0] : nil
    }
    if let choices = (node["oneOf"] ?? node["anyOf"]).map({ Array($0.elements) }), choices.count == 2 {
      let names = choices.compactMap { $0["type"] == nil ? nil : typeName($0) }
      return names.count == 2 ? "oneOf \(names[0]) \(names[1])" : nil
    }
    return node["properties"] == nil && node["required"] == nil ? nil : "object"
  }

  private func object(_ node: Node, _ conditions: SchemaConditions?, _ depth: Int) -> SchemaType {
    let required = Set(node["required"].map { $0.elements.compactMap(\.text) } ?? [])
    var fields: [String: SchemaType.Field] = [:]
    for entry in node["properties"].map({ Array($0.entries) }) ?? [] {
      guard let name = entry.key.text else { continue }
      fields[name] = SchemaType.Field(
        type: type(entry.value, depth: depth + 1),
        isRequired: required.contains(name) && entry.value["default"] == nil, since: nil)
    }
    var isOpen =
      (node["x-kubernetes-preserve-unknown-fields"]?.is("true") ?? false)
      || (node["x-kubernetes-embedded-resource"]?.is("true") ?? false)
      || (fields.isEmpty && node["additionalProperties"] == nil) || node["patternProperties"] != nil
    for name in required where fields[name] == nil {
      // A schema that asks for fields that it does not declare is an abridged one.
      isOpen = true
      if form == .alternative {
        fields[name] = SchemaType.Field(type: SchemaType(.any), isRequired: true, since: nil)
      }
    }
    let limits = limits(node, .object)
    guard let extra = node["additionalProperties"] else {
      return SchemaType(
        .object, fields: fields, isOpen: isOpen || form != .openAPI, limits: limits, conditions: conditions)
    }
    if extra.kind == .mapping {
      return SchemaType(
        fields.isEmpty ? .map : .object, fields: fields, element: type(extra, depth: depth + 1),
        limits: limits, conditions: conditions)
    }
    if extra.is("true") { isOpen = true }
    return SchemaType(.object, fields: fields, isOpen: isOpen, limits: limits, conditions: conditions)
  }

  private func limits(_ node: Node, _ kind: SchemaType.Kind) -> SchemaType.Limits {
    var limits = SchemaType.Limits()
    limits.choices =
      node["enum"].map { list in
        list.elements.compactMap { choice in choice.text.map { SchemaType.Choice(text: $0, since: nil) } }
      } ?? []
    limits.pattern = node["pattern"]?.text.flatMap { SchemaPattern($0) }
    let (low, high) =
      switch kind {
      case .string: (node["minLength"], node["maxLength"])
      case .list: (node["minItems"], node["maxItems"])
      case .object, .map: (node["minProperties"], node["maxProperties"])
      case .any: (node["minimum"] ?? node["minLength"], node["maximum"] ?? node["maxLength"])
      default: (node["minimum"], node["maximum"])
      }
    limits.low = number(low)
    limits.high = number(high)
    limits.step = number(node["multipleOf"])
    // A flag beside the limit in OpenAPI, a limit of its own in JSON Schema.
    limits.isLowOutside = node["exclusiveMinimum"].map { !$0.is("false") } ?? false
    limits.isHighOutside = node["exclusiveMaximum"].map { !$0.is("false") } ?? false
    limits.low = limits.low ?? number(node["exclusiveMinimum"])
    limits.high = limits.high ?? number(node["exclusiveMaximum"])
    if node["x-kubernetes-list-type"]?.is("map") ?? false {
      limits.keys = node["x-kubernetes-list-map-keys"].map { $0.elements.compactMap(\.text) } ?? []
    }
    limits.isSet =
      (node["x-kubernetes-list-type"]?.is("set") ?? false) || (node["uniqueItems"]?.is("true") ?? false)
    return limits
  }

  private func number(_ node: Node?) -> Double? { node?.text.flatMap { Double($0) } }
}

// MARK: - Conditions

extension SchemaReader {
  private func conditions(_ node: Node, _ depth: Int) -> SchemaConditions? {
    guard
      node.entries.contains(where: { entry in
        let key = entry.key
        return key.is("allOf") || key.is("anyOf") || key.is("oneOf") || key.is("not")
          || key.is("x-kubernetes-validations")
      })
    else { return nil }
    // Alternatives speak of some fields and leave the others to the schema that they stand in.
    let reader = SchemaReader(form: .alternative, definitions: definitions)
    let read = { (name: String) in node[named: name]?.elements.map { reader.type($0, depth: depth + 1) } ?? []
    }
    var made = SchemaConditions()
    made.all = read("allOf")
    made.any = read("anyOf")
    made.one = read("oneOf")
    made.not = node["not"].map { reader.type($0, depth: depth + 1) }
    if let rules = node["x-kubernetes-validations"] {
      let defaults = self.defaults(node, under: "", depth: 0)
      made.rules = rules.elements.compactMap { rule in
        rule["rule"]?.text.flatMap { SchemaRule($0, message: rule["message"]?.text, defaults: defaults) }
      }
    }
    return made.isEmpty ? nil : made
  }

  /// The defaults of the fields below a schema, by their paths.
  private func defaults(_ node: Node, under path: String, depth: Int) -> [String: Node] {
    guard depth < 4, let properties = node["properties"] else { return [:] }
    var found: [String: Node] = [:]
    for entry in properties.entries {
      guard let name = entry.key.text else { continue }
      let inner = path.isEmpty ? name : "\(path).\(name)"
      if let filled = entry.value["default"] { found[inner] = filled }
      found.merge(defaults(entry.value, under: inner, depth: depth + 1)) { first, _ in first }
    }
    return found
  }
}
