import Diagnostics
import Manifests
import YAML

struct OciUrlLocalhost: Rule {
  static let id = "oci-url-localhost"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a registry's URL that means the controller's own pod"
  static let explanation = """
    The source is fetched from inside source-controller's pod, where `localhost` is the pod itself and \
    `host.docker.internal` is known on some machines only.

    Fix: use the name under which the cluster reaches the registry, such as a Service.

    Source: Kubernetes networking.
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
        url: ↓oci://localhost:5000/apache
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
        url: ↓oci://127.0.0.1:5000/charts
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
        url: oci://registry.flux-system.svc.cluster.local:5000/apache
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
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.ociAddresses.compactMap { address in
      let host = address.url.host.text.lowercased()
      guard ["localhost", "127.0.0.1", "0.0.0.0", "host.docker.internal", "[::1]"].contains(host) else {
        return nil
      }
      return finding(
        "the URL of \(address.name) points at '\(host)', which is the pod of source-controller",
        at: address.range, in: address.source)
    }
  }
}
