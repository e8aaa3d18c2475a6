import Diagnostics
import Manifests
import YAML

struct OciProviderMissing: Rule {
  static let id = "oci-provider-missing"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a cloud's registry without its `provider`"
  static let explanation = """
    The registries of AWS, Azure and Google give out passwords that live for hours. With `provider` the controller \
    gets one by itself, with the identity of its pod, whenever it needs one.

    Fix: set `provider`, and give source-controller's service account the identity.

    Source: Flux documentation of OCIRepository, "Provider".
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
        url: ↓oci://123456789012.dkr.ecr.eu-west-1.amazonaws.com/apache
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
        url: ↓oci://mine.azurecr.io/charts
        provider: generic
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
        url: oci://mine.azurecr.io/apache
        provider: azure
      """),
    .good(
      "a public registry",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://public.ecr.aws/johnsmith/apache
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.ociAddresses.compactMap { address in
      let spec = address.source.root["spec"]
      let host = address.url.host.text
      let isPublic = ["public.ecr.aws", "gcr.io", "mirror.gcr.io"].contains(host)
      guard let provider = CloudProvider(host: host), !isPublic,
        spec?["provider"]?.text ?? "generic" == "generic",
        spec?["serviceAccountName"] == nil, spec?["secretRef"] == nil,
        !context.maySet("provider", in: address.source)
      else { return nil }
      return finding(
        "\(address.name) pulls from '\(host)' without 'provider: \(provider.rawValue)' or a Secret",
        at: address.range,
        in: address.source)
    }
  }
}
