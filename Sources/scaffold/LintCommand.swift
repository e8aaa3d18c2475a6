import Diagnostics
import Lint
import Manifests
import Reporting
import YAML

extension Command {
  static let lint = Command(
    "lint", "check a tree: names, resources, secrets, and what Flux will make of them",
    operands: "[PATH…|-]", flags: Flag.lint + Flag.tree, reportsMistakes: true
  ) { arguments, environment in
    do throws(Outcome) {
      return try LintCommand(arguments, environment).run()
    } catch {
      return error
    }
  }
}

/// `scaffold lint`.
private struct LintCommand {
  private var call: LintCall
  private let arguments: Arguments
  private let baseline: BaselineFile
  private let since: ChangedPlaces?
  private let hook: CommitHook?

  init(_ arguments: Arguments, _ environment: Environment) throws(Outcome) {
    self.arguments = arguments
    call = try LintCall(arguments, environment)
    baseline = try BaselineFile(call)
    if let rev = arguments["--since"] {
      since = try ChangedPlaces(since: rev, Git(directory: call.root.directory), call)
    } else {
      since = nil
    }
    hook = CommitHook(call)
    call.judge(former: since?.former ?? hook?.changes.former ?? [], hiding: hook?.untracked ?? [])
    let problems = call.reports.compactMap { $0.problem() }
    guard problems.isEmpty else {
      throw Outcome(status: .failed, err: problems.map { "error: \($0)\n" }.joined())
    }
  }

  func run() throws(Outcome) -> Outcome {
    if arguments.has("--show-settings") { return Outcome(out: ShowSettings(call, baseline).text) }
    var overlay: [String: [UInt8]] = [:]
    if let path = call.stdinPath {
      guard let bytes = try? Posix.readAll(0) else {
        return Outcome.failure("standard input cannot be read")
      }
      overlay[path] = bytes
    }
    let isWatched = call.environment.errorIsTerminal && !arguments.has("-q")
    if isWatched { Progress.begin("checking the tree …") }
    defer { if isWatched { Progress.end() } }
    let tree = call.loader.load(replacing: overlay)
    try checkRoots(in: tree)
    if arguments.has("--show-files") { return showFiles(tree) }
    let (run, report) = lint(tree)
    if arguments.has("--write-baseline") { return try write(run) }
    if arguments.has("--prune-baseline") { return try prune(run, tree) }
    if arguments.has("--fix") || arguments.has("--unsafe-fixes") || arguments.has("--diff") {
      return try fix(overlay)
    }
    return try finish(report)
  }

  private func lint(_ tree: Tree) -> (run: LintRun, report: Report) {
    lint(tree, baseline: baseline.baseline, source: baseline.source)
  }

  private func lint(_ tree: Tree, baseline: Baseline?, source: SourceFile?) -> (run: LintRun, report: Report)
  {
    var settings = call.settings
    // As for reading: a thread costs more than a small tree.
    settings.threads = tree.files.count < 50 ? 1 : call.jobs
    let context = LintContext(tree: tree, settings: settings)
    // It is needed until the end, and the end of the process frees it at no cost.
    _ = Unmanaged.passRetained(context)
    let run = LintRun(context, selection: call.selection, baseline: baseline)
    var maker = LintReport(tree: tree, paths: call.root.paths)
    maker.more = source.map { [$0] } ?? []
    if let since { maker.isWanted = since.filter(in: tree) }
    if let hook { maker.isWantedAnywhere = hook.changes.isNew }
    var report = maker.make(run)
    report.failOn = call.failOn
    return (run, report)
  }

  /// Every root that the configuration names must be there.
  private func checkRoots(in tree: Tree) throws(Outcome) {
    let name = call.configurationName ?? ConfigurationFile.name
    let missing = call.configuration.roots.filter {
      TreePath.resolve($0, from: "").map(tree.kind) != .directory
    }
    guard missing.isEmpty else {
      throw Outcome.misuse(missing.map { "\(name): 'roots' names '\($0)', which is no directory" })
    }
  }

  private func showFiles(_ tree: Tree) -> Outcome {
    let rows = tree.files.filter { file in
      file.isJudged && call.root.paths.contains { TreePath.contains($0, file.path) }
        && (file.stream != nil || file.isUnreadable)
    }
    return Outcome(
      out: rows.map { "\($0.path): \($0.isUnreadable ? "not checked" : $0.role.rawValue)\n" }.joined())
  }

  // MARK: The baseline

  private func write(_ run: LintRun) throws(Outcome) -> Outcome {
    let findings = (run.diagnostics + run.baselined).filter { $0.rule != "baseline-stale" }
    try write(BaselineFile.text(of: findings))
    return Outcome(err: "\(plural(findings.count, "finding")) written to '\(baseline.shown)'\n")
  }

