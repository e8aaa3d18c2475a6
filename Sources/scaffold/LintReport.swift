import Diagnostics
import Lint
import Manifests
import Reporting
import YAML

/// Turns a run into a report of what lies under some paths.
struct LintReport {
  let tree: Tree
  /// Relative to the root; a finding counts where its place or a related one lies under one.
  let paths: [String]
  /// Whether a finding counts besides.
  var isWanted: (Diagnostic) -> Bool = { _ in true }
  /// Whether a finding counts wherever it lies.
  var isWantedAnywhere: (Diagnostic) -> Bool = { _ in false }
  /// Files that findings may speak of although they lie outside the tree.
  var more: [SourceFile] = []

  func make(_ run: LintRun) -> Report {
    var report = Report(diagnostics: run.diagnostics.filter(isReported))
    report.silenced =
      run.suppressed.filter { isReported($0.diagnostic) }.map {
        Report.Silenced($0.diagnostic, by: .suppression, reason: $0.reason)
      } + run.baselined.filter(isReported).map { Report.Silenced($0, by: .baseline) }
    for file in tree.files where file.isJudged && isReported(file.path) { count(file, in: &report) }
    report.uncheckedKinds = uncheckedKinds(run)
    let shown = report.diagnostics + report.silenced.map(\.diagnostic)
    for path in Set(shown.flatMap(\.paths)) { report.sources[path] = source(path) }
    report.masked = masks(of: report.sources.keys, run)
    report.rules = RuleDocumentation.reportRules
    report.version = Version.number
    return report
  }

  /// The secret values of one file.
  static func secrets(in bytes: [UInt8], path: String) -> [Range<Int>] {
    SecretRanges.find(in: YAMLStream(SourceFile(path: path, bytes: bytes)))
  }

  private func uncheckedKinds(_ run: LintRun) -> [Report.UncheckedKind] {
    let reported = run.unchecked.filter { isReported($0.source.path) }
    let kinds = Dictionary(grouping: reported) { [$0.id.apiVersion, $0.id.kind] }.map { names, objects in
      Report.UncheckedKind(apiVersion: names[0], kind: names[1], objects: objects.count)
    }
    return kinds.sorted { left, right in
      (-left.objects, left.apiVersion, left.kind) < (-right.objects, right.apiVersion, right.kind)
    }
  }

  private func isReported(_ path: String) -> Bool { paths.contains { TreePath.contains($0, path) } }

  private func isReported(_ diagnostic: Diagnostic) -> Bool {
    (isReported(diagnostic.range.path) || diagnostic.related.contains { isReported($0.range.path) })
      && isWanted(diagnostic) || isWantedAnywhere(diagnostic)
  }

  private func count(_ file: Tree.File, in report: inout Report) {
    switch file.content {
    case .yaml(let stream):
      report.checked.append(file.path)
      if file.role == .manifest || file.role == .kustomization || file.role == .patch {
        report.documents += stream.documentCount
      }
      guard let error = stream.error, file.role != .chart else { return }
      let isReported = report.diagnostics.contains {
        $0.rule.hasPrefix("yaml-") && $0.range.path == file.path
      }
      if !isReported { report.notChecked.append(.init(file: file.path, reason: "no YAML: \(error.message)")) }
    case .unreadable(let reason): report.notChecked.append(.init(file: file.path, reason: reason))
    case .other, .symlink: break
    }
  }

  private func source(_ path: String) -> SourceFile? {
    tree[path]?.stream?.source ?? tree.bytes(of: path).map { SourceFile(path: path, bytes: $0) }
      ?? more.first { $0.path == path }
  }

  /// The values that no report may show: those of Secrets, and every place where a rule found a credential.
  private func masks(of paths: some Sequence<String>, _ run: LintRun) -> [String: [Range<Int>]] {
    var masks: [String: [Range<Int>]] = [:]
    for path in paths {
      let found = tree.stream(of: path).map(SecretRanges.find) ?? []
      if !found.isEmpty { masks[path] = found }
    }
    for finding in run.diagnostics + run.suppressed.map(\.diagnostic) + run.baselined
    where finding.rule.hasPrefix("safe-token") {
      masks[finding.range.path, default: []].append(finding.range.bytes)
    }
    return masks.mapValues { $0.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) } }
  }
}

extension Diagnostic {
  /// Every file that the finding speaks of or would edit.
  fileprivate var paths: [String] {
    [range.path] + related.map(\.range.path) + (fix?.edits.map(\.range.path) ?? [])
  }
}
