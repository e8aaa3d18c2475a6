import Diagnostics
import Manifests
import YAML

struct SafeUnsignedOci: Rule {
  static let id = "safe-unsigned-oci"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "an OCI source whose signature is not verified"
  static let explanation = """
    Whoever can push to the registry decides what runs in the cluster. With `verify` Flux takes only what was signed.

    Fix: sign the artifacts with cosign or notation, and set `verify`.

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
        url: ↓oci://ghcr.io/johnsmith/apache
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
        url: ↓oci://${REGISTRY}/apache
        verify: null
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
    .good(
      """
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
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("OCIRepository").compactMap { source in
      let spec = source.root["spec"]
      guard let place = spec?["url"]?.origin, spec?["verify"]?.entries.isEmpty ?? true,
        !context.maySet("verify", in: source)
      else { return nil }
      return finding(
        "OCIRepository '\(source.id.name)' has no 'verify' and takes what nobody signed", at: place,
        in: source)
    }
  }
}
