import Diagnostics
import Flux
import Manifests

struct RefDependsCycle: Rule {
  static let id = "ref-depends-cycle"
  static let aliases = ["ref-depends-self"]
  static let severity = Severity.error
  static let summary = "objects that wait for each other by dependsOn"
  static let explanation = """
    Flux applies an object when all that it depends on are ready. In a circle each waits for the next, and none \
    is ever applied.

    Fix: take one of the entries away.

    Source: Flux documentation, Kustomization and HelmRelease dependencies.
    """
  static let examples: [Example] = [
    .bad(
      "an object that waits for itself",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: ↓web
      """),
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: a
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: ↓b
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: b
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: c
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: c
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: a
      """),
    .good(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: a
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: b
          - name: c
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: b
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: c
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: c
        namespace: default
      spec:
        interval: 5m
      """),
    .good(
      "one name in two clusters is two objects",
      """
      -- clusters/a/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: a
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./clusters/a
        dependsOn:
          - name: b
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: b
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./clusters/a
      -- clusters/b/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: a
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./clusters/b
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: b
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./clusters/b
        dependsOn:
          - name: a
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.graphs.flatMap { DependencyCircles($0).circles }.compactMap { circle in
      guard let first = circle.first, context.isJudged(first.nameRange.path),
        seen.insert(first.nameRange).inserted
      else { return nil }
      let kind = first.source.id.kind
      let chain = circle.map { "'\($0.source.id.name)'" }.joined(separator: " → ")
      let message =
        circle.count == 1
        ? "\(kind) \(chain) depends on itself"
        : "\(kind)s wait for each other: \(chain) → '\(first.source.id.name)'"
      return finding(
        message, at: first.nameRange, in: first.source,
        related: circle.dropFirst().map {
          Note($0.nameRange, "'\($0.source.id.name)' depends on '\($0.name)' here")
        })
    }
  }
}

/// The circles of dependsOn among the objects of one scope, each begun with its first member by place.
private struct DependencyCircles {
  private(set) var circles: [[Reference]] = []

  init(_ graph: ReferenceGraph) {
    var edges: [String: [Reference]] = [:]
    for reference in graph.references where reference.isDependency && reference.target != nil {
      edges[Self.key(reference.source), default: []].append(reference)
    }
    Self.prune(&edges)
    while let start = edges.values.compactMap(\.first).min(by: { $0.nameRange < $1.nameRange }) {
      var walked: [Reference] = []
      var positions: [String: Int] = [:]
      var next: Reference? = start
      while let reference = next, positions[Self.key(reference.source)] == nil {
        positions[Self.key(reference.source)] = walked.count
        walked.append(reference)
        next = reference.target.flatMap { edges[Self.key($0)]?.first }
      }
      let begin = next.flatMap { positions[Self.key($0.source)] } ?? 0
      let circle = Array(walked[begin...])
      circles.append(Self.turned(circle))
      for reference in circle { edges[Self.key(reference.source)] = nil }
      Self.prune(&edges)
    }
  }

  private static func key(_ object: Manifest) -> String {
    "\(object.id.kind)/\(object.id.namespace ?? "")/\(object.id.name)"
  }

  /// Takes away what leads to no circle: objects that wait for none of the others.
  private static func prune(_ edges: inout [String: [Reference]]) {
    var waiting: [String: [String]] = [:]
    for (object, references) in edges {
      for reference in references {
        if let target = reference.target { waiting[key(target), default: []].append(object) }
      }
    }
    var gone = waiting.keys.filter { edges[$0] == nil }
    while let target = gone.popLast() {
      for object in waiting[target] ?? [] {
        guard let references = edges[object] else { continue }
        let kept = references.filter { $0.target.map(key) != target }
        edges[object] = kept.isEmpty ? nil : kept
        if kept.isEmpty { gone.append(object) }
      }
    }
  }

  private static func turned(_ circle: [Reference]) -> [Reference] {
    guard let first = circle.indices.min(by: { circle[$0].nameRange < circle[$1].nameRange }) else {
      return circle
    }
    return Array(circle[first...] + circle[..<first])
  }
}
