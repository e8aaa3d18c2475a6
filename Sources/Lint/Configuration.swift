import Diagnostics
import Manifests
import YAML

/// What a `.lintrc` says.
package struct Configuration: Sendable {
  package var exclude: [String] = []
  package var include: [String] = []
  package var roots: [String] = []
  package var profile: Profile?
  package var failOn: String?
  package var fluxVersion: String?
  package var rules = RuleSettings()
  package var overrides: [RuleOverride] = []
  package var external: [ExternalObject] = []
  /// Relative to the root of the tree.
  package var baseline: String?
  /// The line, from 1, on which the value of each key stands; a rule as `rules.ID`, an option as `rules.ID.OPTION`.
  package private(set) var lines: [String: Int] = [:]
  private var table = LineTable([])
  /// What is wrong with the file, each at its place; a configuration with mistakes is not used.
  package private(set) var mistakes: [Note] = []

  package init() {}

  package init(_ stream: YAMLStream) {
    table = LineTable(stream.source.bytes)
    if let error = stream.error {
      let place = SourceRange(path: stream.source.path, bytes: error.offset..<error.offset)
      mistakes = [Note(place, error.message)]
      return
    }
    let documents = stream.documents.filter { $0.root != nil }
    if documents.count > 1 { mistakes.append(Note(documents[1].range, "the configuration is one document")) }
    guard let root = documents.first?.root, root.scalarType != .null else { return }
    guard root.kind == .mapping else {
      mistake(root, "the configuration is no mapping of keys")
      return
    }
    for duplicate in stream.duplicateKeys {
      mistake(duplicate.second, "the key '\(duplicate.second.text ?? "")' stands twice")
    }
    for entry in root.entries { read(entry) }
    mistakes.sort { ($0.range, $0.message) < ($1.range, $1.message) }
  }

  private mutating func mistake(_ node: Node, _ message: String) {
    mistakes.append(Note(node.range, message))
  }

  private mutating func note(_ key: String, _ node: Node) {
    lines[key] = table.line(at: node.bytes.lowerBound)
  }

  private mutating func read(_ entry: Node.Entry) {
    let key = entry.key.text ?? ""
    guard let known = ConfigurationKey(rawValue: key) else {
      mistake(entry.key, "unknown key '\(key)'" + hint(key, ConfigurationKey.allCases.map(\.rawValue)))
      return
    }
    note(key, entry.value)
    switch known {
    case .exclude: exclude = strings(entry)
    case .include: include = strings(entry)
    case .roots: roots = strings(entry)
    case .profile:
      profile = choice(entry, [Profile.default, .strict].map(\.rawValue)).flatMap(Profile.init)
    case .failOn: failOn = choice(entry, ConfigurationKey.failOnValues)
    case .fluxVersion: fluxVersion = version(entry)
    case .baseline: baseline = path(entry)
    case .rules: rules = ruleSettings(entry, noting: "rules")
    case .overrides: overrides = list(entry, "of overrides").compactMap { override($0) }
    case .external: external = list(entry, "of objects").compactMap { externalObject($0) }
    }
  }

  // MARK: Rules

  private mutating func ruleSettings(_ entry: Node.Entry, noting prefix: String?) -> RuleSettings {
    var settings = RuleSettings()
    guard entry.value.scalarType != .null else { return settings }
    guard entry.value.kind == .mapping else {
      mistake(entry.value, "'rules' is a mapping of rules, such as 'kust-orphan-file: error'")
      return settings
    }
    let names = RuleNames()
    for rule in entry.value.entries {
      let name = rule.key.text ?? ""
      guard let id = names.canonical(name) else {
        mistake(rule.key, "no rule is called '\(name)'" + hint(name, names.all))
        continue
      }
      read(rule, id, into: &settings, noting: prefix)
    }
    return settings
  }

  private mutating func read(
    _ rule: Node.Entry, _ id: String, into settings: inout RuleSettings, noting prefix: String?
  ) {
    var severity: Node? = rule.value
    if rule.value.kind == .mapping {
      severity = rule.value["severity"]
      for option in rule.value.entries where !option.key.is("severity") {
        guard let (name, value) = self.option(option, of: id, isOverride: prefix == nil) else { continue }
        settings.options[id, default: [:]][name] = value
        if let prefix { note("\(prefix).\(id).\(name)", option.value) }
      }
    }
    guard let severity else { return }
    let entry = Node.Entry(key: rule.key, value: severity)
    guard let word = choice(entry, ConfigurationKey.severityValues) else { return }
    settings.severities[id] = .some(Severity(rawValue: word))
    if let prefix { note("\(prefix).\(id)", severity) }
  }

  private mutating func option(
    _ entry: Node.Entry, of id: String, isOverride: Bool
  ) -> (name: String, value: RuleOption.Value)? {
    let name = entry.key.text ?? ""
    let options = allRules.first { $0.id == id }?.options ?? []
    guard let option = options.first(where: { $0.name == name }) else {
      mistake(
        entry.key, "the rule '\(id)' has no option '\(name)'" + hint(name, options.map(\.name) + ["severity"])
      )
      return nil
    }
    guard !isOverride else {
      mistake(entry.key, "an override sets severities; the option '\(name)' belongs under 'rules'")
      return nil
    }
    return value(entry, for: option).map { (name, $0) }
  }

  private mutating func value(_ entry: Node.Entry, for option: RuleOption) -> RuleOption.Value? {
    let text = entry.value.text ?? ""
    switch option.standard {
    case .strings: return .strings(strings(entry))
    case .number:
      if let number = Int(text) { return .number(number) }
      mistake(entry.value, "'\(option.name)' is '\(text)', expected a number")
    case .flag:
      if text == "true" || text == "false" { return .flag(text == "true") }
      mistake(entry.value, "'\(option.name)' is '\(text)', expected true or false")
    }
    return nil
  }

  private mutating func override(_ node: Node) -> RuleOverride? {
    guard node.kind == .mapping, let paths = node.entry("paths"), let rules = node.entry("rules") else {
      mistake(node, "an override has the keys paths and rules")
      return nil
    }
    for entry in node.entries where !entry.key.is("paths") && !entry.key.is("rules") {
      let key = entry.key.text ?? ""
      mistake(entry.key, "unknown key '\(key)' of an override" + hint(key, ["paths", "rules"]))
    }
    return RuleOverride(paths: strings(paths), severities: ruleSettings(rules, noting: nil).severities)
  }

  private mutating func externalObject(_ node: Node) -> ExternalObject? {
    let object = ExternalObject(node)
    if object == nil { mistake(node, "an entry of 'external' has the keys kind, namespace and name") }
    return object
  }

  // MARK: Values

  private mutating func version(_ entry: Node.Entry) -> String? {
    let text = entry.value.text ?? ""
    if FluxVersion(text) != nil { return text }
    mistake(entry.value, "'flux-version' is '\(text)', expected a version such as '2.9'")
    return nil
  }

  private mutating func path(_ entry: Node.Entry) -> String? {
    guard let text = entry.value.text, !text.isEmpty, let path = TreePath.resolve(text, from: "") else {
      mistake(entry.value, "'\(entry.key.text ?? "")' is a path below the root of the tree")
      return nil
    }
    return path
  }

  private mutating func list(_ entry: Node.Entry, _ what: String) -> [Node] {
    if entry.value.scalarType == .null { return [] }
    if entry.value.kind == .sequence { return Array(entry.value.elements) }
    mistake(entry.value, "'\(entry.key.text ?? "")' is a list \(what)")
    return []
  }

  private mutating func strings(_ entry: Node.Entry) -> [String] {
    var strings: [String] = []
    for element in list(entry, "of patterns") {
      if let text = element.text, !text.isEmpty {
        strings.append(text)
      } else {
        mistake(element, "an item of '\(entry.key.text ?? "")' is a text")
      }
    }
    return strings
  }

  private mutating func choice(_ entry: Node.Entry, _ choices: [String]) -> String? {
    if let text = entry.value.text, choices.contains(text) { return text }
    let text = entry.value.text ?? ""
    mistake(
      entry.value,
      "'\(entry.key.text ?? "")' is '\(text)', expected one of \(choices.joined(separator: ", "))"
        + hint(text, choices))
    return nil
  }

  private func hint(_ name: String, _ known: [String]) -> String {
    nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
  }
}
