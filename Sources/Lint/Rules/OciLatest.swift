import Diagnostics
import Manifests
import YAML

struct OciLatest: Rule {
  static let id = "oci-latest"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "an OCIRepository that follows the tag `latest`"
  static let explanation = """
    What `latest` is changes with every push: a rollback in git brings nothing back, and two clusters run different \
    things.

    Fix: pin a version, or follow a range of versions with `ref.semver`.

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
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
        ref:
          tag: ↓latest
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
        ref: {tag: ↓"latest"}
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
          tag: 6.9.0
      """),
    .good(
      "the digest wins",
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
          tag: latest
          digest: sha256:00
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("OCIRepository").compactMap { source in
      guard let ref = source.root["spec"]?["ref"], let tag = ref["tag"], tag.text == "latest",
        let place = tag.origin,
        ref["digest"] == nil, ref["semver"] == nil
      else { return nil }
      return finding("OCIRepository '\(source.id.name)' follows the tag 'latest'", at: place, in: source)
    }
  }
}
