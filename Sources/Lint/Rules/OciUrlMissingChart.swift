import Diagnostics
import Manifests
import YAML

struct OciUrlMissingChart: Rule {
  static let id = "oci-url-missing-chart"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "the URL of an OCIRepository that ends before the chart's name"
  static let explanation = """
    An OCIRepository points at one artifact, its name included; a HelmRepository points at the folder above. A URL \
    that was copied from a HelmRepository, which the tree has with the same address, ends too early.

    Fix: add the chart's name to the URL.

    Source: Flux documentation of OCIRepository.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: ↓oci://registry.gitlab.com/johnsmith/labs-flux
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: apache
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.gitlab.com/johnsmith/labs-flux
      """),
    .bad(
      "the host alone",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: ↓oci://registry.example.com
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: apache
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.gitlab.com/johnsmith/labs-flux
      """),
    .good(
      "nothing says that this is a folder",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.gitlab.com/johnsmith/labs-flux
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let folders = Set(context.flux("HelmRepository").compactMap { OciAddress($0)?.location })
    return context.flux("OCIRepository").compactMap { source in
      guard let address = OciAddress(source) else { return nil }
      let isBare = address.url.path.text.isEmpty
      guard isBare || folders.contains(address.location) else { return nil }
      let why = isBare ? "names no repository" : "is that of a HelmRepository, without the name of a chart"
      return finding("the URL of OCIRepository '\(source.id.name)' \(why)", at: address.range, in: source)
    }
  }
}
