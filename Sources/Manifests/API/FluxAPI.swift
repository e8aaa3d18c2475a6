/// Which API versions each release of Flux serves: the CRDs of the controllers that each release pins.
package enum FluxAPI {
  /// One version of one kind.
  package struct Version: Sendable {
    package let apiVersion: String
    /// The API group.
    package let group: String
    package let kind: String
    package let introduced: FluxVersion
    /// The first release that warns of it; nil where none does.
    package let deprecated: FluxVersion?
    /// The first release that does not serve it; nil for a current one.
    package let removed: FluxVersion?

    package func isServed(by flux: FluxVersion) -> Bool {
      introduced <= flux && removed.map { flux < $0 } ?? true
    }
  }

  /// Every version, the oldest of a kind first.
  package static let versions: [Version] = rows.utf8.split(separator: UInt8(ascii: "\n")).flatMap {
    row -> [Version] in
    let parts = row.split(separator: UInt8(ascii: " ")).map { Substring($0) }
    guard parts.count >= 5, let introduced = FluxVersion(parts[1]) else { return [] }
    return parts[4...].map { kind in
      Version(
        apiVersion: String(parts[0]),
        group: String(Substring(parts[0].utf8.prefix { $0 != UInt8(ascii: "/") })), kind: String(kind),
        introduced: introduced,
        deprecated: FluxVersion(parts[2]), removed: FluxVersion(parts[3]))
    }
  }

  private static let byKind = Dictionary(grouping: versions, by: \.kind)

  /// The versions of a kind of one group, the oldest first; empty where Flux has no such kind.
  package static func versions(group: String, kind: String) -> [Version] {
    (byKind[kind] ?? []).filter { $0.group == group }
  }

  package static func version(_ apiVersion: String, _ kind: String) -> Version? {
    byKind[kind]?.first { $0.apiVersion == apiVersion }
  }

  /// The newest version of a kind that a release serves; nil where it has none.
  package static func newest(group: String, kind: String, for flux: FluxVersion) -> Version? {
    versions(group: group, kind: kind).last { $0.isServed(by: flux) }
  }

  /// The groups that Flux's kinds have or had.
  package static let groups = Set(versions.map(\.group))

  /// The groups of the kinds of a name.
  package static func groups(ofKind kind: String) -> [String] {
    var seen: Set<String> = []
    return (byKind[kind] ?? []).map(\.group).filter { seen.insert($0).inserted }
  }

  /// The kinds of a group.
  package static func kinds(ofGroup group: String) -> Set<String> {
    Set(versions.filter { $0.group == group }.map(\.kind))
  }

  /// apiVersion, first release, first that warns, first without it (`-`: none), kinds.
  private static let rows = """
    source.toolkit.fluxcd.io/v1alpha1 0.0 - 0.1 GitRepository HelmRepository HelmChart
    source.toolkit.fluxcd.io/v1beta1 0.1 2.0 2.7 GitRepository
    source.toolkit.fluxcd.io/v1beta1 0.1 2.3 2.7 HelmRepository HelmChart Bucket
    source.toolkit.fluxcd.io/v1beta2 0.28 2.0 2.8 GitRepository
    source.toolkit.fluxcd.io/v1beta2 0.28 2.3 2.8 HelmRepository HelmChart
    source.toolkit.fluxcd.io/v1beta2 0.28 2.4 2.8 Bucket
    source.toolkit.fluxcd.io/v1beta2 0.32 2.6 2.8 OCIRepository
    source.toolkit.fluxcd.io/v1 2.0 - - GitRepository
    source.toolkit.fluxcd.io/v1 2.3 - - HelmRepository HelmChart
    source.toolkit.fluxcd.io/v1 2.4 - - Bucket
    source.toolkit.fluxcd.io/v1 2.6 - - OCIRepository
    source.toolkit.fluxcd.io/v1 2.7 - - ExternalArtifact
    source.extensions.fluxcd.io/v1beta1 2.7 - - ArtifactGenerator
    helm.toolkit.fluxcd.io/v2alpha1 0.0 - 0.1 HelmRelease
    helm.toolkit.fluxcd.io/v2beta1 0.1 2.2 2.7 HelmRelease
    helm.toolkit.fluxcd.io/v2beta2 2.2 2.3 2.8 HelmRelease
    helm.toolkit.fluxcd.io/v2 2.3 - - HelmRelease
    kustomize.toolkit.fluxcd.io/v1alpha1 0.0 - 0.1 Kustomization
    kustomize.toolkit.fluxcd.io/v1beta1 0.1 2.0 2.7 Kustomization
    kustomize.toolkit.fluxcd.io/v1beta2 0.18 2.0 2.8 Kustomization
    kustomize.toolkit.fluxcd.io/v1 2.0 - - Kustomization
    notification.toolkit.fluxcd.io/v1alpha1 0.0 - 0.1 Alert Provider Receiver
    notification.toolkit.fluxcd.io/v1beta1 0.1 2.2 2.7 Alert Provider
    notification.toolkit.fluxcd.io/v1beta1 0.1 2.0 2.7 Receiver
    notification.toolkit.fluxcd.io/v1beta2 0.38 2.2 2.9 Alert Provider
    notification.toolkit.fluxcd.io/v1beta2 0.38 2.0 2.9 Receiver
    notification.toolkit.fluxcd.io/v1beta3 2.2 - - Alert Provider
    notification.toolkit.fluxcd.io/v1 2.0 - - Receiver
    image.toolkit.fluxcd.io/v1alpha1 0.5 - 0.37 ImageRepository ImagePolicy ImageUpdateAutomation
    image.toolkit.fluxcd.io/v1alpha2 0.13 - 0.37 ImageRepository ImagePolicy ImageUpdateAutomation
    image.toolkit.fluxcd.io/v1beta1 0.16 - 2.7 ImageRepository ImagePolicy
    image.toolkit.fluxcd.io/v1beta1 0.16 2.3 2.7 ImageUpdateAutomation
    image.toolkit.fluxcd.io/v1beta2 0.40 2.7 2.9 ImageRepository ImagePolicy
    image.toolkit.fluxcd.io/v1beta2 2.3 2.7 2.9 ImageUpdateAutomation
    image.toolkit.fluxcd.io/v1 2.7 - - ImageRepository ImagePolicy ImageUpdateAutomation
    """
}
