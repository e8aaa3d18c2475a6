import Diagnostics
import Flux
import Manifests

struct RefDependsDuplicate: Rule {
  static let id = "ref-depends-duplicate"
  static let severity = Severity.warning
  static let summary = "a dependsOn entry that stands there twice"
  static let explanation = """
    The second entry says nothing; often another name was meant.

    Fix: take it away, or write the name that was meant.

    Source: Flux API reference, spec.dependsOn.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: redis
        namespace: default
      spec:
        interval: 5m
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: redis
          - name: ↓redis
      """,
      fixed: """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: redis
          namespace: default
        spec:
          interval: 5m
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: web
          namespace: default
        spec:
          interval: 5m
          dependsOn:
            - name: redis
        """),
    .bad(
      "with the namespace that it has anyway",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: redis
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        dependsOn:
          - name: redis
          - name: ↓redis
            namespace: flux-system
      """,
      fixed: """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: redis
          namespace: flux-system
        spec:
          interval: 5m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
          path: ./
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: web
          namespace: flux-system
        spec:
          interval: 5m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
          path: ./
          dependsOn:
            - name: redis
        """),
    .good(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: redis
        namespace: default
      spec:
        interval: 5m
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: redis
        namespace: cache
      spec:
        interval: 5m
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: redis
          - name: redis
            namespace: cache
      """),
    .good(
      "names that are substituted",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        dependsOn:
          - name: ${APP}-a
          - name: ${APP}-b
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    (context.flux("HelmRelease", "helm") + context.flux("Kustomization", "kustomize")).flatMap { object in
      duplicates(in: object)
    }
  }

  private func duplicates(in object: Manifest) -> [Diagnostic] {
    guard let list = object.root["spec"]?["dependsOn"] else { return [] }
    var seen: [String: SourceRange] = [:]
    return list.elements.compactMap { entry in
      guard let name = entry["name"], let text = name.text, let place = name.origin else { return nil }
      let namespace = entry["namespace"]?.text ?? object.id.namespace ?? ""
      guard let first = seen.updateValue(place, forKey: "\(namespace)/\(text)") else { return nil }
      let edit = entry.node.flatMap { item in list.node.flatMap { ListEdits.remove(item, from: $0) } }
      return finding(
        "\(object.id.kind) '\(object.id.name)' depends on '\(text)' twice", at: place, in: object,
        related: [Note(first, "the first entry")],
        fix: edit.map { Fix("remove the second entry", .safe, [$0]) })
    }
  }
}
