import Diagnostics
import Manifests
import YAML

struct KustNotManifest: Rule {
  static let id = "kust-not-manifest"
  static let severity = Severity.error
  static let summary = "a listed file that holds something else than Kubernetes objects"
  static let explanation = """
    Everything in `resources` must be a Kubernetes object: `apiVersion`, `kind`, and `metadata.name`. Values of a chart, JSON patches \
    and the configuration of a pipeline are not, and one of them makes the whole build fail.

    Fix: take the entry out, or name the file where it belongs: under `patches`, `configMapGenerator`, `configurations`.

    Source: kustomize 5.7.1, "missing Resource metadata", "missing metadata.name in object".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ↓values.yaml
      -- values.yaml --
      replicas: 2
      """),
    .bad(
      "kustomize takes an object without apiVersion, Flux does not",
      """
      -- kustomization.yaml --
      resources:
        - ↓map.yaml
      -- map.yaml --
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
    .bad(
      "a JSON patch, and an object without a name",
      """
      -- kustomization.yaml --
      resources:
        - ↓patch.yaml
        - ↓map.yaml
      -- patch.yaml --
      - op: remove
        path: /spec/replicas
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        namespace: default
      """),
    .good(
      "a list of objects needs no name, and an empty document no kind",
      """
      -- kustomization.yaml --
      resources:
        - list.yaml
      -- list.yaml --
      # All of them.
      ---
      apiVersion: v1
      kind: List
      items:
        - apiVersion: v1
          kind: ConfigMap
          metadata:
            name: a
            namespace: default
      """),
    .good(
      "a file that a generator reads",
      """
      -- kustomization.yaml --
      configMapGenerator:
        - name: values
          files:
            - values.yaml
      -- values.yaml --
      replicas: 2
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { kustomization, local in
      guard local.entry.use == .resource, local.kind == .file, let path = local.path,
        path != kustomization.path, let stream = context.tree.stream(of: path), stream.error == nil,
        let stranger = Stranger(in: stream), !stranger.isKustomization
      else { return nil }
      return finding(
        "'\(local.entry.path)' is no manifest: \(stranger.reason)", at: local.entry.node.range,
        related: [Note(stranger.range, "this is in the way")])
    }
  }
}

/// A document that kustomize does not take for a Kubernetes object.
struct Stranger {
  /// `it has no 'kind'`.
  let reason: String
  let range: SourceRange
  /// Whether it is kustomize's own file or Flux's object under its name, which `kust-flux-kind` reports.
  let isKustomization: Bool

  /// The first of a file; nil where all of it are objects.
  init?(in stream: YAMLStream) {
    for document in stream.documents {
      guard let root = document.root, root.scalarType != .null, let reason = Self.reason(root) else {
        continue
      }
      self.reason = reason
      range = root.range
      isKustomization = root["apiVersion"]?.text?.hasPrefix("kustomize.config.k8s.io/") ?? false
      return
    }
    return nil
  }

  private static func reason(_ root: Node) -> String? {
    switch root.kind {
    case .scalar: return "it holds a single value"
    case .sequence:
      let isPatch = Array(root.elements).first.map { $0["op"] != nil && $0["path"] != nil } ?? false
      return isPatch ? "it holds a JSON patch" : "it holds a list"
    case .mapping: break
    }
    guard let kind = root["kind"]?.text, !kind.isEmpty else {
      if let near = root.entries.first(where: { $0.key.text?.lowercased() == "kind" })?.key.text {
        return "it has '\(near)' instead of 'kind'"
      }
      return "it has no 'kind'"
    }
    guard !kind.hasSuffix("List") else { return nil }
    guard root["apiVersion"]?.text?.isEmpty == false else { return "its \(kind) has no 'apiVersion'" }
    guard let metadata = root["metadata"] else { return "its \(kind) has no 'metadata'" }
    let isLocal = metadata["annotations"]?["config.kubernetes.io/local-config"] != nil
    guard !isLocal, metadata["name"]?.kind ?? .scalar == .scalar, metadata["name"]?.text?.isEmpty ?? true
    else { return nil }
    return "its \(kind) has no 'metadata.name'"
  }
}
