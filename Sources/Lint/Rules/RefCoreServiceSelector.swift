import Diagnostics
import Flux
import Manifests
import YAML

struct RefCoreServiceSelector: Rule {
  static let id = "ref-core-service-selector"
  static let severity = Severity.warning
  static let summary = "a Service that selects no pods, or a port that they do not have"
  static let explanation = """
    A Service without pods has no endpoints: every connection is refused. The same holds for a `targetPort` by \
    a name that no container has.

    Reported only where a workload of the namespace was most likely meant: it has the Service's name, or its \
    labels differ by a slip.

    Fix: write the labels of the pod template, and the name of the container's port.

    Source: Kubernetes documentation, Service.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web-frontend
        template:
          metadata:
            labels:
              app: web-frontend
          spec:
            containers:
              - name: web
                image: nginx:1.27
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: front
        namespace: default
      spec:
        selector:
          app: ↓web-fronted
        ports:
          - port: 80
            targetPort: 8080
      """),
    .bad(
      "a port that no container has",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
                ports:
                  - name: http
                    containerPort: 8080
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          app: web
        ports:
          - port: 80
            targetPort: ↓htpp
      """),
    .good(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
                ports:
                  - name: http
                    containerPort: 8080
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          app: web
        ports:
          - port: 80
            targetPort: http
      """),
    .good(
      "the pods come from a chart",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: redis
        namespace: default
      spec:
        selector:
          app: redis
        ports:
          - port: 80
            targetPort: 8080
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.graphs.flatMap { graph -> [Diagnostic] in
      let workloads = Workload.all(graph.index)
      return graph.index.all("Service").flatMap { service -> [Diagnostic] in
        let own = workloads.filter { sameNamespace($0.object.id.namespace, service.id.namespace) }
        return findings(service, own)
      }
    }.filter { context.isJudged($0.range.path) && seen.insert($0.range).inserted }
  }

  private func findings(_ service: Manifest, _ workloads: [Workload]) -> [Diagnostic] {
    guard let spec = service.root["spec"], let selector = spec["selector"],
      !(spec["type"]?.is("ExternalName") ?? false)
    else { return [] }
    let wanted = selector.entries.map { ($0.key, $0.value.text ?? "") }
    guard !wanted.isEmpty, !wanted.contains(where: { $0.1.isTemplated }) else { return [] }
    let selected = workloads.filter { $0.isSelected(by: wanted) }
    guard selected.isEmpty else { return ports(service, spec, selected) }
    guard let meant = workloads.first(where: { isMeant($0, by: wanted, service) }),
      let place = selector.entries.first(where: { meant.labels?[named: $0.key]?.text != $0.value.text })?
        .value
        .origin
    else { return [] }
    let text = wanted.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
    return [
      finding(
        "Service '\(service.id.name)' selects '\(text)', which no pod has; \(meant.object.id.kind) '\(meant.object.id.name)' was likely meant",
        at: place, in: service,
        related: [Note(meant.labels?.origin ?? meant.object.nameRange, "the labels of its pods")])
    ]
  }

  /// Whether a workload has the Service's name, or labels that differ by a slip in one.
  private func isMeant(_ workload: Workload, by wanted: [(String, String)], _ service: Manifest) -> Bool {
    let different = wanted.filter { workload.labels?[named: $0.0]?.text != $0.1 }
    if workload.object.id.name == service.id.name, different.count < wanted.count || wanted.count == 1 {
      return true
    }
    guard different.count == 1, let (key, value) = different.first else { return false }
    return workload.labels?[named: key]?.text.map { ReferenceGraph.isNear($0, value) } ?? false
  }

  private func ports(_ service: Manifest, _ spec: Value, _ selected: [Workload]) -> [Diagnostic] {
    let names = Set(selected.flatMap(\.portNames))
    return (spec["ports"]?.elements ?? []).compactMap { port in
      guard let target = port["targetPort"], target.scalarType == .string, let text = target.text,
        !text.isEmpty, !text.isTemplated, !names.contains(text),
        !text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        let place = target.origin
      else { return nil }
      let near = nearest(to: text, among: names.sorted())
      return finding(
        "no container behind Service '\(service.id.name)' has a port named '\(text)'\(near.map { "; did you mean '\($0)'?" } ?? "")",
        at: place, in: service,
        related: selected.prefix(3).map { Note($0.object.nameRange, "it selects this \($0.object.id.kind)") },
        fix: near.flatMap { name in target.edit(to: name).map { Fix("write '\(name)'", .unsafe, [$0]) } })
    }
  }
}
