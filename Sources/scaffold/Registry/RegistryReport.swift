import Diagnostics
import Lint
import Manifests
import Registry
import Reporting

/// What the registries say of a tree.
struct RegistryReport {
  let results: [RegistryCheck.Result]
  private let sources: Int
  private let tree: Tree

  /// - Parameter paths: which sources are asked about: those that lie, or whose Secret or chart lies, below one.
  init(_ tree: Tree, paths: [String], curl: Curl) {
    self.tree = tree
    let context = LintContext(tree: tree)
    let sources = RegistrySource.all(context.references).filter { source in
      let places = [source.place.path, source.secret?.source.path] + source.artifacts.map(\.place.path)
      return places.contains { place in
        place.map { path in paths.contains { TreePath.contains($0, path) } } ?? false
      }
    }
    self.sources = sources.count
    results = sources.flatMap { RegistryCheck($0, ask: curl.ask).results() }
  }

  /// A refusal is the tree's fault; that nothing could be asked is not.
  var status: ExitStatus {
    if results.contains(where: { $0.verdict == .error }) { return .faulty }
    let isDone = results.contains { $0.verdict == .ok } && !results.contains { $0.verdict == .unreachable }
    return isDone ? .done : .failed
  }

  /// One line a result, notes below it.
  var text: String {
    var tables = LineTables(tree.bytes)
    func place(_ range: SourceRange) -> String {
      let location = tables.start(of: range)
      return "\(shownText(range.path)):\(location.line):\(location.column)"
    }
    return results.map { result in
      "\(place(result.place)): \(Self.word(result.verdict)): \(shownText(result.message))\n"
        + result.notes.map { "note: \(place($0.range)): \(shownText($0.message))\n" }.joined()
    }.joined()
  }

  var json: String {
    var tables = LineTables(tree.bytes)
    var json = JSONWriter()
    json.object { json in
      json.field("version", 1)
      json.key("results")
      json.array { json in
        for result in results {
          json.newline()
          let location = tables.start(of: result.place)
          json.object { json in
            json.field("verdict", Self.word(result.verdict))
            json.field("message", result.message)
            json.field("file", result.place.path)
            json.field("line", location.line)
            json.field("column", location.column)
          }
        }
      }
    }
    return json.text + "\n"
  }

  /// The last line, for standard error.
  var summary: String {
    func count(_ verdict: RegistryCheck.Result.Verdict) -> Int { results.count { $0.verdict == verdict } }
    return "\(sources) source\(sources == 1 ? "" : "s"): \(count(.ok)) ok, \(count(.error)) wrong, "
      + "\(count(.unreachable)) unreachable, \(count(.notChecked)) not checked\n"
  }

  private static func word(_ verdict: RegistryCheck.Result.Verdict) -> String {
    switch verdict {
    case .ok: "ok"
    case .error: "error"
    case .unreachable: "unreachable"
    case .notChecked: "not checked"
    }
  }
}
