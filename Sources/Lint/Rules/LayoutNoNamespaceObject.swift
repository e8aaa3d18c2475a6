import Diagnostics
import Flux
import Manifests
import YAML

struct LayoutNoNamespaceObject: Rule {
  static let id = "layout-no-namespace-object"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a namespace that a cluster uses and nothing in the tree creates"
  static let explanation = """
    Flux creates no namespace by itself: `targetNamespace` and `metadata.namespace` must exist before. A HelmRelease \
    creates its target namespace only with `install.createNamespace`. A new cluster made from the tree stops here.

    Fix: add a Namespace, where it is applied first.

    Source: kustomize-controller, spec.targetNamespace; helm-controller, spec.install.createNamespace.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/maps.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: ↓apps
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: b
        namespace: apps
      """),
    .bad(
      "by the kustomization",
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/kustomization.yaml --
      namespace: ↓apps
      resources:
        - map.yaml
      -- apps/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
      """),
    .good(
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: apps
      -- apps/namespace.yaml --
      apiVersion: v1
      kind: Namespace
      metadata:
        name: apps
      """),
    .good(
      "namespaces that every cluster has, and one that Helm creates",
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/all.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: kube-system
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: flux-system
      spec:
        targetNamespace: web
        install:
          createNamespace: true
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: web
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.clusters.flatMap { cluster -> [Diagnostic] in
      var known = created(by: cluster)
      return cluster.objects.sorted { $0.source < $1.source }.compactMap { object in
        guard let namespace = object.id.namespace, !namespace.contains("$"), !namespace.hasPrefix("kube-"),
          known.insert(namespace).inserted,
          !context.isExternal(kind: "Namespace", namespace: nil, name: namespace)
        else { return nil }
        let range = object.root["metadata"]?["namespace"]?.origin ?? object.nameRange
        guard context.isJudged(range.path), seen.insert(range).inserted else { return nil }
        return finding(
          "nothing in the cluster '\(cluster.name.isEmpty ? "." : cluster.name)' creates the namespace '\(namespace)'",
          at: range, in: object)
      }
    }
  }

  private func created(by cluster: Cluster) -> Set<String> {
    var names: Set<String> = ["default", "flux-system"]
    for object in cluster.objects {
      if object.isKind("Namespace", group: "") { names.insert(object.id.name) }
      let spec = object.root["spec"]
      guard object.id.kind == "HelmRelease", spec?["install"]?["createNamespace"]?.is("true") == true else {
        continue
      }
      if let target = spec?["targetNamespace"]?.text ?? object.id.namespace { names.insert(target) }
    }
    return names
  }
}
