import Diagnostics
import Flux
import Kustomize
import Manifests
import Reporting
import YAML

extension Command {
  static let build = Command(
    "build", "print what kustomize, or Flux for a cluster, yields", operands: "[DIR…]",
    flags: [
      Flag("--format", value: .choice(["ids", "yaml", "json"]), help: "ids, yaml or json (default: yaml)"),
      Flag(
        "--cluster", value: .text("DIR"), help: "all that Flux would reconcile for the cluster written in DIR"
      ),
    ] + Flag.tree
  ) { arguments, environment in
    let format = BuildOutput.Format(rawValue: arguments["--format"] ?? "yaml") ?? .yaml
    do throws(TreeRoot.Mistake) {
      guard let cluster = arguments["--cluster"] else {
        let root = try TreeRoot(paths: arguments.operands, root: arguments["--root"], in: environment)
        return buildDirectories(root, format)
      }
      guard arguments.operands.isEmpty else {
        return Outcome.misuse(["'--cluster' builds a whole cluster; leave out the directories"])
      }
      let root = try TreeRoot(paths: [cluster], root: arguments["--root"], in: environment)
      return buildCluster(root, format, exclude: arguments.all("--exclude"))
    } catch {
      return Outcome.misuse(error.messages)
    }
  }

  private static func buildDirectories(_ root: TreeRoot, _ format: BuildOutput.Format) -> Outcome {
    let builder = Builder(DiskSource(root: root.directory))
    var output = BuildOutput(format)
    var outcome = Outcome()
    let files = root.paths.filter { Posix.kind(of: root.directory + "/" + $0) != .directory }
    guard files.isEmpty else { return Outcome.misuse(files.map { "'\($0)' is no directory" }) }
    let paths = root.paths
    let builds = Threads.map(paths.count, threads: paths.count < 8 ? 1 : Posix.processors) { index in
      let build = builder.build(paths[index])
      return (build, build.failures.isEmpty ? BuildOutput.texts(of: build.objects, format) : [])
    }
    var failures = FailureText(root: root.directory)
    for (build, texts) in builds {
      for warning in build.warnings { outcome.err += failures.warning(warning) }
      guard build.failures.isEmpty else {
        outcome.status = .faulty
        outcome.err += build.failures.map { failures.error($0) }.joined()
        continue
      }
      output.add(build.objects, texts)
    }
    outcome.out = output.text(root: root.directory)
    return outcome
  }

  private static func buildCluster(
    _ root: TreeRoot, _ format: BuildOutput.Format, exclude: [String]
  ) -> Outcome {
    let tree = TreeLoader(root: root.directory, exclude: exclude).load()
    let clusters = ClusterBuilder(tree, builder: Builder(tree)).clusters()
    guard let cluster = clusters.first(where: { $0.name == root.paths.first }) else {
      let known = clusters.map { $0.name.isEmpty ? "." : $0.name }
      let list = known.isEmpty ? "this tree has none" : "this tree has \(known.joined(separator: ", "))"
      return Outcome.misuse([
        "'--cluster' is '\(root.paths.first ?? "")', where no cluster is written; \(list)"
      ])
    }
    var output = BuildOutput(format)
    output.add(cluster.objects, BuildOutput.texts(of: cluster.objects, format))
    var outcome = Outcome()
    var failures = FailureText(root: root.directory)
    for failure in cluster.kustomizations.flatMap(\.failures) {
      outcome.status = .faulty
      outcome.err += failures.error(failure)
    }
    for kustomization in cluster.kustomizations where kustomization.location == .elsewhere {
      outcome.err += "note: '\(kustomization.key)' takes its objects from another source and is not built\n"
    }
    outcome.out = output.text(root: root.directory)
    return outcome
  }
}

/// How a build is printed.
struct BuildOutput {
  enum Format: String { case ids, yaml, json }

  private let format: Format
  private var objects: [Manifest] = []
  private var texts: [String] = []

  init(_ format: Format) { self.format = format }

  /// Each object as it is printed; none for `json`, which is printed as a whole.
  static func texts(of objects: [Manifest], _ format: Format) -> [String] {
    switch format {
    case .ids: objects.map { $0.id.description + "\n" }
    case .yaml: objects.map { yamlText(of: $0) }
    case .json: []
    }
  }

  mutating func add(_ objects: [Manifest], _ texts: [String]) {
    self.objects += objects
    self.texts += texts
  }

  func text(root: String) -> String {
    switch format {
    case .ids: texts.joined()
    case .yaml: texts.joined(separator: "---\n")
    case .json: json(root: root)
    }
  }

  /// One object a line: its id, and the file and line that it was written at.
  private func json(root: String) -> String {
    var lines = LineTables { try? Posix.read(root + "/" + $0) }
    var json = JSONWriter()
    json.array { json in
      for object in objects {
        json.newline()
        write(object, &json, &lines)
      }
    }
    return json.text + "\n"
  }

  private func write(
    _ object: Manifest, _ json: inout JSONWriter, _ lines: inout LineTables
  ) {
    json.object { json in
      json.field("apiVersion", object.id.apiVersion)
      json.field("kind", object.id.kind)
      if let namespace = object.id.namespace { json.field("namespace", namespace) }
      json.field("name", object.id.name)
      json.key("source")
      json.object { json in
        let path = object.source.path
        let start = object.root["kind"]?.origin.flatMap { $0.path == path ? $0 : nil } ?? object.source
        json.field("file", path)
        json.field("line", lines[path].line(at: start.bytes.lowerBound))
      }
    }
  }
}

/// Failures of a build in the form of a finding.
struct FailureText {
  private var lines: LineTables

  init(root: String) { lines = LineTables { try? Posix.read(root + "/" + $0) } }

  mutating func error(_ failure: BuildFailure) -> String {
    var text =
      "\(place(failure.range)): error: \(shownText(failure.message)) [\(failure.cause.rawValue)]\n"
    for note in failure.related { text += "note: \(place(note.range)): \(shownText(note.message))\n" }
    return text
  }

  mutating func warning(_ note: Note) -> String {
    "\(place(note.range)): warning: \(shownText(note.message))\n"
  }

  private mutating func place(_ range: SourceRange) -> String {
    let location = lines.start(of: range)
    return "\(range.path.isEmpty ? "." : shownText(range.path)):\(location.line):\(location.column)"
  }
}
