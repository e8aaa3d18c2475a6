import Diagnostics
import Manifests
import YAML

/// Values that the parameters of a lab may have had, read off files that look like what the lab writes: each scalar with
/// one placeholder is held against the scalar in its place. They are guesses, which ``LabInference`` tries.
struct AnswerCandidates {
  let lab: Lab
  /// By the name of the parameter, the likeliest first.
  private(set) var values: [String: [String]] = [:]
  /// The lists that the loops of the templates go over, by the loop's variable.
  private var loops: [String: String] = [:]
  /// What the elements of a list may be, by the list's name.
  private var elements: [String: [String]] = [:]

  /// - Parameters:
  ///   - folder: of the lab, from the root.
  ///   - files: by path below it.
  ///   - outside: files elsewhere that may be the lab's, by path from the root.
  init(_ lab: Lab, folder: String, files: [String: [UInt8]], outside: [String: [UInt8]]) {
    self.lab = lab
    read(lab.folder, folder)
    let (inner, outer) = (Self.documents(files), Self.documents(outside))
    for secret in inner.flatMap(\.manifests) where secret.id.kind == "Secret" { readUser(Secret(secret)) }
    for template in lab.templates.values { readLoops(template.parts) }
    for file in lab.files {
      readPaths(file, (file.isAtRoot ? outside.keys.map { "/" + $0 } : Array(files.keys)).sorted())
      guard let template = lab.templates[file.from], template.kind == .yaml, !file.isSecret else { continue }
      let text = flattened(template, depth: 0)
      let stream = YAMLStream(SourceFile(path: file.from, bytes: text))
      for wanted in stream.documents.compactMap(\.root) {
        for found in (file.isAtRoot ? outer : inner).compactMap(\.root)
        where found["kind"]?.text == wanted["kind"]?.text { read(wanted, found) }
      }
    }
    for (list, found) in elements { add(list, found.joined(separator: ","), depth: 0) }
    for parameter in lab.parameters { addValues(of: parameter) }
  }

  private static func documents(_ files: [String: [UInt8]]) -> [YAMLDocument] {
    files.sorted { $0.key < $1.key }.map { YAMLStream(SourceFile(path: $0.key, bytes: $0.value)) }
      .filter { $0.error == nil }.flatMap { Array($0.documents) }
  }

  /// The user whose credential a Secret holds; the password is no answer that is recorded.
  private mutating func readUser(_ secret: Secret) {
    var users = [secret["username"]?.text].compactMap { $0 }
    if let docker = secret.docker, case .success(let config) = docker.config {
      users += config.entries.compactMap {
        $0.credential.flatMap { String(validating: $0.user, as: UTF8.self) }
      }
    }
    for parameter in lab.parameters where parameter.type == .username {
      for user in users { add(parameter.name, user) }
    }
  }

  /// What can be tried of a type whatever the files hold.
  private mutating func addValues(of parameter: Parameter) {
    for value in parameter.type.values { add(parameter.name, value) }
    guard parameter.type == .fluxVersion else { return }
    for minor in (FluxVersion.oldest.minor...FluxVersion.newest.minor).reversed() {
      add(parameter.name, "2.\(minor)")
    }
  }

  // MARK: Paths

  private mutating func read(_ place: LabFolder, _ folder: String) {
    let names = folder.split(separator: "/")
    for count in 1...max(1, names.count) {
      let end = names.suffix(count).joined(separator: "/")
      for (name, value) in place.text.match(place.isAtRoot ? "/" + end : end) ?? [] where !value.contains("/")
      {
        add(name, value, depth: 0)
      }
    }
  }

  /// A file that is there once for each element of a list tells the elements.
  private mutating func readPaths(_ file: LabFile, _ paths: [String]) {
    let found = paths.flatMap { file.to.match($0) ?? [] }.filter { !$0.value.contains("/") }
    if let loop = file.loop, let list = loop.list.name {
      let elements = found.filter { $0.name == loop.variable }.map(\.value)
      if !elements.isEmpty { add(list, elements.joined(separator: ","), depth: 0) }
    } else {
      for (name, value) in found { add(name, value, depth: 0) }
    }
  }

  private mutating func readLoops(_ parts: [TemplatePart]) {
    for part in parts {
      switch part {
      case .line, .include: break
      case .branches(let branches): for branch in branches { readLoops(branch.body) }
      case .loop(let loop):
        loops[loop.variable] = loop.list.name
        readLoops(loop.body)
      }
    }
  }

  // MARK: Texts

  /// The lines of a template without its directives, all branches one below the other.
  private func flattened(_ template: Template, depth: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in template.lines {
      let text = template.source.bytes[line]
      let inner = text.drop { $0 == UInt8(ascii: " ") }
      guard inner.starts(with: "#%".utf8) else {
        bytes += text
        continue
      }
      let words = String(decoding: inner.dropFirst(2), as: UTF8.self).split(whereSeparator: \.isWhitespace)
      guard words.first == "include", words.count == 2, depth < Expander.maximumIncludes,
        let other = lab.templates[String(words[1])]
      else { continue }
      let indentation = [UInt8](repeating: UInt8(ascii: " "), count: text.count - inner.count)
      for included in flattened(other, depth: depth + 1).split(separator: UInt8(ascii: "\n")) {
        bytes += indentation + included + [UInt8(ascii: "\n")]
      }
    }
    return bytes
  }

  private mutating func read(_ wanted: Node, _ found: Node) {
    switch (wanted.kind, found.kind) {
    case (.scalar, .scalar):
      guard wanted.mayHoldPlaceholder, let text = found.text, let pattern = try? TextTemplate(wanted) else {
        return
      }
      for (name, value) in pattern.match(text) ?? [] { add(name, value, depth: 0) }
    case (.mapping, .mapping):
      for entry in wanted.entries {
        if entry.key.mayHoldPlaceholder {
          for other in found.entries { read(entry.value, other.value) }
        } else if let value = entry.key.text.flatMap({ found.ownValue(of: $0) }) {
          read(entry.value, value)
        }
      }
    case (.sequence, .sequence):
      for element in wanted.elements { for other in found.elements { read(element, other) } }
    default: break
    }
  }

  // MARK: Names

  /// Follows a derived value to the parameters that it may come from.
  private mutating func add(_ name: String, _ value: String, depth: Int) {
    if lab.parameter(name) != nil { return add(name, value) }
    if let list = loops[name], lab.parameter(list) != nil {
      if !(elements[list] ?? []).contains(value) { elements[list, default: []].append(value) }
      return
    }
    guard depth < 8, let rule = lab.derived.first(where: { $0.name == name })?.rule else { return }
    add(rule, value, depth: depth + 1)
  }

  private mutating func add(_ rule: DerivedValue.Rule, _ value: String, depth: Int) {
    switch rule {
    case .text(let text):
      for (name, inner) in text.match(value) ?? [] { add(name, inner, depth: depth) }
    case .choice(_, let first, let second):
      add(first, value, depth: depth)
      add(second, value, depth: depth)
    case .call(_, let arguments): for name in arguments.compactMap(\.name) { add(name, value, depth: depth) }
    case .condition: break
    }
  }

  private mutating func add(_ name: String, _ value: String) {
    guard let parameter = lab.parameter(name), parameter.type != .secret, parameter.type.fields.isEmpty,
      parameter.type != .valuesFile, (try? parameter.type.parse(value)) != nil,
      !(values[name] ?? []).contains(value)
    else { return }
    values[name, default: []].append(value)
  }
}
