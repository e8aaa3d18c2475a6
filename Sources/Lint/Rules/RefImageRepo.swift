import Diagnostics
import Flux
import Manifests

struct RefImageRepo: Rule {
  static let id = "ref-image-repo"
  static let severity = Severity.error
  static let summary = "an ImagePolicy whose ImageRepository does not exist"
  static let explanation = """
    The policy chooses among the tags that the ImageRepository has found. Without it there are none, and no \
    image is ever updated.

    An error where one of nearly the same name exists, or one in another namespace; a warning where none comes \
    near.

    Fix: write the name, and the namespace where it is another.

    Source: Flux API reference, ImagePolicy spec.imageRepositoryRef.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        image: ghcr.io/group/podinfo
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        imageRepositoryRef:
          name: ↓podinfos
        policy:
          semver:
            range: 1.x
      """,
      fixed: """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata:
          name: podinfo
          namespace: flux-system
        spec:
          interval: 5m
          image: ghcr.io/group/podinfo
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata:
          name: podinfo
          namespace: flux-system
        spec:
          imageRepositoryRef:
            name: podinfo
          policy:
            semver:
              range: 1.x
        """),
    .bad(
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata:
        name: podinfo
        namespace: apps
      spec:
        interval: 5m
        image: ghcr.io/group/podinfo
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        imageRepositoryRef:
          name: ↓podinfo
        policy:
          semver:
            range: 1.x
      """,
      fixed: """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata:
          name: podinfo
          namespace: apps
        spec:
          interval: 5m
          image: ghcr.io/group/podinfo
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata:
          name: podinfo
          namespace: flux-system
        spec:
          imageRepositoryRef:
            name: podinfo
            namespace: apps
          policy:
            semver:
              range: 1.x
        """),
    .good(
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata:
        name: podinfo
        namespace: apps
      spec:
        interval: 5m
        image: ghcr.io/group/podinfo
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        imageRepositoryRef:
          name: podinfo
          namespace: apps
        policy:
          semver:
            range: 1.x
      """),
    .good(
      "a name that is substituted later",
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        imageRepositoryRef:
          name: ${APP}
        policy:
          semver:
            range: 1.x
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.field == "spec.imageRepositoryRef" }.compactMap { missingHere($0, absent: .warning) }
  }
}
