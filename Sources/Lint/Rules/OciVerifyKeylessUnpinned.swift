import Diagnostics
import Manifests
import YAML

struct OciVerifyKeylessUnpinned: Rule {
  static let id = "oci-verify-keyless-unpinned"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a keyless signature that anybody may have made"
  static let explanation = """
    `verify` with cosign and no key takes a signature by any identity that Sigstore knows, an attacker's included. \
    `matchOIDCIdentity` says whose it has to be.

    Fix: set `verify.matchOIDCIdentity` with issuer and subject; a HelmRelease cannot, use an OCIRepository.

    Source: Flux documentation of OCIRepository, "Verification".
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
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
        verify:
          provider: ↓cosign
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
        verify: {provider: ↓cosign}
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
        verify:
          provider: cosign
          matchOIDCIdentity:
            - issuer: ^https://token.actions.githubusercontent.com$
              subject: ^https://github.com/johnsmith/.*$
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
        verify:
          provider: cosign
          secretRef:
            name: cosign-pub
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("OCIRepository").compactMap { source in
      guard let verify = source.root["spec"]?["verify"], let provider = verify["provider"],
        provider.text == "cosign",
        verify["secretRef"] == nil, verify["matchOIDCIdentity"] == nil, let place = provider.origin,
        !context.maySet("matchOIDCIdentity", in: source)
      else { return nil }
      return finding(
        "OCIRepository '\(source.id.name)' takes a keyless signature of anybody: no 'matchOIDCIdentity'",
        at: place,
        in: source)
    }
  }
}
