import Manifests

/// The objects of Flux's APIs as their files write them, by kind and group.
struct FluxManifests: Sendable {
  private let byKind: [Kind: [Manifest]]

  private struct Kind: Hashable {
    let kind: String
    let group: String
  }

  init(_ manifests: [Manifest]) {
    let own = manifests.filter { TextShape.contains($0.id.apiVersion, ".toolkit.fluxcd.io/") }
    byKind = Dictionary(grouping: own) { Kind(kind: $0.id.kind, group: $0.id.group) }
  }

  /// The objects of one kind of an API group, such as `source`, in any version.
  func named(_ kind: String, _ group: String = "source") -> [Manifest] {
    byKind[Kind(kind: kind, group: group + ".toolkit.fluxcd.io")] ?? []
  }
}
