import Diagnostics
import Manifests
import YAML

struct OciHttpNoInsecure: Rule {
  static let id = "oci-http-no-insecure"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary =
    "a registry on port 80 or 5000, which speak plain HTTP as a rule, without `insecure: true`"
  static let explanation = """
    Flux asks every registry over HTTPS unless the source says `insecure: true`. The registry of a lab, on port 5000 \
    or 80, has no TLS as a rule.

    Fix: set `insecure: true`, or give the registry a certificate.

    Source: fluxcd/flux2#3621.
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
        url: ↓oci://registry.registry.svc:5000/apache
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        type: oci
        url: ↓oci://registry.local:80/charts
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
        url: oci://registry.registry.svc:5000/apache
        insecure: true
      """),
    .good(
      "a certificate of one's own is TLS",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.registry.svc:5000/apache
        certSecretRef:
          name: registry-ca
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.ociAddresses.compactMap { address in
      let spec = address.source.root["spec"]
      guard let port = address.url.port, port == "5000" || port == "80", spec?["insecure"] == nil,
        spec?["certSecretRef"] == nil, !context.maySet("insecure", in: address.source)
      else { return nil }
      return finding(
        "\(address.name) pulls from port \(port) over TLS: without it, set 'insecure: true'",
        at: address.range,
        in: address.source)
    }
  }
}
