import Diagnostics
import Manifests
import YAML

/// What a `.lintrc` says.
package struct Configuration: Sendable {
  package var exclude: [String] = []
  package var include: [String] = []
  package var profile: Profile?
  package var failOn: String?
  package var fluxVersion: String?
  package var severities: [String: Severity?] = [:]
  package var external: [ExternalObject] = []
  /// What is wrong with the file, each at its place; a configuration with mistakes is not used.
  package private(set) var mistakes: [Note] = []

  package init() {}

  /// The keys that a `.lintrc` may have.
  static let keys = ["exclude", "include", "profile", "fail-on", "flux-version", "rules", "external"]

  package init(_ stream: YAMLStream) {
    if let error = stream.error {
      mistakes = [
        Note(SourceRange(path: stream.source.path, bytes: error.offset..<error.offset), error.message)
      ]
      return
    }
    guard let root = stream.documents.first?.root else { return }
    guard root.kind == .mapping else {
      mistake(root, "the configuration is no mapping of keys")
      return
    }
    for duplicate in stream.duplicateKeys {
      mistake(duplicate.second, "the key '\(duplicate.second.text ?? "")' stands twice")
    }
    for entry in root.entries { read(entry) }
  }

  private mutating func mistake(_ node: Node, _ message: String) {
    mistakes.append(Note(node.range, message))
  }

  private mutating func read(_ entry: Node.Entry) {
    switch entry.key.text ?? "" {
    case "exclude": exclude = strings(entry)
    case "include": include = strings(entry)
    case "profile": profile = choice(entry, [.default, .strict].map(\Profile.rawValue)).flatMap(Profile.init)
    case "fail-on": failOn = choice(entry, ["error", "warning", "info", "never"])
    case "flux-version": fluxVersion = version(entry)
    case "rules": for rule in entry.value.entries { readRule(rule) }
    case "external":
      external = entry.value.elements.compactMap { element in
        let object = ExternalObject(element)
        if object == nil { mistake(element, "an entry of 'external' has the keys kind, namespace and name") }
        return object
      }
    case let key: mistake(entry.key, "unknown key '\(key)'" + hint(key, Self.keys))
    }
  }

  private mutating func readRule(_ rule: Node.Entry) {
    let name = rule.key.text ?? ""
    let names = RuleNames()
    guard let id = names.canonical(name) else {
      mistake(rule.key, "no rule is called '\(name)'" + hint(name, names.all))
      return
    }
    var severity = rule.value
    if rule.value.kind == .mapping {
      for option in rule.value.entries where !option.key.is("severity") {
        mistake(option.key, "the rule '\(id)' has no option '\(option.key.text ?? "")'")
      }
      guard let written = rule.value["severity"] else { return }
      severity = written
    }
    let entry = Node.Entry(key: rule.key, value: severity)
    guard let word = choice(entry, ["off", "info", "warning", "error"]) else { return }
    severities[id] = .some(Severity(rawValue: word))
  }

  private mutating func version(_ entry: Node.Entry) -> String? {
    guard let text = entry.value.text, !text.isEmpty else {
      mistake(entry.value, "'flux-version' is a version such as '2.9'")
      return nil
    }
    return text
  }

  private mutating func strings(_ entry: Node.Entry) -> [String] {
    guard entry.value.kind == .sequence else {
      mistake(entry.value, "'\(entry.key.text ?? "")' is a list of patterns")
      return []
    }
    return entry.value.elements.compactMap(\.text)
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

/// Objects that exist outside the tree, such as Secrets made by hand; each part is a glob, an absent one matches all.
package struct ExternalObject: Sendable {
  let kind: Glob?
  let namespace: Glob?
  let name: Glob?

  init?(_ node: Node) {
    guard node.kind == .mapping, node.count > 0 else { return nil }
    let known = ["kind", "namespace", "name"]
    guard node.entries.allSatisfy({ known.contains($0.key.text ?? "") && $0.value.kind == .scalar }) else {
      return nil
    }
    kind = node["kind"]?.text.map(Glob.init)
    namespace = node["namespace"]?.text.map(Glob.init)
    name = node["name"]?.text.map(Glob.init)
  }

  func matches(kind: String, namespace: String?, name: String) -> Bool {
    (self.kind?.matches(kind) ?? true) && (self.namespace?.matches(namespace ?? "default") ?? true)
      && (self.name?.matches(name) ?? true)
  }
}
