import Diagnostics
import Flux
import Manifests
import YAML

struct OciUrlRepeatsChart: Rule {
  static let id = "oci-url-repeats-chart"
  static let severity = Severity.error
  static let summary = "the URL of an OCI HelmRepository that already ends in the chart's name"
  static let explanation = """
    Flux pulls from the URL, a slash and the name of the chart. When the URL names the chart as well, it asks for \
    `…/podinfo/podinfo`, which the registry does not have.

    Fix: end the URL where the chart's name begins.

    Source: source-controller 1.9 OCI chart repository; fluxcd/flux2#3438, #4745, #2900.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        type: oci
        url: ↓oci://ghcr.io/stefanprodan/charts/podinfo
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: podinfo
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: podinfo
          namespace: default
        spec:
          type: oci
          url: oci://ghcr.io/stefanprodan/charts
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
          chart:
            spec:
              chart: podinfo
              version: '0.1.0'
              sourceRef:
                kind: HelmRepository
                name: podinfo
        """),
    .bad(
      "with a slash behind it",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: ↓oci://registry.gitlab.com/johnsmith/apache/
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: gitlab-oci-repo
          namespace: default
        spec:
          type: oci
          url: oci://registry.gitlab.com/johnsmith
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: apache
          namespace: default
        spec:
          interval: 5m
          chart:
            spec:
              chart: apache
              version: '0.1.0'
              sourceRef:
                kind: HelmRepository
                name: gitlab-oci-repo
        """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.gitlab.com/johnsmith/labs-flux
        secretRef:
          name: gitlab-credentials
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """),
    .good(
      "another chart of the repository lies below: the path is a folder that is named like a chart",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://ghcr.io/johnsmith/apache
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: exporter
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache-exporter
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("HelmRepository").compactMap { repository in
      guard let value = repository.root["spec"]?["url"], let text = value.text, text.hasPrefix("oci://"),
        let place = value.origin
      else { return nil }
      let url = RegistryURL(text)
      let releases = context.references(to: repository).filter { $0.source.id.kind == "HelmRelease" }
      let charts = releases.compactMap { $0.source.root["spec"]?["chart"]?["spec"]?["chart"]?.text }
      guard let last = url.components.last, !charts.isEmpty, charts.allSatisfy({ $0 == last }) else {
        return nil
      }
      let cut = url.path.bytes.upperBound - last.utf8.count - 1
      let edit = value.node?.valueRange.map { $0.edit(cut..<text.utf8.count, "") }
      return finding(
        "HelmRepository '\(repository.id.name)' has a URL that ends in '\(last)', and Flux adds '/\(last)' to it",
        at: place, in: repository,
        related: releases.prefix(1).map {
          Note(chartPlace($0.source) ?? $0.nameRange, "the chart is named here")
        },
        fix: url.tag == nil && url.digest == nil ? edit.map { Fix("remove '/\(last)'", .unsafe, [$0]) } : nil)
    }
  }

  private func chartPlace(_ release: Manifest) -> SourceRange? {
    release.root["spec"]?["chart"]?["spec"]?["chart"]?.origin
  }
}
