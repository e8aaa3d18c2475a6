import Diagnostics
import Manifests
import YAML

struct NameNsDefault: Rule {
  static let id = "name-ns-default"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "an object in the namespace `default`"
  static let explanation = """
    `default` cannot be deleted, is shared by all that names no namespace, and most policies and quotas leave it out.

    Fix: give the application a namespace of its own.

    Source: Kubernetes documentation, "Namespaces": for production, consider not using `default`.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: ↓default
      """),
    .bad(
      """
      -- kustomization.yaml --
      namespace: ↓default
      resources: []
      """),
    .good(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: apps
      """),
    .good(
      "another name, and another field",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: default
        namespace: default-apps
      spec:
        targetNamespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let objects = context.tree.manifests.compactMap { manifest -> Diagnostic? in
      guard manifest.id.namespace == "default", let range = manifest.root["metadata"]?["namespace"]?.origin
      else {
        return nil
      }
      return finding(
        "the \(manifest.id.kind) '\(manifest.id.name)' is in the namespace 'default'", at: range, in: manifest
      )
    }
    let kustomizations = context.judgedKustomizations.compactMap { kustomization -> Diagnostic? in
      guard let namespace = kustomization.field("namespace")?.value, namespace.is("default") else {
        return nil
      }
      return finding("the kustomization puts its objects into the namespace 'default'", at: namespace.range)
    }
    return objects + kustomizations
  }
}
