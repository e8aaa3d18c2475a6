import Diagnostics
import Flux
import Kustomize
import Manifests
import YAML

/// What patches and replacements may write that no build of the tree has applied, judged by the kinds and words in
/// their text. What a build has applied shows in its objects.
package struct PatchIndex: Sendable {
  private struct Patch {
    /// The kind of the target; nil where only the patch itself names one, or none is named.
    let kind: String?
    /// The same of its name, which may be a pattern.
    let name: String?
    let text: [UInt8]
    /// Whether the text is a patch alone.
    var isPlain = true
    /// Whether a build that succeeds applies it.
    let isApplied: Bool

    /// Whether it may be meant for an object of that name.
    func mayTarget(_ object: String) -> Bool {
      guard kind != nil else { return TextShape.contains(text, object) }
      return name.map { $0 == object || !$0.allSatisfy { $0.isLetter || ".-".contains($0) } } ?? true
    }

    /// Whether it may write something at a path of an object of a kind: any, where it cannot be told.
    func mayWrite(_ path: [String], of kind: String) -> Bool {
      guard isPlain, self.kind == nil || self.kind == kind, !path.contains(where: { Int($0) != nil }) else {
        return true
      }
      let stream = YAMLStream(SourceFile(path: "", bytes: text))
      guard stream.error == nil else { return true }
      return stream.documents.compactMap(\.root).contains { root in
        guard root.kind == .sequence else { return root["$patch"] != nil || root.reaches(path[...]) }
        return root.elements.contains { operation in
          guard let pointer = operation["path"]?.text else { return true }
          let keys = pointer.split(separator: "/").map { String($0) }.filter { Int($0) == nil && $0 != "-" }
          guard path.starts(with: keys) else { return keys.starts(with: path) }
          return operation["value"]?.reaches(path.dropFirst(keys.count)) ?? true
        }
      }
    }
  }
  private let patches: [Patch]
  /// Whether a kustomization takes in what is not in the tree or not read here, so that anything may be written.
  let isOpen: Bool

  /// - Parameter builds: those of kustomizations that no cluster reaches.
  init(_ tree: Tree, clusters: [Cluster], builds: [Build]) {
    let whole = clusters.flatMap(\.kustomizations).filter { $0.failures.isEmpty && $0.directory != nil }
    var reached = ReachedDirectories(tree)
    for kustomization in whole {
      reached.visit(kustomization.directory ?? "")
      for component in kustomization.spec?["components"]?.elements ?? [] {
        let path = component.text.flatMap { TreePath.resolve($0, from: kustomization.directory ?? "") }
        if let path { reached.visit(path) }
      }
    }
    for build in builds where build.failures.isEmpty { reached.visit(build.directory) }
    let applied = Set(whole.map(\.manifest.source))
    let written = tree.kustomizations.flatMap {
      Self.patches(of: $0, in: tree, isApplied: reached.directories.contains($0.directory))
    }
    let flux = tree.manifests.filter(FluxKustomization.matches).flatMap { object in
      (object.root["spec"]?["patches"]?.elements ?? []).map { entry in
        Patch(
          kind: entry["target"]?["kind"]?.text, name: entry["target"]?["name"]?.text,
          text: Array((entry["patch"]?.text ?? "").utf8),
          isApplied: applied.contains(object.source))
      }
    }
    patches = written + flux
    isOpen = tree.kustomizations.contains { kustomization in
      ["transformers", "vars"].contains { kustomization.field($0) != nil }
        || kustomization.paths.contains { $0.use == .component && $0.isRemote }
    }
  }

  /// Whether a patch or replacement anywhere may give an object of a kind a field, or change it.
  ///
  /// - Parameter name: the object's, where patches of others of its kind are none of its business.
  func anySets(_ field: String, of kind: String, named name: String? = nil) -> Bool {
    patches.contains { Self.sets($0, field, of: kind) && (name.map($0.mayTarget) ?? true) }
  }

  /// The same of a field by the keys and indices that lead to it.
  func anySets(_ path: [String], of kind: String, named name: String) -> Bool {
    patches.contains {
      Self.sets($0, path.last ?? "", of: kind) && $0.mayTarget(name) && $0.mayWrite(path, of: kind)
    }
  }

  /// The same of those that no build has applied.
  func looseSets(_ field: String, of kind: String) -> Bool {
    patches.contains { !$0.isApplied && Self.sets($0, field, of: kind) }
  }

  private static func sets(_ patch: Patch, _ field: String, of kind: String) -> Bool {
    guard TextShape.contains(patch.text, field) else { return false }
    guard let target = patch.kind else { return names(kind, in: patch.text) }
    if target == kind || !target.allSatisfy(\.isLetter) { return true }
    // What is patched into a Flux Kustomization may be patches of its own.
    return target == "Kustomization" && TextShape.contains(patch.text, "patches")
      && TextShape.contains(patch.text, kind)
  }

  /// Whether a patch without a target names a kind, or none at all.
  private static func names(_ kind: String, in text: [UInt8]) -> Bool {
    let lines = text.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: "kind:".utf8) }
    guard !lines.isEmpty else {
      return !TextShape.contains(text, "kind:") || TextShape.contains(text, kind)
    }
    return lines.contains { TextShape.contains(Array($0), kind) }
  }

  private static func patches(of kustomization: Kustomization, in tree: Tree, isApplied: Bool) -> [Patch] {
    var found: [Patch] = []
    func add(_ kind: String?, _ name: String?, _ text: [UInt8]) {
      found.append(Patch(kind: kind, name: name, text: text, isApplied: isApplied))
    }
    for field in ["patches", "patchesStrategicMerge", "patchesJson6902", "replacements"] {
      for entry in kustomization.list(field) {
        let inline = entry.text ?? entry["patch"]?.text
        let (kind, name) = (entry["target"]?["kind"]?.text, entry["target"]?["name"]?.text)
        let path = entry["path"]?.text ?? (field == "patchesStrategicMerge" ? entry.text : nil)
        let file = path.flatMap { TreePath.resolve($0, from: kustomization.directory) }.flatMap {
          tree.bytes(of: $0)
        }
        if let file { add(kind, name, file) }
        if let inline, inline.contains("\n") || file == nil { add(kind, name, Array(inline.utf8)) }
        if field == "replacements" {
          let text = kustomization.root.stream.source.bytes
          found.append(Patch(kind: nil, name: nil, text: text, isPlain: false, isApplied: isApplied))
        }
      }
    }
    return found
  }
}

