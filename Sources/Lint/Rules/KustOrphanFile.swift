import Diagnostics
import Kustomize
import Manifests
import YAML

struct KustOrphanFile: Rule {
  static let id = "kust-orphan-file"
  static let severity = Severity.warning
  static let summary = "a manifest beside a kustomization that no kustomization uses"
  static let explanation = """
    Where a directory has a kustomization, only what it lists is applied. A manifest beside it that nothing names is \
    never applied, and no build says so.

    An entry that is commented out counts as parked on purpose. Charts, dot-directories and configuration files of \
    other programs are not looked at.

    Fix: add the file to `resources`, or remove it.

    Source: kustomize, `resources`; Flux builds a directory from its kustomization alone.
    """
  static let options = [
    RuleOption(
      "allow", "patterns of files that may lie unused, as a .gitignore writes them", standard: .strings([]))
  ]
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - repository.yaml
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        url: https://stefanprodan.github.io/podinfo
      -- secret.yaml --
      ↓apiVersion: v1
      kind: Secret
      metadata:
        name: podinfo
        namespace: default
      """),
    .bad(
      "the first line is a comment",
      """
      -- kustomization.yaml --
      resources: []
      -- service.yaml --
      ↓# The service of the application.
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: default
      """),
    .bad(
      "a patch that nothing lists; as a resource it would be the same object twice",
      """
      -- kustomization.yaml --
      resources:
        - map.yaml
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      -- colours.yaml --
      ↓apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      data:
        colour: red
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
        -- colours.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        data:
          colour: red
        """),
    .good(
      "a patch, a generator's input and values are used otherwise",
      """
      -- kustomization.yaml --
      resources:
        - deployment.yaml
      patches:
        - path: patch.yaml
      configMapGenerator:
        - name: dashboards
          files:
            - dashboard.yaml
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
      -- dashboard.yaml --
      apiVersion: 1
      kind: dashboard
      -- values.yaml --
      replicas: 2
      """),
    .good(
      "parked on purpose: the entry is commented out",
      """
      -- kustomization.yaml --
      resources:
        - deployment.yaml
        # - ingress.yaml
      -- deployment.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      -- ingress.yaml --
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
        namespace: default
      """),
    .good(
      "listed by another directory",
      """
      -- app/kustomization.yaml --
      resources:
        - deployment.yaml
      -- app/deployment.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      -- app/ks.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      -- kustomization.yaml --
      resources:
        - ./app/ks.yaml
      """),
  ]

  private var allowed = IgnoreRules(lines: [], directory: "")

  mutating func set(_ option: String, to value: RuleOption.Value) {
    guard case .strings(let patterns) = value else { return }
    allowed = IgnoreRules(lines: patterns.map { $0[...] }, directory: "")
  }

  func check(_ context: LintContext) -> [Diagnostic] {
    let orphans = context.orphans.filter { !allowed.leavesOut($0.path) }
    let paths = Set(orphans.map(\.path))
    let refused = Set(context.failures(.unknownField, .wrongType).map(\.range.path))
    let meant = Set(context.judgedKustomizations.flatMap { meantFiles($0, paths, context) })
    return orphans.compactMap { orphan in
      guard isApplied(orphan.path, context.tree), !meant.contains(orphan.path),
        !refused.contains(orphan.kustomization.path), !isExplained(orphan, context)
      else {
        return nil
      }
      return report(orphan, context)
    }
  }

  private func report(_ orphan: LintContext.Orphan, _ context: LintContext) -> Diagnostic {
    let tree = context.tree
    let name = TreePath.name(of: orphan.path)
    let kustomization = orphan.kustomization
    let resources = kustomization.field("resources")
    let fix =
      repeats(orphan, context) ? nil : resources.flatMap { ListEdits.append(name, to: $0.value) }
    let place = resources?.key.range ?? SourceRange(path: kustomization.path, bytes: 0..<0)
    let start = tree[orphan.path]?.stream?.source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) == true ? 3 : 0
    return finding(
      "'\(name)' is not in the resources of '\(TreePath.name(of: kustomization.path))' and is never applied",
      at: SourceRange(path: orphan.path, bytes: start..<start),
      in: tree[orphan.path]?.stream?.documents.first?.manifests.first,
      related: [Note(place, "the resources are listed here")],
      fix: fix.map { Fix("add '\(name)' to resources", .unsafe, [$0]) })
  }

  /// Whether the build has an object of the file already: what is meant is a patch of it, or a copy.
  private func repeats(_ orphan: LintContext.Orphan, _ context: LintContext) -> Bool {
    let documents = context.tree[orphan.path]?.stream?.documents ?? []
    let built = context.builder.build(orphan.kustomization.directory).objects
    return documents.flatMap(\.manifests).contains { manifest in
      built.contains {
        $0.id.kind == manifest.id.kind && $0.id.group == manifest.id.group && $0.id.name == manifest.id.name
      }
    }
  }

  /// Whether the file holds objects for a cluster, and not the configuration of a program that runs beside it.
  private func isApplied(_ path: String, _ tree: Tree) -> Bool {
    let manifests = tree[path]?.stream?.documents.flatMap(\.manifests) ?? []
    return manifests.contains { manifest in
      let isLocal =
        manifest.root["metadata"]?["annotations"]?["config.kubernetes.io/local-config"]?.is("true") ?? false
      return !isLocal && !manifest.id.name.isEmpty && !Self.localGroups.contains(manifest.id.group)
    }
  }

  /// API groups of files that configure programs, not clusters.
  private static let localGroups: Set<String> = [
    "kustomize.config.k8s.io", "kind.x-k8s.io", "k3d.io", "kubeadm.k8s.io", "eksctl.io", "audit.k8s.io",
    "apiserver.config.k8s.io", "kubelet.config.k8s.io", "kubeproxy.config.k8s.io", "config.karmada.io",
    "skaffold",
    "apiserver.k8s.io", "backstage.io", "tilt.dev", "ctlptl.dev", "kuttl.dev", "builtin",
  ]

  /// Whether something about the kustomization itself explains that the file is not used: a mistake in it that another
  /// rule reports, or a comment that names the file.
  private func isExplained(_ orphan: LintContext.Orphan, _ context: LintContext) -> Bool {
    let known = Set(kustomizationFields.map { $0.lowercased() })
    let kustomization = orphan.kustomization
    if kustomization.root.entries.contains(where: { !known.contains(($0.key.text ?? "").lowercased()) })
      || kustomization.listFields.contains(where: {
        $0.value.kind != .sequence && $0.value.scalarType != .null
      })
      || kustomization.root.stream.documents.dropFirst().contains(where: { $0.root != nil })
      || kustomization.paths.contains(where: { $0.isPattern || $0.trimmed != $0.path })
      || KustEmpty.isEmpty(kustomization.root)
      || kustomization.path != context.tree.kustomizationPaths(in: kustomization.directory).first
    {
      return true
    }
    let name = TreePath.name(of: orphan.path)
    return orphan.kustomization.root.stream.comments.contains { $0.text.contains(name) }
  }

  /// The files that a missing entry most likely means; `kust-resource-missing` points at them.
  private func meantFiles(_ kustomization: Kustomization, _ orphans: Set<String>, _ context: LintContext)
    -> [String]
  {
    context.localPaths(of: kustomization).compactMap { local in
      guard local.kind == .missing, let path = local.path else { return nil }
      let directory = TreePath.directory(of: path)
      return NearFile.name(to: TreePath.name(of: path), in: directory, orphans: orphans, context.tree).map {
        TreePath.join(directory, $0)
      }
    }
  }
}
