import Diagnostics
import Manifests
import YAML

struct OciNoRef: Rule {
  static let id = "oci-no-ref"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "an OCIRepository without `ref`, which follows the tag `latest`"
  static let explanation = """
    Without `ref` Flux pulls `latest`, a tag that charts do not have and that images move at will.

    Fix: set `ref.tag`, `ref.semver` or `ref.digest`.

    Source: Flux documentation of OCIRepository, "Reference".
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
      "an empty one",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        ref: ↓{}
        url: oci://ghcr.io/johnsmith/apache
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
        ref:
          semver: 1.x
      """),
    .good(
      "a patch sets it",
      """
      -- oci.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
      -- kustomization.yaml --
      resources: [oci.yaml]
      patches:
        - patch: |
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: OCIRepository
            metadata:
              name: apache
            spec:
              ref:
                tag: 1.0.0
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("OCIRepository").compactMap { source in
      let spec = source.root["spec"]
      let ref = spec?["ref"]
      guard ["tag", "semver", "digest"].allSatisfy({ ref?[$0] == nil }), let url = spec?["url"],
        let place = ref?.origin ?? url.origin, !context.maySet("ref", in: source)
      else { return nil }
      return finding(
        "OCIRepository '\(source.id.name)' has no 'ref' and follows the tag 'latest'", at: place, in: source)
    }
  }
}
