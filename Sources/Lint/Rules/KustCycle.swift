import Diagnostics
import Manifests
import YAML

struct KustCycle: Rule {
  static let id = "kust-cycle"
  static let severity = Severity.error
  static let summary = "kustomizations that include each other"
  static let explanation = """
    kustomize stops with "cycle detected" where a directory includes, directly or through others, itself or a \
    directory that it lies in.

    Fix: remove the entry that leads back.

    Source: kustomize 5.7.1, "cycle detected: candidate root … contains visited root".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- a/kustomization.yaml --
      resources:
        - ↓../b
      -- b/kustomization.yaml --
      resources:
        - ../c
      -- c/kustomization.yaml --
      resources:
        - ../a
      """),
    .bad(
      "a directory above",
      """
      -- kustomization.yaml --
      resources: []
      -- apps/web/kustomization.yaml --
      resources:
        - ↓../..
      """),
    .good(
      "one base in two overlays",
      """
      -- kustomization.yaml --
      resources:
        - dev
      -- dev/kustomization.yaml --
      resources:
        - ../base
      -- base/kustomization.yaml --
      resources: []
      """),
    .good(
      "a Flux Kustomization may apply the directory that it lies in",
      """
      -- cluster/kustomization.yaml --
      resources:
        - self.yaml
      -- cluster/self.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 10m
        path: ./cluster
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      """),
  ]

  /// One kustomization that includes the directory of another.
  private struct Edge {
    let target: String
    let entry: Kustomization.PathEntry
  }

  func check(_ context: LintContext) -> [Diagnostic] {
    var edges: [String: [Edge]] = [:]
    var findings: [Diagnostic] = []
    for (kustomization, local) in context.localPaths {
      guard let target = local.path, local.kind == .directory, target != kustomization.directory,
        local.entry.use == .resource || local.entry.use == .component
      else { continue }
      if TreePath.contains(target, kustomization.directory) {
        findings.append(above(local.entry, target, context))
      } else {
        edges[kustomization.directory, default: []].append(Edge(target: target, entry: local.entry))
      }
    }
    var reported: Set<String> = []
    for start in edges.keys.sorted() where !reported.contains(start) {
      guard let ring = ring(from: start, edges), ring.allSatisfy({ $0.target >= start }) else { continue }
      reported.formUnion(ring.map(\.target))
      findings.append(report(ring, from: start))
    }
    return findings
  }

  private func above(_ entry: Kustomization.PathEntry, _ target: String, _ context: LintContext) -> Diagnostic
  {
    finding(
      "'\(entry.path)' is a directory that this kustomization lies in, which kustomize takes for a cycle",
      at: entry.node.range,
      related: context.tree.kustomization(in: target).map { [Note($0.fileRange, "the kustomization above")] }
        ?? [])
  }

  /// The shortest way from a directory back to it.
  private func ring(from start: String, _ edges: [String: [Edge]]) -> [Edge]? {
    var ways: [[Edge]] = (edges[start] ?? []).map { [$0] }
    var seen: Set<String> = []
    var position = 0
    while position < ways.count {
      let way = ways[position]
      position += 1
      guard let last = way.last?.target else { continue }
      if last == start { return way }
      guard seen.insert(last).inserted else { continue }
      for edge in edges[last] ?? [] { ways.append(way + [edge]) }
    }
    return nil
  }

  private func report(_ ring: [Edge], from start: String) -> Diagnostic {
    let names = ([start] + ring.map(\.target)).map { "'\($0.isEmpty ? "." : $0)'" }
    return finding(
      "these kustomizations include each other: \(names.joined(separator: " → "))",
      at: ring[0].entry.node.range,
      related: ring.dropFirst().map { Note($0.entry.node.range, "'\($0.entry.path)' leads on") })
  }
}
