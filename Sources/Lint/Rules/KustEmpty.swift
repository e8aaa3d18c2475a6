import Diagnostics
import Manifests
import YAML

struct KustEmpty: Rule {
  static let id = "kust-empty"
  static let severity = Severity.warning
  static let summary = "a kustomization that says nothing"
  static let explanation = """
    kustomize refuses a kustomization without content ("kustomization.yaml is empty"), and with it every kustomization \
    that lists the directory. Flux gets along with one at spec.path, and deletes what it applied before.

    Fix: list the resources, write `resources: []` where there shall be none, or remove the file and the entries that \
    lead to it.

    Source: kustomize 5.7.1, Kustomization.CheckEmpty.
    """
  static let examples: [Example] = [
    .bad(
      "the only entry is commented out",
      """
      -- kustomization.yaml --
      ↓apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        # - deployment.yaml
      """),
    .bad(
      "a directory that another one lists",
      """
      -- kustomization.yaml --
      resources:
        - apps
      -- apps/kustomization.yaml --
      ↓# nothing yet
      """),
    .good(
      "an empty list is content",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: []
      """),
    .good(
      "so is a namespace",
      """
      -- kustomization.yaml --
      namespace: apps
      resources:
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.files.compactMap { file in
      guard file.isJudged, file.role == .kustomization, let stream = file.stream, stream.error == nil,
        !stream.documents.dropFirst().contains(where: { $0.root != nil }),
        Self.isEmpty(stream.documents.first?.root)
      else { return nil }
      let directory = TreePath.directory(of: file.path)
      let lister = context.localPaths.first {
        $0.local.path == directory && ($0.local.entry.use == .resource || $0.local.entry.use == .component)
      }
      return finding(
        "the kustomization lists nothing, and kustomize builds no empty one"
          + (lister == nil ? "" : ": what lists its directory cannot be built either"),
        at: stream.documents.first?.root?.range
          ?? SourceRange(path: file.path, bytes: stream.source.start..<stream.source.start),
        severity: lister == nil ? .warning : .error,
        related: lister.map { [Note($0.local.entry.node.range, "listed here")] } ?? [])
    }
  }

  /// Whether a kustomization of this root is one that kustomize calls empty.
  static func isEmpty(_ root: Node?) -> Bool {
    guard let root else { return true }
    guard root.kind == .mapping else { return root.scalarType == .null }
    // A text in place of a list is for `kust-not-a-list`.
    let isFilled = root.entries.contains { entry in
      switch entry.key.text?.lowercased() {
      case "apiversion", "kind": false
      default: entry.value.scalarType != .null && !entry.value.is("")
      }
    }
    return !isFilled
      && Kustomization(path: "", root: root).listFields.allSatisfy { $0.value.scalarType == .null }
  }
}
