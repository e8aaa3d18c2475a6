import Diagnostics
import YAML

/// Reads a lab from its folder.
struct LabReader {
  static let maximumFiles = 500

  /// The files of the lab by their path below its folder.
  private let files: [String: SourceFile]
  private var reader: FieldReader
  /// The derived values that are texts, as written.
  private let derivedTexts: [String: String]

  /// - Throws: every mistake in lab.yaml and the templates.
  static func read(folder: String, _ files: [String: [UInt8]]) throws(TemplateErrors) -> Lab {
    let sources = Dictionary(
      uniqueKeysWithValues: files.map { ($0.key, SourceFile(path: "\(folder)/\($0.key)", bytes: $0.value)) })
    let missing = SourceFile(path: "\(folder)/lab.yaml", bytes: [])
    guard let source = sources["lab.yaml"] else {
      throw TemplateErrors([.init("the lab has no lab.yaml", at: 0, of: missing)])
    }
    guard files.count <= maximumFiles else {
      throw TemplateErrors([.init("a lab may have 500 files at most", at: 0, of: source)])
    }
    let stream = YAMLStream(source)
    if let error = stream.error { throw TemplateErrors([.init(error.message, at: error.offset, of: source)]) }
    guard stream.documentCount == 1, let root = stream.documents.first?.root, root.kind == .mapping else {
      throw TemplateErrors([.init("a lab.yaml is one mapping of fields", at: 0, of: source)])
    }
    var reader = LabReader(sources, source, root)
    reader.refuseTricks(stream)
    let lab = reader.lab(root, folder: folder)
    guard reader.reader.errors.isEmpty else {
      throw TemplateErrors(
        reader.reader.errors.sorted { ($0.path, $0.location.line) < ($1.path, $1.location.line) })
    }
    return lab
  }

  private init(_ files: [String: SourceFile], _ source: SourceFile, _ root: Node) {
    self.files = files
    let names = ["params", "derived"].flatMap { root[$0]?.entries.compactMap(\.key.text) ?? [] }
    reader = FieldReader(source, names: Set(names))
    derivedTexts = Dictionary(
      root["derived"]?.entries.compactMap { entry in
        entry.value.kind == .scalar ? (entry.key.text ?? "", entry.value.text ?? "") : nil
      } ?? [], uniquingKeysWith: { $1 })
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
    let known = [
      "format", "lab", "version", "summary", "folder", "example", "params", "derived", "checks",
      "accepts", "files", "next",
    ]
    let fields = reader.fields(root, of: "a lab.yaml", known: known)
    if reader.required("format", fields, of: root) != "1", let format = fields["format"] {
      reader.report("'format' is 1", at: format)
    }
    let name = reader.required("lab", fields, of: root)
    if name != folder, let node = fields["lab"] {
      reader.report("'lab' is the name of its folder, '\(folder)'", at: node)
    }
    let parameters = parameters(fields["params"])
    let derived = derived(fields["derived"])
    let checks = (fields["checks"].map { Array($0.elements) } ?? []).compactMap { check($0) }
    let templates = templates(fields["files"])
    let written = (fields["files"].map { Array($0.elements) } ?? []).compactMap { file($0, templates) }
    let next = (fields["next"].map { Array($0.elements) } ?? []).map { step($0) }
    checkTemplates(written, templates)
    checkUse(fields["params"], parameters)
    return Lab(
      name: name, version: reader.required("version", fields, of: root),
      summary: reader.required("summary", fields, of: root),
      folder: reader.required("folder", fields, of: root),
      example: reader.required("example", fields, of: root), parameters: parameters, derived: derived,
      checks: checks,
      accepted: (fields["accepts"].map { Array($0.elements) } ?? []).compactMap { acceptance($0) },
      files: written,
      next: next, templates: templates)
  }
}

// MARK: - The parts of a lab.yaml

extension LabReader {
  private mutating func parameters(_ node: Node?) -> [Parameter] {
    guard let node else { return [] }
    var parameters = ParameterReader(reader: reader)
    let read = node.entries.map { parameters.parameter($0) }
    reader = parameters.reader
    for (parameter, entry) in zip(read, node.entries) {
      checkLinks(of: parameter, among: read, at: entry.key)
    }
    return read
  }

