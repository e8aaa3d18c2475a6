import Diagnostics
import Manifests
import YAML

/// What kustomizations above an object do to it, seen without a build. It errs on the side of "may".
struct Patching {
  /// Whether anything in the tree patches anything: what a file lacks may then come from elsewhere.
  let isAny: Bool
  private var namespaced: Set<String> = []

  init(_ tree: Tree) {
    isAny =
      tree.kustomizations.contains { $0.mayChangeObjects }
      || tree.manifests.contains { manifest in
        let spec = manifest.root["spec"]
        return ["patches", "patchesStrategicMerge", "patchesJson6902", "components"].contains {
          spec?[$0] != nil
        }
          || spec?["kustomize"]?["patches"] != nil
      }
    for kustomization in tree.kustomizations where kustomization.field("namespace") != nil {
      var seen: Set<String> = []
      Self.collect(kustomization, tree, into: &namespaced, &seen)
    }
  }

  /// Whether a kustomization above writes the namespace, which for a Namespace is its name.
  func mayMove(_ manifest: Manifest) -> Bool { namespaced.contains(manifest.source.path) }

  private static func collect(
    _ kustomization: Kustomization, _ tree: Tree, into files: inout Set<String>, _ seen: inout Set<String>
  ) {
    guard seen.insert(kustomization.path).inserted else { return }
    for entry in kustomization.paths where entry.use == .resource || entry.use == .component {
      guard !entry.isRemote else { continue }
      guard let path = entry.target else { continue }
      if tree.kind(of: path) == .directory {
        if let next = tree.kustomization(in: path) { collect(next, tree, into: &files, &seen) }
      } else {
        files.insert(path)
      }
    }
  }

}

extension Kustomization {
  /// Whether it does more to its resources than list, name and label them.
  fileprivate var mayChangeObjects: Bool {
    [
      "patches", "patchesStrategicMerge", "patchesJson6902", "components", "replacements", "transformers",
      "vars",
    ]
    .contains { field($0) != nil }
  }
}