  private func prune(_ run: LintRun, _ tree: Tree) throws(Outcome) -> Outcome {
    guard let source = baseline.source else {
      return try finish(lint(tree).report, hint: "there is no baseline to prune\n")
    }
    let text = baseline.text(without: run.stale)
    if !run.stale.isEmpty { try write(text) }
    let file = SourceFile(path: source.path, text: text)
    let count = run.stale.count
    let hint = "\(count) stale \(count == 1 ? "entry" : "entries") removed from '\(baseline.shown)'\n"
    return try finish(lint(tree, baseline: Baseline(YAMLStream(file)), source: file).report, hint: hint)
  }

  private func write(_ text: String) throws(Outcome) {
    do throws(WriteError) {
      let slash = baseline.path.lastIndex(of: "/") ?? baseline.path.startIndex
      let name = baseline.path[baseline.path.index(after: slash)...]
      try Writer(root: String(baseline.path[..<slash])).write([
        FileWrite(
          path: String(name), bytes: Array(text.utf8), old: baseline.source?.bytes, isSecret: false)
      ])
    } catch {
      throw Outcome.failure("the baseline: \(error.message)")
    }
  }

  // MARK: Fixes

  private func fix(_ overlay: [String: [UInt8]]) throws(Outcome) -> Outcome {
    let isForDiff = arguments.has("--diff")
    let fixes = LintFixes(allowsUnsafe: arguments.has("--unsafe-fixes"), isForDiff: isForDiff) { edited in
      let tree = call.loader.load(replacing: overlay.merging(edited) { _, new in new })
      return (tree, lint(tree).report)
    }
    let result = fixes.run()
    if isForDiff { return patch(result, overlay) }
    do throws(WriteError) {
      try Writer(root: call.root.directory).write(result.changes)
    } catch {
      throw Outcome.failure(error.message)
    }
    let hint = "fixed \(plural(result.fixed, "finding")) in \(plural(result.changes.count, "file"))\n"
    return try finish(result.report, hint: hint)
  }

  /// The patch instead of the report; nothing is written, so the status is that of the tree as it is.
  private func patch(_ result: LintFixes.Result, _ overlay: [String: [UInt8]]) -> Outcome {
    var outcome = Outcome()
    for change in result.changes {
      let before = change.old ?? []
      let secrets = LintReport.secrets(in: before, path: change.path)
      let table = LineTable(before)
      outcome.out += UnifiedDiff(old: before, new: change.bytes).patch(of: change.path) { line in
        let bytes = table.bytes(ofWholeLine: line)
        return secrets.contains { $0.overlaps(bytes) }
      }
    }
    outcome.err = result.leftOut.map { $0 + "\n" }.joined()
    outcome.err += "would fix \(plural(result.fixed, "finding")) in \(plural(result.changes.count, "file"))\n"
    let report = lint(call.loader.load(replacing: overlay)).report
    if report.diagnostics.contains(where: report.isFailure) { outcome.status = .faulty }
    return outcome
  }

  // MARK: The end

  private func finish(_ report: Report, hint: String = "") throws(Outcome) -> Outcome {
    let isSilent = report.diagnostics.isEmpty && report.silenced.isEmpty
    let isEmpty = report.documents == 0 && isSilent && !arguments.has("--allow-empty")
    let style = TextStyle(
      colors: call.environment.colorsOutput,
      linkRoot: call.environment.linksOutput ? call.root.directory : nil)
    var outcome = Outcome(out: isEmpty && call.format == .text ? "" : call.format.write(report, style: style))
    outcome.err = hint
    if arguments.has("--statistics") {
      if call.format == .text { outcome.out += report.statistics } else { outcome.err += report.statistics }
    }
    for problem in call.reports.compactMap({ $0.write(report) }) {
      outcome.err += "error: \(problem)\n"
      outcome.status = .failed
    }
    if isEmpty {
      let reasons = report.notChecked.map { "  \($0.file): \($0.reason)\n" }.joined()
      outcome.err +=
        "error: nothing to check: no manifest under the given paths (--allow-empty accepts that)\n" + reasons
      outcome.status = .failed
    }
    guard outcome.status == .done else { return outcome }
    if report.diagnostics.contains(where: report.isFailure) {
      outcome.status = .faulty
      outcome.err += hook?.hint ?? ""
    }
    return outcome
  }
}

extension Tree.File {
  fileprivate var isUnreadable: Bool {
    if case .unreadable = content { true } else { false }
  }
}
