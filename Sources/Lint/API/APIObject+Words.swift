import Diagnostics
import Manifests
import YAML

extension APIReview {
  /// Calls `phrase` with every violation and its object; what it returns are findings.
  func findings(_ phrase: (SchemaViolation, Manifest) -> Diagnostic?) -> [Diagnostic] {
    objects.flatMap { object in object.violations.compactMap { phrase($0, object.manifest) } }
  }
}

extension Manifest {
  /// The place of the apiVersion; of the kind where there is none.
  var apiVersionRange: SourceRange {
    root["apiVersion"]?.origin ?? root["kind"]?.origin ?? source
  }

  /// `HelmRelease 'podinfo'`.
  var title: String { id.name.isEmpty ? id.kind : "\(id.kind) '\(id.name)'" }

  /// Replaces the apiVersion as it is written, its quotes kept; nil where an alias stands there.
  func rename(to apiVersion: String) -> TextEdit? {
    guard let node = root["apiVersion"]?.node, let range = node.valueRange else { return nil }
    return TextEdit(range: range, replacement: apiVersion)
  }

  /// The value at a path of mappings.
  func value(_ path: String...) -> Value? {
    var value: Value? = root
    for key in path { value = value?[named: key] }
    return value
  }

  /// Whether a text can be known: it is there, and no program fills it in later.
  func text(_ path: String...) -> String? {
    var value: Value? = root
    for key in path { value = value?[named: key] }
    return value?.text.flatMap { $0.isTemplated ? nil : $0 }
  }
}

extension SchemaViolation {
  /// `'spec.chart' of HelmRelease`; the kind for the object itself.
  func subject(in manifest: Manifest) -> String {
    path.isEmpty ? manifest.id.kind : "'\(pathText)' of \(manifest.id.kind)"
  }

  /// `spec.chart` of `spec.chart.version`; the kind for a field at the top.
  func parent(in manifest: Manifest) -> String {
    path.count > 1 ? "'\(path.dropLast().joined(separator: "."))' of \(manifest.id.kind)" : manifest.id.kind
  }

  /// The text of the value, for a message; shortened, and never of a Secret.
  func shown(in manifest: Manifest) -> String {
    guard let text = value?.text, manifest.id.kind != "Secret" else { return "the value" }
    return text.count > 60 ? "'\(text.prefix(57))…'" : "'\(text)'"
  }

  /// Replaces the decoded text of the value where it stands plainly, its quotes kept.
  func replacing(_ text: String) -> TextEdit? {
    value?.valueRange.map { TextEdit(range: $0, replacement: text) }
  }

  /// Whether it is a label or an annotation of an object, or of a template in it.
  var isLabel: Bool {
    guard path.count >= 3, let map = path.dropLast().last else { return false }
    return (map == "labels" || map == "annotations") && path[path.count - 3] == "metadata"
  }
}

/// Names in a row: `'a', 'b' or 'c'`.
func listed(_ names: [String]) -> String {
  let quoted = names.map { "'\($0)'" }
  guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
  return quoted.dropLast().joined(separator: ", ") + " or " + last
}

/// ` nearest is 'x'` behind a semicolon; empty where nothing is near.
func nearestWords(_ name: String?) -> String { name.map { "; the nearest is '\($0)'" } ?? "" }
