import Diagnostics
import YAML

/// Reads a lab from its folder and the parts that it uses.
struct LabReader {
  static let maximumFiles = 500
  /// What all labs of a folder of templates may use.
  static let shared = "shared/"
  /// The fields that a part may have; a lab has more.
  private static let partFields = ["params", "derived", "checks", "accepts", "files", "next"]
  /// Names that every lab has: the folder of its files from the tree's root, and the manifests in it.
  static let ownNames: Set<String> = ["folder", "resources"]

  /// The files of the lab by their path below its folder, and the shared ones.
  private let files: [String: SourceFile]
  /// lab.yaml and the parts, each with its fields.
  private var roots: [Node]
  private var reader: FieldReader
  /// The derived values that are texts, as written.
  private let derivedTexts: [String: String]

  /// - Parameters:
  ///   - files: the lab's own, by their path below its folder.
  ///   - shared: by their path from the folder of templates.
  /// - Throws: every mistake in lab.yaml, the parts and the templates.
  static func read(
    folder: String, _ files: [String: [UInt8]], shared: [String: [UInt8]] = [:]
  ) throws(TemplateErrors) -> Lab {
    var sources = files.reduce(into: [String: SourceFile]()) { sources, file in
      sources[file.key] = SourceFile(path: "\(folder)/\(file.key)", bytes: file.value)
    }
    for (path, bytes) in shared { sources[path] = SourceFile(path: path, bytes: bytes) }
    let missing = SourceFile(path: "\(folder)/lab.yaml", bytes: [])
    guard let source = sources["lab.yaml"] else {
      throw TemplateErrors([.init("the lab has no lab.yaml", at: 0, of: missing)])
    }
    guard files.count <= maximumFiles else {
      throw TemplateErrors([.init("a lab may have 500 files at most", at: 0, of: source)])
    }
    let root = try document(source)
    var roots = [root]
    for use in root["use"]?.elements.map({ $0 }) ?? [] {
      let path = "\(Self.shared)\(use.text ?? "")/part.yaml"
      guard let part = sources[path] else {
        let known = shared.keys.filter { $0.hasSuffix("/part.yaml") }.map {
          String($0.dropFirst(Self.shared.count).dropLast("/part.yaml".count))
        }
        throw TemplateErrors([
          .init(unknownName(use.text ?? "", "part", known: known), at: use.range, of: source)
        ])
      }
      roots.append(try document(part))
    }
    var reader = LabReader(sources, roots)
    let lab = reader.lab(root, folder: folder)
    guard reader.reader.errors.isEmpty else {
      throw TemplateErrors(
        reader.reader.errors.sorted { ($0.path, $0.location.line) < ($1.path, $1.location.line) })
    }
    return lab
  }

  private static func document(_ source: SourceFile) throws(TemplateErrors) -> Node {
    let stream = YAMLStream(source)
    if let error = stream.error { throw TemplateErrors([.init(error.message, at: error.offset, of: source)]) }
    guard stream.documentCount == 1, let root = stream.documents.first?.root, root.kind == .mapping else {
      throw TemplateErrors([
        .init(
          "a \(source.path.hasSuffix("/part.yaml") ? "part" : "lab").yaml is one mapping of fields", at: 0,
          of: source)
      ])
    }
    return root
  }

  private init(_ files: [String: SourceFile], _ roots: [Node]) {
    self.files = files
    self.roots = roots
    var names: Set<String> = []
    var texts: [String: String] = [:]
    for root in roots {
      names.formUnion(["params", "derived"].flatMap { root[$0]?.entries.compactMap(\.key.text) ?? [] })
      for entry in root["derived"]?.entries.map({ $0 }) ?? [] where entry.value.kind == .scalar {
        texts[entry.key.text ?? ""] = texts[entry.key.text ?? ""] ?? entry.value.text
      }
    }
    reader = FieldReader(names: names)
    derivedTexts = texts
  }

  /// Duplicate keys, tags and aliases have no use here and hide what is meant.
  private mutating func refuseTricks(_ stream: YAMLStream) {
    for duplicate in stream.duplicateKeys {
      reader.report("the key '\(shown(duplicate.second.text ?? ""))' stands twice", at: duplicate.second)
    }
    stream.forEachNode { node in
      if node.isAlias || node.tag != nil || node.anchor != nil {
        reader.report("a lab.yaml has no tags, anchors or aliases", at: node)
      }
    }
  }

