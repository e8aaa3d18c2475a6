import Diagnostics
import Flux
import Manifests
import YAML

struct OciSemverPrerelease: Rule {
  static let id = "oci-semver-prerelease"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a range of versions that leaves out the pre-releases that its source pins elsewhere"
  static let explanation = """
    A range without a pre-release in it, such as `>=1.0.0`, never takes `1.1.0-rc.1`. A `semverFilter` that asks for \
    release candidates then leaves nothing.

    Fix: write `>=1.0.0-0`.

    Source: Flux documentation of OCIRepository, "Semver"; Masterminds/semver.
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
          semver: ↓">=1.0.0"
          semverFilter: ".*-rc.*"
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
        ref:
          semver: ↓1.x
          semverFilter: "-beta"
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
          semver: ">=1.0.0-0"
          semverFilter: ".*-rc.*"
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
          semver: ">=1.0.0"
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("OCIRepository").compactMap { source in
      guard let ref = source.root["spec"]?["ref"], let range = ref["semver"], let text = range.text,
        let place = range.origin, let filter = ref["semverFilter"]?.text,
        ["-rc", "-beta", "-alpha", "-dev", "-pre"].contains(where: { filter.contains($0) }),
        !text.split(separator: " ").contains(where: { $0.contains("-") && $0 != "-" })
      else { return nil }
      return finding(
        "the range '\(text)' takes no pre-release, but the filter of OCIRepository '\(source.id.name)' asks for one",
        at: place, in: source)
    }
  }
}