extension LintContext {
  /// Whether something besides its own file gives an object a field, or changes it: a build that patches it, or a
  /// patch for its kind that no build of the tree applies.
  /// - Parameter field: a key, or what it begins with.
  func maySet(_ field: String, in object: Manifest) -> Bool {
    patches.looseSets(field, of: object.id.kind)
      || versions(of: object).contains { $0.root.hasForeign(field, outside: object.source) }
  }
}

extension Value {
  /// Whether something below bears a name, or holds it in its text, and was not written inside a place.
  fileprivate func hasForeign(_ name: String, outside place: SourceRange) -> Bool {
    // A node is as its file has it, with all that is in it.
    if let node, place.holds(node.range) { return false }
    switch kind {
    case .scalar: return !(origin.map(place.holds) ?? false) && (text?.contains(name) ?? false)
    case .sequence: return elements.contains { $0.hasForeign(name, outside: place) }
    case .mapping:
      return entries.contains { entry in
        entry.key.hasPrefix(name) && !(entry.value.origin.map(place.holds) ?? false)
          || entry.value.hasForeign(name, outside: place)
      }
    }
  }
}

extension Node {
  /// Whether something stands at a path below, or hides what does.
  fileprivate func reaches(_ path: ArraySlice<String>) -> Bool {
    guard let key = path.first else { return true }
    guard kind == .mapping else { return true }
    return entries.contains {
      $0.key.text == "<<" || $0.key.text == key && $0.value.reaches(path.dropFirst())
    }
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool {
    path == other.path && bytes.lowerBound <= other.bytes.lowerBound
      && other.bytes.upperBound <= bytes.upperBound
  }
}