  /// The names that `from`, `for` and `excludes` hold.
  private mutating func checkLinks(of parameter: Parameter, among all: [Parameter], at node: Node) {
    let names = all.map(\.name)
    for name in parameter.excluded + [parameter.registry].compactMap({ $0 }) where !names.contains(name) {
      reader.report(unknownName(name, "parameter", known: names), at: node)
    }
    reader.used.formUnion(parameter.excluded + [parameter.registry].compactMap { $0 })
    guard let origin = parameter.origin else { return }
    reader.used.insert(origin.from)
    let source = all.first { $0.name == origin.from }
    let fields = origin.from == "tree" ? LabContext.fields : source?.type.fields ?? []
    guard origin.from == "tree" || source != nil else {
      return reader.report(unknownName(origin.from, "parameter", known: names + ["tree"]), at: node)
    }
    if !fields.contains(origin.field) {
      reader.report(unknownName(origin.field, "field of '\(origin.from)'", known: fields), at: node)
    }
  }

  private mutating func derived(_ node: Node?) -> [DerivedValue] {
    var derived: [DerivedValue] = []
    for entry in node?.entries.map({ $0 }) ?? [] {
      let name = entry.key.text ?? ""
      guard entry.value.kind == .mapping else {
        derived.append(DerivedValue(name: name, rule: .text(reader.template(entry.value))))
        continue
      }
      let fields = reader.fields(entry.value, of: "a derived value", known: ["call", "args"])
      let called = reader.required("call", fields, of: entry.value)
      let arguments = (fields["args"].map { Array($0.elements) } ?? []).compactMap { reader.expression($0) }
      guard let function = LabFunction(rawValue: called) else {
        let known = LabFunction.allCases.map(\.rawValue)
        reader.report(unknownName(called, "function", known: known), at: fields["call"] ?? entry.value)
        continue
      }
      if arguments.count != function.arity {
        reader.report(
          "'\(called)' takes \(function.arity) arguments, not \(arguments.count)", at: entry.value)
      }
      derived.append(DerivedValue(name: name, rule: .call(function, arguments)))
    }
    return derived
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

  /// The name of a file for a person: `PREFIX-secret.yaml`.
  private func shown(_ to: String) -> String {
    shownPlaceholders(to) { name in
      guard let text = derivedTexts[name] else { return name.uppercased() }
      return shownPlaceholders(text) { $0.uppercased() }
    }
  }

  private mutating func file(_ node: Node, _ templates: [String: Template]) -> LabFile? {
    let fields = reader.fields(node, of: "a file", known: ["from", "to", "when", "mode", "as"])
    let from = reader.required("from", fields, of: node)
    let to = reader.required("to", fields, of: node)
    if let mode = fields["mode"], !mode.is("secret") {
      reader.report("'mode' is secret, or left out", at: mode)
    }
    guard let place = fields["to"], let template = templates[from] else { return nil }
    if template.kind != .yaml, [".yaml", ".yml", ".json"].contains(where: { to.hasSuffix($0) }) {
      reader.report("a file that is read as YAML is made 'as: yaml'", at: fields["as"] ?? node)
    }
    return LabFile(
      from: from, to: reader.template(place), toText: shown(to), condition: reader.condition(fields["when"]),
      isSecret: fields["mode"] != nil, kind: template.kind)
  }

  /// Every file of the folder but lab.yaml and tests; one that `files` does not name is there to be included.
  private mutating func templates(_ node: Node?) -> [String: Template] {
    var kinds: [String: Template.Kind] = [:]
    for file in node?.elements.map({ $0 }) ?? [] {
      guard let from = file["from"], let path = from.text else { continue }
      if files[path] == nil { reader.report(unknownName(path, "template", known: files.keys), at: from) }
      let name = file["as"]?.text ?? "yaml"
      if let kind = Template.Kind(rawValue: name) {
        kinds[path] = kind
      } else if let place = file["as"] {
        reader.report(
          unknownName(name, "kind of file", known: Template.Kind.allCases.map(\.rawValue)), at: place)
      }
    }
    var templates: [String: Template] = [:]
    for (path, source) in files where path != "lab.yaml" && !path.hasPrefix("tests/") {
      do throws(TemplateError) {
        templates[path] = try Template(source, kind: kinds[path] ?? .yaml)
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
    var checker = NameChecker(names: reader.names, templates: templates)
    for file in written { templates[file.from].map { checker.check($0) } }
    for path in templates.keys.sorted() where !checker.seen.contains(path) {
      if let template = templates[path] {
        checker.report("no file and no '#% include' uses '\(path)'", at: 0, of: template)
      }
    }
    for error in checker.errors { reader.report(error) }
    reader.used.formUnion(checker.used)
  }

  private mutating func checkUse(_ node: Node?, _ parameters: [Parameter]) {
    for entry in node?.entries.map({ $0 }) ?? [] {
      guard let name = entry.key.text, !reader.used.contains(name) else { continue }
      reader.report("the parameter '\(name)' is never used", at: entry.key)
    }
  }
}
