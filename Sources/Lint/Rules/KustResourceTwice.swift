import Diagnostics
import Manifests
import YAML

struct KustResourceTwice: Rule {
  static let id = "kust-resource-twice"
  static let severity = Severity.error
  static let summary = "a file or directory that one kustomization lists twice"
  static let explanation = """
    kustomize adds the objects of every entry; the second time each has an id that is already taken, and the build \
    fails with "may not add resource with an already registered id".

    Fix: remove one of the two entries. `./x.yaml` and `x.yaml` are the same file.

    Source: kustomize 5.7.1.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - secret.yaml
        - ↓secret.yaml
      -- secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: a
        namespace: default
      """,
      fixed: """
        -- kustomization.yaml --
        resources:
          - secret.yaml
        -- secret.yaml --
        apiVersion: v1
        kind: Secret
        metadata:
          name: a
          namespace: default
        """),
    .bad(
      "written in two ways",
      """
      -- apps/kustomization.yaml --
      resources:
        - ./base
        - ↓../apps/base/
      -- apps/base/kustomization.yaml --
      resources:
        - map.yaml
      -- apps/base/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      """,
      fixed: """
        -- apps/kustomization.yaml --
        resources:
          - ./base
        -- apps/base/kustomization.yaml --
        resources:
          - map.yaml
        -- apps/base/map.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: a
          namespace: default
        """),
    .good(
      "two files of one name",
      """
      -- kustomization.yaml --
      resources:
        - a/secret.yaml
        - b/secret.yaml
      -- a/secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: a
        namespace: default
      -- b/secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: b
        namespace: default
      """),
    .good(
      "a file that is a resource and a generator's input",
      """
      -- kustomization.yaml --
      resources:
        - map.yaml
      configMapGenerator:
        - name: copy
          files:
            - map.yaml
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization in
      var first: [String: Kustomization.PathEntry] = [:]
      return context.localPaths(of: kustomization).compactMap { local -> Diagnostic? in
        guard local.entry.use == .resource, let path = local.path else { return nil }
        guard let earlier = first[path] else {
          first[path] = local.entry
          return nil
        }
        let list = kustomization.field(local.entry.field)?.value
        let edit = list.flatMap { ListEdits.remove(local.entry.node, from: $0) }
        return finding(
          "'\(local.entry.path)' is listed twice, and kustomize takes each object once",
          at: local.entry.node.range,
          related: [Note(earlier.node.range, "listed first here")],
          fix: edit.map { Fix("remove the second entry", .safe, [$0]) })
      }
    }
  }
}
