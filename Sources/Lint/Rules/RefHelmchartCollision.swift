import Diagnostics
import Flux
import Manifests

struct RefHelmchartCollision: Rule {
  static let id = "ref-helmchart-collision"
  static let severity = Severity.error
  static let summary = "two HelmReleases whose charts get one name"
  static let explanation = """
    For each HelmRelease with `chart` Flux makes a HelmChart called `<namespace>-<name>` in the namespace of \
    the source. Where two releases come to the same name, they take turns in rewriting one HelmChart, and each \
    gets the other's chart.

    Fix: rename one of the releases, or use `chartRef`.

    Source: helm-controller, HelmRelease.GetHelmChartName; fluxcd/flux2#2236.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: flux-system
      spec:
        url: https://charts.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: c
        namespace: a-b
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: charts
              namespace: flux-system
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: ↓b-c
        namespace: a
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: charts
              namespace: flux-system
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: flux-system
      spec:
        url: https://charts.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: b
        namespace: team-a
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: charts
              namespace: flux-system
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: ↓a-b
        namespace: team
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: charts
              namespace: flux-system
      """),
    .good(
      "the sources are in two namespaces",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: a-b
      spec:
        url: https://charts.example.com
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: a
      spec:
        url: https://charts.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: c
        namespace: a-b
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: charts
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: b-c
        namespace: a
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: charts
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        url: oci://ghcr.io/group/podinfo
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: c
        namespace: a-b
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: podinfo
          namespace: flux-system
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: b-c
        namespace: a
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: podinfo
          namespace: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.graphs.flatMap { graph -> [Diagnostic] in
      var first: [String: Manifest] = [:]
      let releases = graph.index.all("HelmRelease").sorted { $0.nameRange < $1.nameRange }
      return releases.compactMap { release in
        guard let chart = chartName(release), context.isJudged(release.nameRange.path) else { return nil }
        guard let other = first[chart] else {
          first[chart] = release
          return nil
        }
        guard other.id.name != release.id.name, seen.insert(release.nameRange).inserted else { return nil }
        return finding(
          "the HelmChart of HelmRelease '\(release.id.name)' in '\(release.id.namespace ?? "")' gets the name of that of '\(other.id.name)' in '\(other.id.namespace ?? "")'",
          at: release.nameRange, in: release, related: [Note(other.nameRange, "the other release")])
      }
    }
  }

  /// The namespace and the name of the HelmChart that Flux makes; nil where it makes none, or they are not known.
  private func chartName(_ release: Manifest) -> String? {
    guard let own = release.id.namespace, let source = release.root["spec"]?["chart"]?["spec"]?["sourceRef"]
    else {
      return nil
    }
    let namespace = source["namespace"]?.text ?? own
    let name = "\(namespace)/\(own)-\(release.id.name)"
    return name.isTemplated ? nil : name
  }
}
