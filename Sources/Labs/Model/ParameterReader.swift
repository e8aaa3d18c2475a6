import YAML

/// Reads the entries of `params:`.
struct ParameterReader {
  private static let fields = [
    "type", "help", "example", "required", "default", "values", "when", "from", "for", "min", "max",
    "schemes", "excludes", "suggest",
  ]

  var reader: FieldReader

  mutating func parameter(_ entry: Node.Entry) -> Parameter {
    let name = entry.key.text ?? ""
    if !isName(name) {
      reader.report("'\(shown(name))' is no name: lower-case letters, digits and '-'", at: entry.key)
    }
    let fields = reader.fields(entry.value, of: "a parameter", known: Self.fields)
    let type = self.type(fields, of: entry.value)
    let fallback = fields["default"].map { self.fallback($0, type) }
    let requirement = reader.condition(fields["required"])
    if let node = fields["required"], fallback != nil {
      reader.report("a parameter with a default is never required", at: node)
    }
    return Parameter(
      name: name, type: type, help: reader.required("help", fields, of: entry.key),
      example: fields["example"].map { reader.text($0, "example") },
      defaultText: fields["default"].flatMap(\.shownDefault),
      origin: fields["from"].flatMap { origin($0, "from") },
      suggestion: fields["suggest"].flatMap { origin($0, "suggest") },
      excluded: fields["excludes"].map { reader.strings($0, "excludes") } ?? [],
      registry: fields["for"].map { reader.text($0, "for") }, requirement: requirement,
      condition: reader.condition(fields["when"]), fallback: fallback)
  }

  private func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") else {
      return false
    }
    return name.utf8.allSatisfy(\.isNameByte) && !["and", "or", "not", "in", "true", "false"].contains(name)
  }

  private mutating func origin(_ node: Node, _ field: String) -> Parameter.Origin? {
    let parts = reader.text(node, field).split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      reader.report("'\(field)' is written 'PARAMETER.FIELD', 'tree.FIELD' or 'git.FIELD'", at: node)
      return nil
    }
    return Parameter.Origin(from: parts[0], field: parts[1])
  }

  private mutating func fallback(_ node: Node, _ type: ParameterType) -> Parameter.Fallback {
    if node.kind == .mapping {
      let fields = reader.fields(node, of: "a default", known: ["if", "then", "else"])
      guard let condition = reader.condition(fields["if"]), let first = fields["then"],
        let second = fields["else"]
      else {
        reader.report("a default with a choice has the fields if, then and else", at: node)
        return .literal(.none)
      }
      return .choice(if: condition, then: fallback(first, type), else: fallback(second, type))
    }
    if node.kind == .sequence { return .literal(.list(node.elements.compactMap(\.text).map { .string($0) })) }
    let text = reader.text(node, "default")
    guard !text.contains("<%") else { return .text(reader.template(node)) }
    do throws(ParameterType.Mistake) {
      return .literal(try type.parse(text))
    } catch {
      reader.report("the default is no value of its type: \(error.message)", at: node)
      return .literal(.none)
    }
  }

  // MARK: Types

  private mutating func type(_ fields: [String: Node], of node: Node) -> ParameterType {
    let name = reader.required("type", fields, of: node)
    if name.hasPrefix("list<"), name.hasSuffix(">") {
      return .list(type(String(name.dropFirst(5).dropLast()), fields, of: node))
    }
    return type(name, fields, of: node)
  }

  private mutating func type(_ name: String, _ fields: [String: Node], of node: Node) -> ParameterType {
    switch name {
    case "int":
      return .int(number(fields["min"], 0)...max(number(fields["min"], 0), number(fields["max"], Int.max)))
    case "enum":
      let values = fields["values"].map { reader.strings($0, "values") } ?? []
      if values.isEmpty { reader.report("an enum has 'values'", at: fields["type"] ?? node) }
      return .choice(values)
    case "dns-label": return .dnsLabel(maximum: number(fields["max"], 63))
    case "dns-subdomain": return .dnsSubdomain(maximum: number(fields["max"], 253))
    case "url": return .url(schemes: fields["schemes"].map { reader.strings($0, "schemes") } ?? ["https"])
    default:
      if let type = Self.plain[name] { return type }
      let known = Self.plain.keys + ["int", "enum", "dns-label", "dns-subdomain", "url", "list<TYPE>"]
      if let place = fields["type"] { reader.report(unknownName(name, "type", known: known), at: place) }
      return .string
    }
  }

  private mutating func number(_ node: Node?, _ fallback: Int) -> Int {
    guard let node else { return fallback }
    if let number = node.text.flatMap({ Int($0) }) { return number }
    reader.report("expected a number", at: node)
    return fallback
  }

  static let plain: [String: ParameterType] = [
    "string": .string, "text": .text, "bool": .bool, "k8s-kind": .kind, "duration": .duration,
    "semver": .semver,
    "semver-range": .semverRange, "oci-host": .ociHost, "oci-path": .ociPath, "oci-name": .ociName,
    "oci-repository": .ociRepository, "rel-path": .relativePath, "email": .email, "username": .username,
    "secret": .secret, "flux-version": .fluxVersion, "chart-dir": .chartDirectory,
    "docker-config": .dockerConfig, "values-file": .valuesFile, "oci-tag": .ociTag, "oci-digest": .digest,
    "image": .image, "image-reference": .imageReference, "git-ref": .gitReference, "git-commit": .gitCommit,
    "repo-path": .repositoryPath, "age-recipient": .ageRecipient, "uuid": .uuid,
  ]
}

extension Node {
  /// A default as the help shows it: placeholders as upper-case names.
  fileprivate var shownDefault: String? {
    guard kind == .scalar, let text else { return self["then"]?.shownDefault }
    return text == "false" ? nil : shownPlaceholders(text) { $0.uppercased() }
  }
}

/// A text with each placeholder replaced by what `name` makes of its name.
func shownPlaceholders(_ text: String, _ name: (String) -> String) -> String {
  var shown = ""
  var rest = text[...]
  while let open = rest.firstRange(of: "<%"), let close = rest[open.upperBound...].firstRange(of: "%>") {
    let inner = rest[open.upperBound..<close.lowerBound].split(separator: "|").first ?? ""
    shown += rest[..<open.lowerBound] + name(inner.filter { $0 != " " })
    rest = rest[close.upperBound...]
  }
  return shown + rest
}
