import Diagnostics
import Manifests

/// Objects and the references between them, to be drawn.
package struct ReferenceDiagram: Sendable {
  package struct Node: Sendable {
    package let kind: String
    package let namespace: String?
    package let name: String
    /// Nil for what no manifest makes.
    package let source: SourceRange?
  }

  package struct Edge: Sendable, Hashable {
    /// Positions in ``nodes``.
    package let from: Int
    package let to: Int
    package let field: String
    package let isBroken: Bool
  }

  package private(set) var nodes: [Node] = []
  package private(set) var edges: [Edge] = []
  private var positions: [String: Int] = [:]
  private var known: Set<Edge> = []

  /// - Parameters:
  ///   - objects: drawn even where nothing refers to them.
  ///   - references: those of the objects; a target that no manifest makes is drawn too.
  package init(objects: [Manifest], references: [Reference]) {
    for object in objects { _ = position(of: object) }
    for reference in references {
      let from = position(of: reference.source)
      let edge = Edge(
        from: from, to: target(of: reference), field: reference.plainField,
        isBroken: reference.isBroken)
      if known.insert(edge).inserted { edges.append(edge) }
    }
  }

  private mutating func target(of reference: Reference) -> Int {
    if let target = reference.target { return position(of: target) }
    let kind = reference.kinds.first ?? ""
    return position(
      "\(kind)|\(reference.namespace ?? "")|\(reference.name)",
      Node(kind: kind, namespace: reference.namespace, name: reference.name, source: nil))
  }

  private mutating func position(of object: Manifest) -> Int {
    position(
      "\(object.id.group)/\(object.id.kind)|\(object.id.namespace ?? "")|\(object.id.name)",
      Node(
        kind: object.id.kind, namespace: object.id.namespace, name: object.id.name, source: object.nameRange))
  }

  private mutating func position(_ key: String, _ node: Node) -> Int {
    if let known = positions[key] { return known }
    positions[key] = nodes.count
    nodes.append(node)
    return nodes.count - 1
  }

  /// The part within some steps of the objects of a kind and name, references followed both ways.
  /// Nil where there is no such object.
  package func around(kind: String, name: String, depth: Int) -> ReferenceDiagram? {
    var kept = Set(nodes.indices.filter { nodes[$0].kind == kind && nodes[$0].name == name })
    guard !kept.isEmpty else { return nil }
    for _ in 0..<depth {
      let reached = edges.flatMap { edge -> [Int] in
        kept.contains(edge.from) ? [edge.to] : kept.contains(edge.to) ? [edge.from] : []
      }
      let before = kept.count
      kept.formUnion(reached)
      if kept.count == before { break }
    }
    return restricted(to: kept)
  }

  /// The objects written below some paths, and what they are directly bound to.
  package func below(_ isWanted: (String) -> Bool) -> ReferenceDiagram {
    let own = Set(nodes.indices.filter { nodes[$0].source.map { isWanted($0.path) } ?? false })
    let bound = edges.flatMap { own.contains($0.from) || own.contains($0.to) ? [$0.from, $0.to] : [] }
    var part = restricted(to: own.union(bound))
    part.edges = part.edges.filter { edge in
      [edge.from, edge.to].contains { part.nodes[$0].source.map { isWanted($0.path) } ?? false }
    }
    return part
  }

  private func restricted(to kept: Set<Int>) -> ReferenceDiagram {
    var part = self
    var moved: [Int: Int] = [:]
    part.nodes = []
    for index in nodes.indices where kept.contains(index) {
      moved[index] = part.nodes.count
      part.nodes.append(nodes[index])
    }
    part.edges = edges.compactMap { edge in
      guard let from = moved[edge.from], let to = moved[edge.to] else { return nil }
      return Edge(from: from, to: to, field: edge.field, isBroken: edge.isBroken)
    }
    return part
  }
}

extension Reference {
  /// The field without the marks of lists: `spec.dependsOn`.
  package var plainField: String { String(field.filter { $0 != "[" && $0 != "]" }) }

  /// Whether it has no target, and the tree or what the tree knows to be made outside has none either.
  package var isBroken: Bool {
    switch verdict {
    case .resolved, .produced, .elsewhere: false
    case .contradicted: true
    case .unknown: !isOptional
    }
  }
}

// MARK: - Formats

extension ReferenceDiagram {
  /// A Mermaid flowchart, as GitLab and GitHub render it.
  package var mermaid: String {
    var text = "flowchart LR\n"
    for (index, node) in nodes.enumerated() {
      text += "  n\(index)[\"\(Self.mermaidText(node.kind))<br/>\(Self.mermaidText(node.title))\"]\n"
    }
    for edge in edges {
      let arrow = edge.isBroken ? "-. \"\(edge.field) ✗\" .->" : "-- \"\(edge.field)\" -->"
      text += "  n\(edge.from) \(arrow) n\(edge.to)\n"
    }
    let broken = Set(edges.filter(\.isBroken).map(\.to)).sorted()
    if !broken.isEmpty {
      text += "  classDef broken stroke:#d33,stroke-dasharray:4\n"
      text += "  class \(broken.map { "n\($0)" }.joined(separator: ",")) broken\n"
    }
    return text
  }

  /// A directed graph for Graphviz.
  package var dot: String {
    var text = "digraph scaffold {\n  rankdir=LR;\n  node [shape=box];\n"
    let broken = Set(edges.filter(\.isBroken).map(\.to))
    for (index, node) in nodes.enumerated() {
      let style = broken.contains(index) ? ", style=dashed, color=red" : ""
      text += "  n\(index) [label=\"\(Self.dotText(node.kind))\\n\(Self.dotText(node.title))\"\(style)];\n"
    }
    for edge in edges {
      let style = edge.isBroken ? ", style=dashed, color=red" : ""
      text += "  n\(edge.from) -> n\(edge.to) [label=\"\(Self.dotText(edge.field))\"\(style)];\n"
    }
    return text + "}\n"
  }

  private static func mermaidText(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\"": "#quot;"
      case "<": "#lt;"
      case ">": "#gt;"
      case "#": "#35;"
      case "\n", "\r": " "
      default: String(character)
      }
    }.joined()
  }

  private static func dotText(_ text: String) -> String {
    text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0 == "\n" ? " " : String($0) }.joined()
  }
}

extension ReferenceDiagram.Node {
  /// `namespace/name`, or the name alone.
  package var title: String { namespace.map { "\($0)/\(name)" } ?? name }
}
