import Diagnostics
import Flux
import Manifests

struct RefComponentRemote: Rule {
  static let id = "ref-component-remote"
  static let severity = Severity.error
  static let summary = "a component of a Flux Kustomization that is a URL"
  static let explanation = """
    `spec.components` takes paths inside the source only: Flux refuses a URL, and nothing is applied. kustomize \
    itself would fetch it.

    Fix: list the URL under `components` of the kustomization at `spec.path`, or copy the component into the \
    repository.

    Source: fluxcd/pkg kustomize generator, components.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        components:
          - ↓https://github.com/group/project//component?ref=v1
      """),
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        components: [↓'github.com/group/project/component?ref=v1']
      """),
    .good(
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        components:
          - ../components/github.com
      -- apps/kustomization.yaml --
      resources: []
      -- components/github.com/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      """),
    .good(
      "kustomize fetches its own",
      """
      -- apps/kustomization.yaml --
      components:
        - https://github.com/group/project//component?ref=v1
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("Kustomization", "kustomize").flatMap { manifest in
      (manifest.root["spec"]?["components"]?.elements ?? []).compactMap { entry in
        guard let text = entry.text, Kustomization.isRemote(text), let place = entry.origin else {
          return nil
        }
        return finding(
          "'spec.components' takes paths inside the source, not the URL '\(text)'", at: place, in: manifest)
      }
    }
  }
}
