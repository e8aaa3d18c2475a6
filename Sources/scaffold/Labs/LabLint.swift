import Diagnostics
import Labs
import Lint
import Manifests
import Reporting

/// Judges a tree as it would be after a plan, before anything is written.
struct LabLint {
  let root: String
  let configuration: Configuration
  let arguments: Arguments
  var fluxVersion: FluxVersion?

  /// The findings in some folders, those that reach them from elsewhere included.
  /// - Parameters:
  ///   - changes: the files that a plan writes or removes.
  func report(_ changes: [PlannedFile], below paths: [String]) -> Report {
    let tree = tree(changes)
    let run = LintRun(LintContext(tree: tree, settings: settings), selection: selection)
    return LintReport(tree: tree, paths: paths).make(run)
  }

  /// The findings at warning or above that the tree has only after the changes.
  func newFindings(_ changes: [PlannedFile]) -> (report: Report, findings: [Diagnostic]) {
    var settings = settings
    let now = LintContext(tree: tree([]), settings: settings)
    settings.former = now.foundTargets
    let before = Set(LintRun(now, selection: selection).diagnostics.map(Self.key))
    let tree = tree(changes)
    let run = LintRun(LintContext(tree: tree, settings: settings), selection: selection)
    let new = run.diagnostics.filter { $0.severity >= .warning && !before.contains(Self.key($0)) }
    let report = LintReport(tree: tree, paths: [""], isWanted: { new.contains($0) }).make(run)
    return (report, new)
  }

  /// What stays the same of a finding where lines move.
  private static func key(_ finding: Diagnostic) -> String {
    "\(finding.rule)\u{0}\(finding.range.path)\u{0}\(finding.message)"
  }

  /// The tree with the changes.
  func tree(_ changes: [PlannedFile]) -> Tree {
    var loader = TreeLoader(
      root: root, exclude: configuration.exclude + arguments.all("--exclude"),
      include: configuration.include)
    loader.hidden = Set(changes.filter { $0.action == .remove }.map(\.path))
    let written = changes.filter { $0.action != .remove && $0.action != .skip }
    return loader.load(replacing: Dictionary(written.map { ($0.path, $0.new) }, uniquingKeysWith: { $1 }))
  }

  private var settings: LintSettings {
    var settings = LintSettings()
    settings.external = configuration.external
    settings.fluxVersion = fluxVersion
    return settings
  }

  private var selection: RuleSelection {
    var selection = RuleSelection()
    selection.settings = configuration.rules
    selection.overrides = configuration.overrides
    return selection
  }
}
