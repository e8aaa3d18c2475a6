import Diagnostics
import Kustomize
import Manifests

struct KustIdDuplicate: Rule {
  static let id = "kust-id-duplicate"
  static let severity = Severity.error
  static let summary = "one object that is defined twice in one build"
  static let explanation = """
    Within one build every object has one id: group, version, kind, namespace and name, where no namespace is the same \
    as `default`. A second object of that id makes the build fail with "may not add resource with an already \
    registered id".

    Fix: give one of the two another name or namespace, or make the second one a patch.

    Source: kustomize 5.7.1.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - secret.yaml
        - extra.yaml
      -- secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      -- extra.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓creds
        namespace: default
      """),
    .bad(
      "no namespace is the same as 'default'",
      """
      -- kustomization.yaml --
      resources:
        - maps.yaml
      -- maps.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: ↓settings
        namespace: default
      """),
    .good(
      "one object in two overlays",
      """
      -- dev/kustomization.yaml --
      resources:
        - map.yaml
      -- dev/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      -- prod/kustomization.yaml --
      resources:
        - map.yaml
      -- prod/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
    .good(
      "a patch has the name of what it patches",
      """
      -- kustomization.yaml --
      resources:
        - map.yaml
      patches:
        - path: patch.yaml
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      -- patch.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        a: b
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    // An entry that stands twice, and a patch among the resources, have rules of their own.
    let twice = Set(KustResourceTwice().check(context).map(\.range))
    let patches = Set(KustPatchListedAsResource.listedPatches(context).map(\.path))
    return context.failures(.duplicateID).compactMap { failure in
      guard !twice.contains(failure.range), !failure.related.contains(where: { twice.contains($0.range) }),
        !patches.contains(failure.range.path),
        !failure.related.contains(where: { patches.contains($0.range.path) })
      else { return nil }
      return finding(failure.message, at: failure.range, related: failure.related)
    }
  }
}
