import Diagnostics
import Lint
import Manifests
import Reporting
import YAML

/// The file that holds the baseline: found, read and written.
struct BaselineFile {
  static let name = ".lint-baseline.json"

  /// As messages name it: relative to the root where it lies in it.
  let shown: String
  /// Absolute.
  let path: String
  let source: SourceFile?
  let baseline: Baseline?

  /// Finds the baseline of a call: the one that a flag or the configuration names, else the usual one if it exists.
  /// - Throws: an ``Outcome`` with every mistake in the file.
  init(_ call: LintCall) throws(Outcome) {
    let given = call.arguments["--baseline"].map { name in
      name.hasPrefix("/") ? name : call.environment.workingDirectory + "/" + name
    }
    let root = call.root.directory
    path = given ?? root + "/" + (call.configuration.baseline ?? Self.name)
    shown = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
    let isNamed = given != nil || call.configuration.baseline != nil
    guard Posix.target(of: path) != .missing else {
      if isNamed, !call.arguments.has("--write-baseline") {
        throw Outcome.misuse(["the baseline '\(shown)' does not exist; '--write-baseline' writes it"])
      }
      (source, baseline) = (nil, nil)
      return
    }
    do throws(Posix.ReadError) {
      let file = SourceFile(path: shown, bytes: try Posix.read(path))
      let read = Baseline(YAMLStream(file))
      (source, baseline) = (file, read)
    } catch {
      throw Outcome.failure("the baseline '\(shown)' \(error.predicate)")
    }
    // A new one is about to take its place.
    guard !call.arguments.has("--write-baseline"), let source, let baseline else { return }
    guard baseline.mistakes.isEmpty else {
      throw Outcome.misuse(baseline.mistakes.map { ConfigurationFile.placed($0, in: source) })
    }
  }

  /// The text of a baseline of some findings.
  static func text(of findings: [Diagnostic]) -> String {
    text(findings.map { ($0.rule, $0.range.path, $0.message, $0.fingerprint) })
  }

  /// The text of the baseline without some of its entries.
  func text(without stale: Set<Int>) -> String {
    let left = (baseline?.entries ?? []).enumerated().filter { !stale.contains($0.offset) }.map(\.element)
    return Self.text(left.map { ($0.rule, $0.file, $0.message, $0.fingerprint) })
  }

  private typealias Row = (rule: String, file: String, message: String, fingerprint: String)

  private static func text(_ rows: [Row]) -> String {
    var json = JSONWriter()
    json.object { json in
      json.field("version", Baseline.version)
      json.newline()
      json.key("entries")
      json.array { json in
        for row in rows.sorted(by: { ($0.file, $0.rule, $0.fingerprint) < ($1.file, $1.rule, $1.fingerprint) }
        ) {
          json.newline()
          json.object { json in
            json.field("rule", row.rule)
            json.field("file", row.file)
            json.field("message", row.message)
            json.field("fingerprint", row.fingerprint)
          }
        }
      }
    }
    return json.text + "\n"
  }
}
