import Diagnostics
import Manifests
import YAML

struct OciProviderHost: Rule {
  static let id = "oci-provider-host"
  static let severity = Severity.error
  static let summary = "a cloud `provider` on a registry that is not that cloud's"
  static let explanation = """
    With `provider: aws`, `azure` or `gcp` the controller signs in with the identity of its pod, and stops with \
    "invalid AWS registry" and the like when the host is none of that cloud. A `secretRef` makes it not look at the \
    provider.

    Fix: remove `provider`, or set the one that the host belongs to.

    Source: fluxcd/pkg auth/aws, auth/azure and auth/gcp, 2026-07.
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
        url: oci://ghcr.io/johnsmith/apache
        provider: ↓aws
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://mine.azurecr.io/charts
        provider: ↓gcp
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: gitlab-oci-repo
          namespace: default
        spec:
          type: oci
          url: oci://mine.azurecr.io/charts
          provider: azure
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
        url: oci://123456789012.dkr.ecr.eu-west-1.amazonaws.com/apache
        provider: aws
      """),
    .good(
      "a Secret wins over the provider",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/johnsmith/apache
        secretRef:
          name: ghcr
        provider: aws
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.ociAddresses.compactMap { address in
      let spec = address.source.root["spec"]
      guard let value = spec?["provider"], let place = value.origin,
        let provider = CloudProvider(rawValue: value.text ?? ""),
        spec?["secretRef"] == nil, CloudProvider(host: address.url.host.text) != provider
      else { return nil }
      let right = CloudProvider(host: address.url.host.text)
      let expected = right.map { ", but of provider '\($0.rawValue)'" } ?? ""
      return finding(
        "\(address.name) has provider '\(provider.rawValue)', and '\(address.url.host.text)' is no registry of it\(expected)",
        at: place, in: address.source,
        fix: right.flatMap { right in
          value.edit(to: right.rawValue).map { Fix("set the provider to '\(right.rawValue)'", .unsafe, [$0]) }
        })
    }
  }
}
