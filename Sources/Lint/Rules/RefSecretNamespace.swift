import Diagnostics
import Flux
import Manifests

struct RefSecretNamespace: Rule {
  static let id = "ref-secret-namespace"
  static let severity = Severity.error
  static let summary = "a reference to a Secret that exists in another namespace only"
  static let explanation = """
    A `secretRef` has no namespace: the controller reads the Secret in the namespace of the object that refers, and \
    nowhere else.

    Fix: move one of the two, or put a copy of the Secret into the namespace of the object that refers.

    Source: Flux API reference, LocalObjectReference.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: flux-system
      stringData:
        username: john
        password: ${PASSWORD}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: ↓gitlab-credentials
      """),
    .bad(
      "the kustomization moves the repository, not the Secret",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - secret.yaml
        - apps
      -- secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: flux-system
      stringData:
        username: john
      -- apps/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namespace: apps
      resources:
        - repository.yaml
      -- apps/repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
      spec:
        url: https://charts.example.com
        secretRef:
          name: ↓gitlab-credentials
      """),
    .good(
      "the kustomization puts both into one namespace",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namespace: apps
      resources:
        - secret.yaml
        - repository.yaml
      -- secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: flux-system
      stringData:
        username: john
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      "one Secret a namespace",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: flux-system
      stringData:
        username: john
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        username: john
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: creds
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken(where: \.isFluxSecret).compactMap { broken in
      guard let near = broken.near, near.difference == .namespace else { return nil }
      return otherNamespace(broken, near.candidate, remedy: "the field reaches no other namespace")
    }
  }
}
