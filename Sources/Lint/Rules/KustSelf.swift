import Diagnostics
import Manifests
import YAML

struct KustSelf: Rule {
  static let id = "kust-self"
  static let severity = Severity.error
  static let summary = "a kustomization that lists itself"
  static let explanation = """
    A kustomization is not one of its own resources: kustomize stops at `.` with "cycle detected", and takes \
    `kustomization.yaml` for a manifest without a name.

    Fix: remove the entry.

    Source: kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - map.yaml
        - ↓kustomization.yaml
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """,
      fixed: """
        -- kustomization.yaml --
        resources:
          - map.yaml
        -- map.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default
        """),
    .bad(
      "the directory itself",
      """
      -- apps/kustomization.yaml --
      resources:
        - ↓.
        - ↓../apps
      """),
    .good(
      "the directory above has a kustomization of its own",
      """
      -- apps/kustomization.yaml --
      resources:
        - web
      -- apps/web/kustomization.yaml --
      resources: []
      """),
    .good(
      "a file as input of a generator",
      """
      -- kustomization.yaml --
      configMapGenerator:
        - name: list
          files:
            - kustomization.yaml
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { kustomization, local in
      let entry = local.entry
      guard entry.use == .resource || entry.use == .component,
        local.path == kustomization.path || local.path == kustomization.directory
      else { return nil }
      let edit = kustomization.field(entry.field).flatMap { ListEdits.remove(entry.node, from: $0.value) }
      return finding(
        "the kustomization lists itself as '\(entry.path)'", at: entry.node.range,
        fix: edit.map { Fix("remove '\(entry.path)'", .safe, [$0]) })
    }
  }
}
