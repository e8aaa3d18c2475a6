import Diagnostics
import Manifests
import YAML

struct APIReleaseName: Rule {
  static let id = "api-release-name"
  static let severity = Severity.warning
  static let summary = "a name of a Helm release that is too long or no DNS name"
  static let explanation = """
    A Helm release has a DNS name of at most 53 characters. Without releaseName Flux makes it of targetNamespace and name, \
    and cuts a longer one to 40 characters and a hash: the objects of the release then bear names that nobody wrote.

    Fix: write a short releaseName. On a release that is installed already this means a new installation.

    Source: Flux, HelmRelease API docs, "Release name"; the schema allows 1 to 53 characters.
    """
  static let examples: [Example] = [
    .bad(
      "made of two names",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: ↓a-name-that-is-far-too-long-for-release
        namespace: default
      spec:
        targetNamespace: a-namespace-with-a-name
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
      """),
    .bad(
      "written",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
        releaseName: ↓Podinfo_Release
      """),
    .good(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
        releaseName: podinfo
      """),
    .good(
      "a releaseName takes the place of both",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: a-name-that-is-far-too-long-for-release
        namespace: default
      spec:
        targetNamespace: a-namespace-with-a-name
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
        releaseName: short
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.fluxObjects("HelmRelease").compactMap { object in
      let manifest = object.manifest
      guard let spec = manifest.root["spec"] else { return nil }
      if spec.has("releaseName") {
        guard let text = spec.known("releaseName"), let range = spec["releaseName"]?.origin,
          let reason = reason(text)
        else { return nil }
        return finding("the releaseName '\(text)' \(reason)", at: range, in: manifest, severity: .error)
      }
      let name = manifest.id.name
      guard !name.isTemplated, !name.isEmpty else { return nil }
      let prefix = spec.has("targetNamespace") ? spec.known("targetNamespace") ?? "" : ""
      let made = prefix.isEmpty ? name : "\(prefix)-\(name)"
      guard made.utf8.count > 53 else { return nil }
      return finding(
        "the release becomes '\(made)' of \(made.utf8.count) characters, which Flux cuts to 40 and a hash; 53 are allowed",
        at: manifest.nameRange, in: manifest)
    }
  }

  private func reason(_ text: String) -> String? {
    if text.utf8.count > 53 { return "has \(text.utf8.count) characters, 53 are allowed" }
    return text.isEmpty ? "is empty" : APINameDNS.Form.subdomain.reason(text)
  }
}
