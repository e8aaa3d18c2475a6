import Diagnostics
import Flux
import Lint
import Manifests
import Reporting
import YAML

extension Command {
  static let graph = Command(
    "graph", "draw the objects of a tree and the references between them", operands: "[PATH…]",
    flags: [
      Flag(
        "--format", value: .choice(["mermaid", "dot", "json"]),
        help: "mermaid, dot or json (default: mermaid)"),
      Flag("--around", value: .text("KIND/NAME"), help: "only what is bound to one object"),
      Flag("--depth", value: .text("N"), help: "how many references away from it (default: 2)"),
    ] + Flag.tree, reportsMistakes: true
  ) { arguments, environment in
    var mistakes = arguments.mistakes
    let around = GraphSelection(arguments, &mistakes)
    var root = TreeRoot.nowhere
    do throws(TreeRoot.Mistake) {
      root = try TreeRoot(paths: arguments.operands, root: arguments["--root"], in: environment)
    } catch {
      mistakes += error.messages
    }
    guard mistakes.isEmpty else { return Outcome.misuse(mistakes) }
    let tree = TreeLoader(root: root.directory, exclude: arguments.all("--exclude")).load()
    let context = LintContext(tree: tree)
    // What has no name, such as the settings of a program, nothing can refer to.
    var diagram = ReferenceDiagram(
      objects: context.objects.filter { !$0.id.name.isEmpty },
      references: context.references.filter(\.isDrawn))
    if let around {
      guard let part = diagram.around(kind: around.kind, name: around.name, depth: around.depth) else {
        let known = Set(diagram.nodes.map { "\($0.kind)/\($0.name)" })
        let written = "\(around.kind)/\(around.name)"
        return Outcome.misuse([
          "'--around': this tree has no '\(written)'" + didYouMean(written, known.sorted())
        ])
      }
      diagram = part
    } else if root.paths != [""] {
      diagram = diagram.below { path in root.paths.contains { TreePath.contains($0, path) } }
    }
    return Outcome(out: GraphOutput.text(diagram, format: arguments["--format"] ?? "mermaid", tree))
  }
}

extension Reference {
  /// References to what every cluster has would only clutter the picture.
  fileprivate var isDrawn: Bool { !(name == "default" && kinds == ["ServiceAccount"]) }
}

/// `--around KIND/NAME --depth N`.
private struct GraphSelection {
  let kind: String
  let name: String
  let depth: Int

  init?(_ arguments: Arguments, _ mistakes: inout [String]) {
    let depth = Int(arguments["--depth"] ?? "2")
    if depth == nil || (depth ?? 0) < 0 {
      mistakes.append("'--depth' is '\(arguments["--depth"] ?? "")', expected a number from 0")
    }
    guard let around = arguments["--around"] else {
      if arguments.has("--depth") {
        mistakes.append("'--depth' counts from an object; give '--around KIND/NAME' too")
      }
      return nil
    }
    let parts = around.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      mistakes.append("'--around' is '\(around)', expected KIND/NAME such as HelmRelease/podinfo")
      return nil
    }
    kind = parts[0]
    name = parts[1]
    self.depth = depth ?? 2
  }
}

/// How a graph is printed.
private enum GraphOutput {
  static func text(_ diagram: ReferenceDiagram, format: String, _ tree: Tree) -> String {
    switch format {
    case "dot": diagram.dot
    case "json": json(diagram, tree)
    default: diagram.mermaid
    }
  }

  private static func json(_ diagram: ReferenceDiagram, _ tree: Tree) -> String {
    var tables = LineTables(tree.bytes)
    var json = JSONWriter()
    json.object { json in
      json.field("version", 1)
      json.key("objects")
      json.array { json in
        for node in diagram.nodes {
          json.newline()
          write(node, &json, &tables)
        }
      }
      json.key("references")
      json.array { json in
        for edge in diagram.edges {
          json.newline()
          json.object { json in
            json.field("from", edge.from)
            json.field("to", edge.to)
            json.field("field", edge.field)
            json.field("broken", edge.isBroken)
          }
        }
      }
    }
    return json.text + "\n"
  }

  private static func write(
    _ node: ReferenceDiagram.Node, _ json: inout JSONWriter, _ tables: inout LineTables
  ) {
    json.object { json in
      json.field("kind", node.kind)
      if let namespace = node.namespace { json.field("namespace", namespace) }
      json.field("name", node.name)
      guard let source = node.source else { return }
      json.field("file", source.path)
      json.field("line", tables[source.path].line(at: source.bytes.lowerBound))
    }
  }
}
