import Diagnostics
import Manifests
import YAML

/// What the patches and replacements of a tree may write, judged by the kinds and words in their text. A rule asks it
/// before it calls a field absent that a file does not write.
package struct PatchIndex: Sendable {
  private struct Patch {
    /// The kind of the target; nil where only the patch itself names one, or none is named.
    let kind: String?
    let text: [UInt8]
  }
  private let patches: [Patch]

  init(_ tree: Tree) {
    let written = tree.kustomizations.flatMap { Self.patches(of: $0, in: tree) }
    let flux = tree.manifests.filter { $0.isKind("Kustomization", group: "kustomize.toolkit.fluxcd.io") }
    patches =
      written
      + flux.flatMap { object in
        (object.root["spec"]?["patches"]?.elements ?? []).map { entry in
          Patch(kind: entry["target"]?["kind"]?.text, text: Array((entry["patch"]?.text ?? "").utf8))
        }
      }
  }

  /// Whether a patch or replacement may give an object of a kind a field, or change it.
  package func maySet(_ field: String, of kind: String) -> Bool {
    patches.contains { patch in
      guard TextShape.contains(patch.text, field) else { return false }
      guard let target = patch.kind else { return Self.names(kind, in: patch.text) }
      return target == kind || !target.allSatisfy(\.isLetter)
    }
  }

  /// Whether a patch without a target names a kind, or none at all.
  private static func names(_ kind: String, in text: [UInt8]) -> Bool {
    let lines = text.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: "kind:".utf8) }
    guard !lines.isEmpty else {
      return !TextShape.contains(text, "kind:") || TextShape.contains(text, kind)
    }
    return lines.contains { TextShape.contains(Array($0), kind) }
  }

  private static func patches(of kustomization: Kustomization, in tree: Tree) -> [Patch] {
    var found: [Patch] = []
    for field in ["patches", "patchesStrategicMerge", "patchesJson6902", "replacements"] {
      for entry in kustomization.list(field) {
        let inline = entry.text ?? entry["patch"]?.text
        let kind = entry["target"]?["kind"]?.text
        let path = entry["path"]?.text ?? (field == "patchesStrategicMerge" ? entry.text : nil)
        let file = path.flatMap { TreePath.resolve($0, from: kustomization.directory) }.flatMap {
          tree.bytes(of: $0)
        }
        if let file { found.append(Patch(kind: kind, text: file)) }
        if let inline, inline.contains("\n") || file == nil {
          found.append(Patch(kind: kind, text: Array(inline.utf8)))
        }
        if field == "replacements" {
          found.append(Patch(kind: nil, text: kustomization.root.stream.source.bytes))
        }
      }
    }
    return found
  }
}
