import Diagnostics
import Flux
import Manifests

struct RefImageAutomationSource: Rule {
  static let id = "ref-image-automation-source"
  static let severity = Severity.error
  static let summary = "an ImageUpdateAutomation whose GitRepository does not exist"
  static let explanation = """
    The automation writes to the repository that `sourceRef` names. Without it nothing is ever committed.

    An error where one of nearly the same name exists, or one in another namespace; a warning where none comes \
    near. The bootstrap source `flux-system` counts as there.

    Fix: write the name, and the namespace where it is another.

    Source: Flux API reference, ImageUpdateAutomation spec.sourceRef.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/project
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageUpdateAutomation
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 30m
        sourceRef:
          kind: GitRepository
          name: fleet
          namespace: ↓apps
        git:
          commit:
            author:
              email: flux@example.com
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: fleet
          namespace: flux-system
        spec:
          interval: 5m
          url: https://git.example.com/group/project
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 30m
          sourceRef:
            kind: GitRepository
            name: fleet
            namespace: flux-system
          git:
            commit:
              author:
                email: flux@example.com
        """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/project
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageUpdateAutomation
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 30m
        sourceRef:
          kind: GitRepository
          name: ↓podinfos
        git:
          commit:
            author:
              email: flux@example.com
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: podinfo
          namespace: flux-system
        spec:
          interval: 5m
          url: https://git.example.com/group/project
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 30m
          sourceRef:
            kind: GitRepository
            name: podinfo
          git:
            commit:
              author:
                email: flux@example.com
        """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/project
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageUpdateAutomation
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 30m
        sourceRef:
          kind: GitRepository
          name: podinfo
        git:
          commit:
            author:
              email: flux@example.com
      """),
    .good(
      "the source of the bootstrap is in no file",
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageUpdateAutomation
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 30m
        sourceRef:
          kind: GitRepository
          name: flux-system
        git:
          commit:
            author:
              email: flux@example.com
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.source.id.kind == "ImageUpdateAutomation" && $0.field == "spec.sourceRef" }.compactMap
    {
      missingHere($0, absent: .warning)
    }
  }
}
