import Diagnostics
import Manifests
import YAML

/// Which objects something above them may change before the cluster sees them, so that a field that their file
/// lacks is not missing for certain. It errs on the side of "may".
struct Patching {
  private var files: Set<String> = []
  private var kinds: Set<String> = []
  private var everything = false
  private var namespaced: Set<String> = []

  init(_ tree: Tree) {
    for kustomization in tree.kustomizations {
      if kustomization.mayChangeObjects { files.formUnion(Self.files(below: kustomization, tree)) }
      if kustomization.field("namespace") != nil {
        namespaced.formUnion(Self.files(below: kustomization, tree))
      }
    }
    for manifest in tree.manifests {
      let spec = manifest.root["spec"]
      switch manifest.id.kind {
      case "Kustomization":
        if spec?["components"] != nil { everything = true }
        read(spec?["patches"])
        read(spec?["patchesStrategicMerge"])
        read(spec?["patchesJson6902"])
      case "FluxInstance": read(spec?["kustomize"]?["patches"])
      default: break
      }
    }
  }

  func mayChange(_ manifest: Manifest) -> Bool {
    everything || kinds.contains(manifest.id.kind) || files.contains(manifest.source.path)
  }

  /// Whether a kustomization above writes the namespace, which for a Namespace is its name.
  func mayMove(_ manifest: Manifest) -> Bool { namespaced.contains(manifest.source.path) }

  private static func files(below kustomization: Kustomization, _ tree: Tree) -> Set<String> {
    var seen: Set<String> = []
    var files: Set<String> = []
    collect(kustomization, tree, into: &files, &seen)
    return files
  }

  private static func collect(
    _ kustomization: Kustomization, _ tree: Tree, into files: inout Set<String>, _ seen: inout Set<String>
  ) {
    guard seen.insert(kustomization.path).inserted else { return }
    for entry in kustomization.paths where entry.use == .resource || entry.use == .component {
      guard !entry.isRemote else { continue }
      guard let path = TreePath.resolve(entry.path, from: kustomization.directory) else { continue }
      if tree.kind(of: path) == .directory {
        if let next = tree.kustomization(in: path) { collect(next, tree, into: &files, &seen) }
      } else {
        files.insert(path)
      }
    }
  }

  /// The kinds that the patches of a Flux Kustomization name; every kind where one names none.
  private mutating func read(_ patches: Value?) {
    for patch in patches?.elements ?? [] {
      if let kind = patch["target"]?["kind"]?.text {
        // A regular expression may stand there.
        kinds.formUnion(kind.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        if kind.contains("*") { everything = true }
        continue
      }
      let text = patch["patch"]?.text ?? ""
      let named = text.split(separator: "\n").filter { $0.hasPrefix("kind:") }
      if named.isEmpty { everything = true }
      for line in named { kinds.insert(line.dropFirst(5).filter { $0.isLetter || $0.isNumber }) }
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
