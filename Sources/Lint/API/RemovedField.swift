import Manifests

/// A field that a former version of a Flux kind had and its stable version has not.
struct RemovedField {
  let path: String
  /// What to write instead; nil where the field did nothing any more.
  let instead: String?

  private static let helmRelease = [
    RemovedField(path: "spec.chart.spec.valuesFile", instead: "the list 'valuesFiles'"),
    RemovedField(path: "spec.postRenderers.kustomize.patchesStrategicMerge", instead: "'patches'"),
    RemovedField(path: "spec.postRenderers.kustomize.patchesJson6902", instead: "'patches'"),
  ]
  private static let kustomization = [
    RemovedField(path: "spec.validation", instead: nil),
    RemovedField(path: "spec.patchesStrategicMerge", instead: "'patches'"),
    RemovedField(path: "spec.patchesJson6902", instead: "'patches'"),
  ]

  /// The fields that a kind lost. Source: the CRDs of the versions, compared.
  static func all(group: String, kind: String) -> [RemovedField] {
    switch (group, kind) {
    case ("helm.toolkit.fluxcd.io", "HelmRelease"): helmRelease
    case ("kustomize.toolkit.fluxcd.io", "Kustomization"): kustomization
    case ("source.toolkit.fluxcd.io", "HelmChart"):
      [
        RemovedField(path: "spec.accessFrom", instead: nil),
        RemovedField(path: "spec.valuesFile", instead: "the list 'valuesFiles'"),
      ]
    case ("source.toolkit.fluxcd.io", "GitRepository"):
      [
        RemovedField(path: "spec.accessFrom", instead: nil),
        RemovedField(path: "spec.gitImplementation", instead: nil),
      ]
    case ("source.toolkit.fluxcd.io", "Bucket"): [RemovedField(path: "spec.accessFrom", instead: nil)]
    default: []
    }
  }
}

extension SchemaViolation {
  /// The removed field that an unknown one is; nil for any other.
  func removedField(of manifest: Manifest) -> RemovedField? {
    guard case .unknownField = cause else { return nil }
    return RemovedField.all(group: manifest.id.group, kind: manifest.id.kind).first { $0.path == pathText }
  }

  func isRemovedField(of manifest: Manifest) -> Bool { removedField(of: manifest) != nil }
}
