import Diagnostics
import Manifests
import YAML

struct KustResourceCase: Rule {
  static let id = "kust-resource-case"
  static let severity = Severity.error
  static let summary = "a path of a kustomization that exists in another letter case only"
  static let explanation = """
    Git, Flux and Linux tell `App.yaml` from `app.yaml`; a disk of macOS or Windows does not, so the mistake shows \
    only in the cluster, where the build fails.

    Fix: write the name as the file has it.

    Source: kustomize 5.7.1, "evalsymlink failure: no such file or directory".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ↓Deployment.yaml
      -- deployment.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      """,
      fixed: """
        -- kustomization.yaml --
        resources:
          - deployment.yaml
        -- deployment.yaml --
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: default
        """),
    .bad(
      "the directory, in the input of a generator",
      """
      -- apps/kustomization.yaml --
      configMapGenerator:
        - name: settings
          files:
            - ↓"a.conf=../Config/a.yaml"
      -- config/a.yaml --
      a: b
      """,
      fixed: """
        -- apps/kustomization.yaml --
        configMapGenerator:
          - name: settings
            files:
              - "a.conf=../config/a.yaml"
        -- config/a.yaml --
        a: b
        """),
    .good(
      """
      -- kustomization.yaml --
      resources:
        - Deployment.yaml
      -- Deployment.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      """),
    .good(
      "a file that does not exist at all is another matter",
      """
      -- kustomization.yaml --
      resources:
        - deploy.yaml
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { _, local in
      guard local.kind == .missing, let path = local.path, let actual = context.otherCase(of: path) else {
        return nil
      }
      let entry = local.entry
      let meant = respelled(entry.path, as: actual)
      return finding(
        "'\(entry.path)' in '\(entry.field)' exists only in another letter case, as '\(meant)'",
        at: entry.node.range,
        related: [Note(SourceRange(path: actual, bytes: 0..<0), "this is what exists")],
        fix: entry.replacing(meant).map { Fix("write '\(meant)'", .safe, [$0]) })
    }
  }

  /// A written path with its names as the tree spells them; `.` and `..` stay.
  private func respelled(_ written: String, as actual: String) -> String {
    var names = actual.split(separator: "/").reversed().makeIterator()
    var isAbove = false
    let parts = written.split(separator: "/", omittingEmptySubsequences: false).reversed().map { part in
      if part == ".." { isAbove = true }
      guard !isAbove, !part.isEmpty, part != "." else { return part }
      return names.next() ?? part
    }
    return parts.reversed().joined(separator: "/")
  }
}
