import Diagnostics
import Flux
import Manifests

struct RefCaseMismatch: Rule {
  static let id = "ref-case-mismatch"
  static let severity = Severity.error
  static let summary = "a reference that differs from the name by letter case or `_` alone"
  static let explanation = """
    Names of objects are lower case and know no `_`, and are compared byte by byte: a reference that is written \
    otherwise never finds anything.

    Fix: write the name as the object has it.

    Source: Kubernetes API conventions, names; Flux API reference, local object references.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      stringData:
        username: john
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: ↓Gitlab-credentials
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        stringData:
          username: john
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: gitlab
          namespace: default
        spec:
          url: https://charts.example.com
          secretRef:
            name: gitlab-credentials
        """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo-charts
        namespace: default
      spec:
        url: https://charts.example.com
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
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: ↓podinfo_charts
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: podinfo-charts
          namespace: default
        spec:
          url: https://charts.example.com
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
              version: '1.0.0'
              sourceRef:
                kind: HelmRepository
                name: podinfo-charts
        """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo-charts
        namespace: default
      spec:
        url: https://charts.example.com
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
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: podinfo-charts
      """),
    .good(
      "a name that an alias carries",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: &name podinfo
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/group/podinfo
        ref:
          tag: *name
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.brokenReferences.compactMap { broken in
      guard let near = broken.near, near.difference == .spelling else { return nil }
      let name = near.name
      return finding(
        "\(broken.reference.phrase), but it is called '\(name)'", at: broken.reference.nameRange,
        in: broken.reference.source, related: broken.notes(near),
        fix: broken.reference.rename(to: name, .safe))
    }
  }
}