  private mutating func lab(_ root: Node, folder: String) -> Lab {
    for root in roots { refuseTricks(root.stream) }
    let own = ["format", "lab", "version", "summary", "folder", "example", "use"]
    let fields = reader.fields(root, of: "a lab.yaml", known: own + Self.partFields)
    for part in roots.dropFirst() { _ = reader.fields(part, of: "a part.yaml", known: Self.partFields) }
    if reader.required("format", fields, of: root) != "1", let format = fields["format"] {
      reader.report("'format' is 1", at: format)
    }
    let name = reader.required("lab", fields, of: root)
    if name != folder, let node = fields["lab"] {
      reader.report("'lab' is the name of its folder, '\(folder)'", at: node)
    }
    let parameters = parameters()
    let derived = derived()
    let checks = elements("checks").compactMap { check($0) }
    let templates = templates()
    // What a part writes goes before what the lab does with it.
    let written = elements("files", partsFirst: true).compactMap { file($0, templates) }
    let next = elements("next").map { step($0) }
    checkTemplates(written, templates)
    checkUse()
    return Lab(
      name: name, version: reader.required("version", fields, of: root),
      summary: reader.required("summary", fields, of: root), folder: self.folder(fields, root),
      example: reader.required("example", fields, of: root), parameters: parameters, derived: derived,
      checks: checks, accepted: elements("accepts").compactMap { acceptance($0) }, files: written, next: next,
      templates: templates)
  }

  /// The elements of a list of lab.yaml and of its parts.
  private func elements(_ name: String, partsFirst: Bool = false) -> [Node] {
    let ordered = partsFirst ? roots.dropFirst() + roots.prefix(1) : roots[...]
    return ordered.flatMap { $0[named: name]?.elements.map { $0 } ?? [] }
  }

  /// The entries of a mapping of lab.yaml and of its parts; what the lab says itself goes before what it uses.
  private func entries(_ name: String) -> [Node.Entry] {
    var seen: Set<String> = []
    return roots.flatMap { $0[named: name]?.entries.map { $0 } ?? [] }.filter {
      seen.insert($0.key.text ?? "").inserted
    }
  }

  private mutating func folder(_ fields: [String: Node], _ root: Node) -> LabFolder {
    let text = reader.required("folder", fields, of: root)
    guard let node = fields["folder"] else {
      return LabFolder(text: TextTemplate(literal: ""), shown: "", isAtRoot: false)
    }
    let isAtRoot = text.hasPrefix("/")
    return LabFolder(
      text: reader.template(node), shown: shown(isAtRoot ? String(text.dropFirst()) : text),
      isAtRoot: isAtRoot)
  }
}

// MARK: - The parts of a lab.yaml

extension LabReader {
  private mutating func parameters() -> [Parameter] {
    let entries = entries("params")
    var parameters = ParameterReader(reader: reader)
    let read = entries.map { parameters.parameter($0) }
    reader = parameters.reader
    for (parameter, entry) in zip(read, entries) { checkLinks(of: parameter, among: read, at: entry.key) }
    return read
  }

  /// The names that `from`, `suggest`, `for` and `excludes` hold.
  private mutating func checkLinks(of parameter: Parameter, among all: [Parameter], at node: Node) {
    let names = all.map(\.name)
    for name in parameter.excluded where !names.contains(name) {
      reader.report(unknownName(name, "parameter", known: names), at: node)
    }
    if let registry = parameter.registry, !reader.names.contains(registry) {
      reader.report(unknownName(registry, "name", known: reader.names), at: node)
    }
    reader.used.formUnion(parameter.excluded + [parameter.registry].compactMap { $0 })
    for origin in [parameter.origin, parameter.suggestion].compactMap({ $0 }) {
      reader.used.insert(origin.from)
      let source = all.first { $0.name == origin.from }
      guard let fields = LabContext.fields[origin.from] ?? source?.type.fields else {
        let known = names + LabContext.fields.keys
        reader.report(unknownName(origin.from, "parameter", known: known), at: node)
        continue
      }
      if !fields.contains(origin.field) {
        reader.report(unknownName(origin.field, "field of '\(origin.from)'", known: fields), at: node)
      }
    }
  }

