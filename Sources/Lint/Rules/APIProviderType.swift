import Diagnostics
import Manifests
import YAML

struct APIProviderType: Rule {
  static let id = "api-provider-type"
  static let severity = Severity.warning
  static let summary = "provider or insecure on a HelmRepository that is not of type oci"
  static let explanation = """
    Both fields count only for OCI registries: on an HTTP repository Flux does not read them, and the credentials that \
    were meant are never sent.

    Fix: write `type: oci` with an `oci://` URL, or take the field out.

    Source: Flux, HelmRepository API docs, "Provider" and "Insecure".
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
        interval: 10m
        ↓provider: aws
        url: https://charts.example.com
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        ↓insecure: true
        url: http://charts.example.com
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        type: oci
        provider: aws
        url: oci://111111111111.dkr.ecr.eu-west-1.amazonaws.com/charts
      """),
    .good(
      "where the URL says oci, the type is what is missing",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        provider: generic
        insecure: false
        url: https://charts.example.com
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.fluxObjects("HelmRepository").flatMap { object -> [Diagnostic] in
      guard let spec = object.manifest.root["spec"], !(spec["type"]?.text?.isTemplated ?? false),
        spec["type"]?.text != "oci", let url = spec.known("url"), !url.hasPrefix("oci://")
      else { return [] }
      let wrong = [
        spec.known("provider").map { $0 != "generic" } ?? false ? "provider" : nil,
        spec.isTrue("insecure") ? "insecure" : nil,
      ]
      return wrong.compactMap { $0 }.compactMap { field in
        spec.place(of: field).map {
          finding(
            "'\(field)' has no effect on a HelmRepository that is not of type 'oci'", at: $0,
            in: object.manifest)
        }
      }
    }
  }
}
