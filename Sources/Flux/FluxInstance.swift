import Manifests
import YAML

/// Flux Operator's object that installs Flux and, with `sync`, gives it a source and a Kustomization to begin with.
/// Source: Flux Operator API, FluxInstance v1.
enum FluxInstance {
  static func matches(_ manifest: Manifest) -> Bool {
    manifest.isKind("FluxInstance", group: "fluxcd.controlplane.io")
  }

  /// The name of the source and of the Kustomization that `sync` makes; nil where the instance has no `sync`.
  static func syncName(of manifest: Manifest) -> String? {
    guard let sync = manifest.root["spec"]?["sync"], sync.kind == .mapping else { return nil }
    return sync["name"]?.text ?? manifest.id.namespace ?? "flux-system"
  }

  static func syncKind(of manifest: Manifest) -> String {
    manifest.root["spec"]?["sync"]?["kind"]?.text ?? "GitRepository"
  }

  static func url(of manifest: Manifest) -> String? { manifest.root["spec"]?["sync"]?["url"]?.text }

  /// The Kustomization that the operator makes; its fields come from those of `sync`.
  static func kustomization(of manifest: Manifest) -> Manifest? {
    guard let name = syncName(of: manifest), let sync = manifest.root["spec"]?["sync"] else { return nil }
    func scalar(_ text: String) -> Value { .scalar(MadeScalar(text, origin: sync.origin)) }
    func mapping(_ entries: [(String, Value?)]) -> Value {
      let entries = entries.compactMap { key, value in
        value.map { MadeEntry(key: key, keyOrigin: nil, value: $0) }
      }
      return .mapping(entries, origin: sync.origin)
    }
    let root = mapping([
      ("apiVersion", scalar(FluxKustomization.group + "/v1")), ("kind", scalar("Kustomization")),
      (
        "metadata",
        mapping([("name", scalar(name)), ("namespace", scalar(manifest.id.namespace ?? "flux-system"))])
      ),
      (
        "spec",
        mapping([
          ("interval", sync["interval"] ?? scalar("1m")), ("path", sync["path"]),
          ("prune", .scalar(MadeScalar("true", type: .bool, origin: nil))),
          (
            "sourceRef",
            mapping([("kind", scalar(syncKind(of: manifest))), ("name", scalar(name))])
          ),
        ])
      ),
    ])
    return Manifest(root, source: manifest.source)
  }
}