  private mutating func derived() -> [DerivedValue] {
    var derived: [DerivedValue] = []
    for entry in entries("derived") {
      if let rule = rule(entry.value) {
        derived.append(DerivedValue(name: entry.key.text ?? "", rule: rule))
      }
    }
    return derived
  }

  /// A text, `{call: FUNCTION, args: […]}`, `{if: CONDITION}` or `{if: CONDITION, then: …, else: …}`.
  private mutating func rule(_ node: Node) -> DerivedValue.Rule? {
    guard node.kind == .mapping else { return .text(reader.template(node)) }
    let fields = reader.fields(node, of: "a derived value", known: ["call", "args", "if", "then", "else"])
    if let node = fields["if"] {
      guard let condition = reader.condition(node) else { return nil }
      guard fields.count > 1 else { return .condition(condition) }
      guard let first = fields["then"].flatMap({ rule($0) }),
        let second = fields["else"].flatMap({ rule($0) })
      else {
        reader.report("a choice has the fields if, then and else", at: node)
        return nil
      }
      return .choice(if: condition, then: first, else: second)
    }
    let called = reader.required("call", fields, of: node)
    let arguments = (fields["args"].map { Array($0.elements) } ?? []).compactMap { reader.expression($0) }
    guard let function = LabFunction(rawValue: called) else {
      let known = LabFunction.allCases.map(\.rawValue)
      reader.report(unknownName(called, "function", known: known), at: fields["call"] ?? node)
      return nil
    }
    if arguments.count != function.arity {
      reader.report("'\(called)' takes \(function.arity) arguments, not \(arguments.count)", at: node)
    }
    return .call(function, arguments)
  }

  private mutating func check(_ node: Node) -> LabCheck? {
    let fields = reader.fields(node, of: "a check", known: ["if", "error", "warn"])
    guard let condition = reader.condition(fields["if"]), let message = fields["error"] ?? fields["warn"]
    else {
      reader.report("a check has 'if' and one of 'error' and 'warn'", at: node)
      return nil
    }
    return LabCheck(condition: condition, message: reader.template(message), isError: fields["error"] != nil)
  }

  private mutating func acceptance(_ node: Node) -> AcceptedRules? {
    let fields = reader.fields(node, of: "an entry of 'accepts'", known: ["when", "rules"])
    guard let condition = reader.condition(fields["when"]), let rules = fields["rules"] else {
      reader.report("an entry of 'accepts' has 'when' and 'rules'", at: node)
      return nil
    }
    return AcceptedRules(condition: condition, rules: reader.strings(rules, "rules"))
  }

  private mutating func step(_ node: Node) -> NextStep {
    guard node.kind == .mapping else { return NextStep(condition: nil, text: reader.template(node)) }
    let fields = reader.fields(node, of: "a step", known: ["when", "say"])
    _ = reader.required("say", fields, of: node)
    return NextStep(condition: reader.condition(fields["when"]), text: reader.template(fields["say"] ?? node))
  }
}

// MARK: - Files

extension LabReader {
  /// The name of a file for a person: `PREFIX-secret.yaml`.
  private func shown(_ to: String) -> String {
    shownPlaceholders(to) { name in
      guard let text = derivedTexts[name] else { return name.uppercased() }
      return shownPlaceholders(text) { $0.uppercased() }
    }
  }

