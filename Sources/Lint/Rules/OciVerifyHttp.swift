import Diagnostics
import Flux
import Manifests
import YAML

struct OciVerifyHttp: Rule {
  static let id = "oci-verify-http"
  static let severity = Severity.error
  static let summary = "`verify` on a chart that does not come from an OCI registry"
  static let explanation = """
    Signatures are stored beside the artifact in a registry. For a chart from Git, from a Bucket or from an HTTP index \
    the API server or the controller refuses `verify`.

    Fix: remove `verify`, or pull the chart from a registry.

    Source: CEL rule of HelmChart v1; Flux documentation of HelmRelease.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: ./charts/apache
            version: '0.1.0'
            sourceRef:
              kind: GitRepository
              name: fleet
            ↓verify:
              provider: cosign
      """),
    .bad(
      """
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
            ↓verify:
              provider: cosign
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: default
        url: https://charts.example.com
      """),
    .good(
      """
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
            verify:
              provider: cosign
      ---
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
      """),
    .good(
      "the repository is not in the tree",
      """
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
            verify:
              provider: cosign
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let http = Set(
      context.flux("HelmRepository").filter { $0.root["spec"]?["url"]?.text?.hasPrefix("http") ?? false }
        .flatMap { repository in
          context.references(to: repository).map(\.source.source)
        })
    return context.flux("HelmRelease", "helm").compactMap { release in
      guard let spec = release.root["spec"]?["chart"]?["spec"], let verify = spec["verify"], !verify.isNull,
        let place = spec.entries.first(where: { $0.key == "verify" })?.keyOrigin
      else { return nil }
      let kind = spec["sourceRef"]?["kind"]?.text ?? ""
      let isGit = kind == "GitRepository" || kind == "Bucket"
      guard isGit || (kind == "HelmRepository" && http.contains(release.source)) else { return nil }
      let whence = isGit ? "a \(kind)" : "an HTTP repository"
      return finding(
        "HelmRelease '\(release.id.name)' verifies a chart from \(whence): only an OCI registry has signatures",
        at: place, in: release)
    }
  }
}
