import Diagnostics
import Flux
import Manifests
import YAML

/// The wording that the reference rules share.
extension Reference {
  /// `'spec.secretRef' names the Secret 'creds'`.
  var phrase: String { "'\(plainField)' names the \(kinds.first ?? "object") '\(name)'" }

  /// ` in the namespace 'apps'`; empty where the namespace is not known.
  var placePhrase: String { namespace.map { " in the namespace '\($0)'" } ?? "" }

  /// The place of the namespace that is written beside the name, where the reference may name one.
  var namespaceRange: SourceRange? {
    reachesNamespaces ? holder["namespace"].flatMap { $0.isNull ? nil : $0.origin } : nil
  }

  /// Whether the name has blanks before or behind it.
  var hasOuterSpace: Bool {
    let isBlank: (UInt8) -> Bool = { $0 <= 0x20 }
    return name.utf8.first.map(isBlank) ?? false || name.utf8.last.map(isBlank) ?? false
  }

  /// Writes another name in place of this one; nil where the name is not written as it is read.
  func rename(to name: String, _ applicability: Applicability = .unsafe) -> Fix? {
    guard nameRange.bytes.count >= self.name.utf8.count, let value = nameValue, value.text == self.name,
      let edit = value.edit(to: name)
    else { return nil }
    return Fix("write '\(name)'", applicability, [edit])
  }

  /// The scalar that the name was read from; nil where a build made it.
  private var nameValue: Value? {
    if holder.kind == .scalar { return holder.node == nil ? nil : holder }
    return holder.entries.first { $0.value.origin == nameRange && $0.value.node != nil }?.value
  }

  /// Sets the namespace beside the name; nil where the reference does not stand in a file as it is.
  func move(to namespace: String) -> Fix? {
    guard let node = holder.node, node.kind == .mapping else { return nil }
    if let present = holder["namespace"], !present.isNull {
      return present.edit(to: namespace).map { Fix("write 'namespace: \(namespace)'", .unsafe, [$0]) }
    }
    guard let entry = node.entry("name"), let edit = entry.lineBehind("namespace: \(namespace)", in: node)
    else {
      return nil
    }
    return Fix("add 'namespace: \(namespace)'", .unsafe, [edit])
  }

  /// Whether the kind is one that the field takes, or was mistaken for one that exists.
  var isOfAllowedKind: Bool {
    guard let kind = kinds.first, !allowedKinds.isEmpty, !allowedKinds.contains(kind) else { return true }
    if case .contradicted(let near) = verdict { return near.difference == .kind }
    return false
  }

  /// Whether it names the source of a HelmRelease, a HelmChart, a Flux Kustomization, or another source.
  var isSource: Bool {
    guard let kind = kinds.first, sourceKinds.contains(kind) else { return false }
    return !["Alert", "Receiver", "ImageUpdateAutomation"].contains(source.id.kind)
      && field != "spec.healthChecks[]"
  }

  /// Whether it names what the kubelet pulls images with.
  var isPullSecret: Bool { field.hasSuffix("imagePullSecrets[]") }

  var isDependency: Bool { field == "spec.dependsOn[]" }
  var isValuesFrom: Bool { field == "spec.valuesFrom[]" }
  var isSubstituteFrom: Bool { field == "spec.postBuild.substituteFrom[]" }
  /// Whether it names a Secret by a field for Secrets only, and Flux reads it.
  var isFluxSecret: Bool { isFlux && kinds == ["Secret"] && !isValuesFrom && !isSubstituteFrom }
}

extension Node.Entry {
  /// An edit that puts an entry behind this one, in the style of the mapping. Nil where the two stand otherwise than
  /// on lines of their own or in braces.
  func lineBehind(_ text: String, in mapping: Node) -> TextEdit? {
    guard value.kind == .scalar, !mapping.isAlias else { return nil }
    let end = value.bytes.upperBound
    if mapping.style == .flow {
      return TextEdit(range: SourceRange(path: value.range.path, bytes: end..<end), replacement: ", \(text)")
    }
    let source = key.stream.source.bytes
    var lineStart = key.bytes.lowerBound
    while lineStart > 0, source[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    let column = key.bytes.lowerBound - lineStart
    var stop = source[end...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
    let isCRLF = stop < source.count && stop > end && source[stop - 1] == UInt8(ascii: "\r")
    if isCRLF { stop -= 1 }
    let line = (isCRLF ? "\r\n" : "\n") + String(repeating: " ", count: column) + text
    return TextEdit(range: SourceRange(path: value.range.path, bytes: stop..<stop), replacement: line)
  }
}

/// The kinds that a HelmRelease or a Flux Kustomization takes its content from.
let sourceKinds: Set<String> = [
  "HelmRepository", "GitRepository", "OCIRepository", "Bucket", "HelmChart", "ExternalArtifact",
]