  private mutating func file(_ node: Node, _ templates: [String: Template]) -> LabFile? {
    let known = ["from", "to", "when", "for", "mode", "encrypt", "as", "on-conflict", "patches"]
    let fields = reader.fields(node, of: "a file", known: known)
    let from = reader.required("from", fields, of: node)
    let to = reader.required("to", fields, of: node)
    if let mode = fields["mode"], !mode.is("secret") {
      reader.report("'mode' is secret, or left out", at: mode)
    }
    if let encrypt = fields["encrypt"], fields["mode"] == nil {
      reader.report("only a file with 'mode: secret' is encrypted", at: encrypt)
    }
    let loop = fields["for"].flatMap { reader.loop($0) }
    let variables = Set([loop?.variable].compactMap { $0 })
    guard let place = fields["to"], let template = templates[from] else { return nil }
    if template.kind != .yaml, [".yaml", ".yml", ".json"].contains(where: { to.hasSuffix($0) }) {
      reader.report("a file that is read as YAML is made 'as: yaml'", at: fields["as"] ?? node)
    }
    return LabFile(
      from: from, to: reader.template(place, variables: variables), isAtRoot: to.hasPrefix("/"),
      toText: shown(to),
      condition: reader.condition(fields["when"]), loop: loop, isSecret: fields["mode"] != nil,
      encryption: fields["encrypt"].flatMap { encryption($0) }, onConflict: onConflict(fields["on-conflict"]),
      patches: fields["patches"].map { reader.template($0, variables: variables) }, kind: template.kind)
  }

  private mutating func encryption(_ node: Node) -> LabFile.Encryption? {
    let fields = reader.fields(node, of: "an encryption", known: ["when", "for"])
    guard let condition = reader.condition(fields["when"]),
      let recipients = fields["for"].flatMap({ reader.expression($0) })
    else {
      reader.report("an encryption has the fields 'when' and 'for', a list of age keys", at: node)
      return nil
    }
    return LabFile.Encryption(condition: condition, recipients: recipients)
  }

  private mutating func onConflict(_ node: Node?) -> OnConflict? {
    guard let node, let name = node.text else { return nil }
    if let value = OnConflict(rawValue: name), value != .ask { return value }
    let known = OnConflict.allCases.filter { $0 != .ask }.map(\.rawValue)
    reader.report(unknownName(name, "way to end a conflict", known: known), at: node)
    return nil
  }

  /// Every file of the folder but lab.yaml and tests, and the shared ones that it uses. One of the folder that `files`
  /// does not name is there to be included.
  private mutating func templates() -> [String: Template] {
    var kinds: [String: Template.Kind] = [:]
    for file in elements("files") {
      guard let from = file["from"], let path = from.text else { continue }
      if files[path] == nil { reader.report(unknownName(path, "template", known: files.keys), at: from) }
      let name = file["as"]?.text ?? "yaml"
      if let kind = Template.Kind(rawValue: name) {
        kinds[path] = kind
      } else if let place = file["as"] {
        let known = Template.Kind.allCases.map(\.rawValue)
        reader.report(unknownName(name, "kind of file", known: known), at: place)
      }
    }
    let own = files.keys.filter { $0 != "lab.yaml" && !$0.hasPrefix("tests/") && !$0.hasPrefix(Self.shared) }
    var waiting = Set(own).union(kinds.keys)
    var templates: [String: Template] = [:]
    while let path = waiting.popFirst() {
      guard let source = files[path] else { continue }
      do throws(TemplateError) {
        let template = try Template(source, kind: kinds[path] ?? .yaml)
        templates[path] = template
        waiting.formUnion(template.includes.filter { templates[$0] == nil })
      } catch {
        reader.report(error)
      }
    }
    return templates
  }
}

// MARK: - Names

extension LabReader {
  private mutating func checkTemplates(_ written: [LabFile], _ templates: [String: Template]) {
    let names = reader.names.union(Self.ownNames)
    for name in Self.ownNames.intersection(reader.names).sorted() {
      for entry in entries("params") + entries("derived") where entry.key.text == name {
        reader.report("every lab has a value '\(name)' of its own", at: entry.key)
      }
    }
    var checker = NameChecker(names: names, templates: templates)
    for file in written {
      let variables = Set([file.loop?.variable].compactMap { $0 })
      templates[file.from].map { checker.check($0, variables: variables) }
    }
    for path in templates.keys.sorted() where !checker.seen.contains(path) {
      if let template = templates[path] {
        checker.report("no file and no '#% include' uses '\(path)'", at: 0, of: template)
      }
    }
    for error in checker.errors { reader.report(error) }
    reader.used.formUnion(checker.used)
  }

  private mutating func checkUse() {
    for entry in entries("params") {
      guard let name = entry.key.text, !reader.used.contains(name) else { continue }
      reader.report("the parameter '\(name)' is never used", at: entry.key)
    }
  }
}
