import Diagnostics
import Flux
import Kustomize
import Manifests
import YAML

/// A tree of a text in txtar form: `-- path --` before each file.
func tree(_ text: String) -> Tree {
  var files: [(path: String, text: String)] = []
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("-- "), line.hasSuffix(" --") {
      files.append((String(line.dropFirst(3).dropLast(3)), ""))
    } else if !files.isEmpty {
      files[files.count - 1].text += line + "\n"
    }
  }
  let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
  return Tree(
    files.map { file in
      let isYAML = TreePath.isYAML(file.path) || TreePath.isKustomization(file.path)
      return Tree.File(
        path: file.path,
        content: isYAML ? .yaml(YAMLStream(SourceFile(path: file.path, text: file.text))) : .other)
    },
    read: { texts[$0].map { Array($0.utf8) } })
}

/// The clusters of a tree.
func clusters(_ text: String) -> [Cluster] {
  let tree = tree(text)
  return ClusterBuilder(tree, builder: Builder(tree)).clusters()
}

/// A Flux Kustomization of the bootstrap source, in txtar form.
func fluxKustomization(_ name: String, path: String, at file: String, more: String = "") -> String {
  """
  -- \(file) --
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata:
    name: \(name)
    namespace: flux-system
  spec:
    interval: 10m
    path: \(path)
    prune: true
    sourceRef:
      kind: GitRepository
      name: flux-system
  \(more)

  """
}

/// A ConfigMap, in txtar form.
func configMap(_ name: String, namespace: String? = nil, at file: String, data: String = "") -> String {
  let namespace = namespace.map { "\n  namespace: \($0)" } ?? ""
  return """
    -- \(file) --
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: \(name)\(namespace)
    \(data)

    """
}
