import Diagnostics
import Kustomize
import Manifests
import YAML

struct KustPatchListedAsResource: Rule {
  static let id = "kust-patch-listed-as-resource"
  static let severity = Severity.error
  static let summary = "a patch that is listed as a resource as well"
  static let explanation = """
    As a resource the patch is a second object of the id that it patches, and the build fails with "may not add \
    resource with an already registered id".

    Fix: take the patch out of `resources`.

    Source: kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - deployment.yaml
        - ↓patch.yaml
      patches:
        - path: patch.yaml
      -- deployment.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      -- patch.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        replicas: 2
      """,
      fixed: """
        -- kustomization.yaml --
        resources:
          - deployment.yaml
        patches:
          - path: patch.yaml
        -- deployment.yaml --
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: default
        -- patch.yaml --
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: default
        spec:
          replicas: 2
        """),
    .bad(
      "the object comes from a base, and the patch stands first",
      """
      -- overlay/kustomization.yaml --
      resources:
        - ↓patch.yaml
        - ../base
      patchesStrategicMerge:
        - patch.yaml
      -- overlay/patch.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      -- base/kustomization.yaml --
      resources:
        - map.yaml
      -- base/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """,
      fixed: """
        -- overlay/kustomization.yaml --
        resources:
          - ../base
        patchesStrategicMerge:
          - patch.yaml
        -- overlay/patch.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default
        -- base/kustomization.yaml --
        resources:
          - map.yaml
        -- base/map.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default
        """),
    .good(
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
      """),
    .good(
      "a patch here, a resource there",
      """
      -- a/kustomization.yaml --
      resources:
        - map.yaml
      -- a/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      -- b/kustomization.yaml --
      resources:
        - map.yaml
      patches:
        - path: ../a/map.yaml
      -- b/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let clashing = Set(
      context.failures(.duplicateID).flatMap { [$0.range.path] + $0.related.map(\.range.path) })
    return Self.listedPatches(context).filter { clashing.contains($0.path) }.map { patch in
      let edit = patch.kustomization.field(patch.entry.field).flatMap {
        ListEdits.remove(patch.entry.node, from: $0.value)
      }
      return finding(
        "'\(patch.entry.path)' is a patch, but '\(patch.entry.field)' lists it as well",
        at: patch.entry.node.range,
        related: [Note(patch.use.node.range, "it is used as a patch here")],
        fix: edit.map { Fix("remove '\(patch.entry.path)' from \(patch.entry.field)", .safe, [$0]) })
    }
  }

  /// An entry that lists a patch of the same kustomization.
  struct Listed {
    let path: String
    let kustomization: Kustomization
    let entry: Kustomization.PathEntry
    let use: Kustomization.PathEntry
  }

  static func listedPatches(_ context: LintContext) -> [Listed] {
    context.judgedKustomizations.flatMap { kustomization -> [Listed] in
      let paths = context.localPaths(of: kustomization)
      let patches = Dictionary(
        paths.filter { $0.entry.use == .patch }.compactMap { local in local.path.map { ($0, local.entry) } },
        uniquingKeysWith: { first, _ in first })
      guard !patches.isEmpty else { return [] }
      return paths.filter { $0.entry.use == .resource && $0.kind == .file }.compactMap { local in
        guard let path = local.path, let use = patches[path] else { return nil }
        return Listed(path: path, kustomization: kustomization, entry: local.entry, use: use)
      }
    }
  }
}
