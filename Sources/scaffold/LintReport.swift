import Diagnostics
import Lint
import Manifests
import Reporting
import YAML

/// Turns a run into a report of what lies under some paths.
enum LintReport {
  /// - Parameter paths: relative to the root; a finding counts where its place or a related one lies under one.
  static func make(_ run: LintRun, tree: Tree, under paths: [String]) -> Report {
    let isReported = { (path: String) in paths.contains { TreePath.contains($0, path) } }
    var report = Report(
      diagnostics: run.diagnostics.filter { diagnostic in
        isReported(diagnostic.range.path) || diagnostic.related.contains { isReported($0.range.path) }
      })
    for file in tree.files where file.isJudged && isReported(file.path) {
      count(file, in: &report)
    }
    report.suppressed = run.suppressed
    let quoted = Set(report.diagnostics.flatMap { [$0.range.path] + $0.related.map(\.range.path) })
    for path in quoted { report.sources[path] = tree[path]?.stream?.source ?? tree.source(path) }
    report.masked = masks(in: tree, of: quoted, findings: report.diagnostics)
    return report
  }

  private static func count(_ file: Tree.File, in report: inout Report) {
    switch file.content {
    case .yaml(let stream):
      report.files += 1
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

  /// The values that no report may show: those of Secrets, and every place where a rule found a credential.
  private static func masks(
    in tree: Tree, of paths: Set<String>, findings: [Diagnostic]
  ) -> [String: [Range<Int>]] {
    var masks: [String: [Range<Int>]] = [:]
    for path in paths {
      guard let stream = tree.stream(of: path) else { continue }
      for manifest in stream.documents.flatMap(\.manifests) where manifest.id.kind == "Secret" {
        for key in ["data", "stringData"] {
          for entry in manifest.root[key]?.entries ?? [] {
            if let range = entry.value.origin { masks[range.path, default: []].append(range.bytes) }
          }
        }
      }
    }
    for finding in findings where finding.rule.hasPrefix("safe-token") {
      masks[finding.range.path, default: []].append(finding.range.bytes)
    }
    return masks.mapValues { $0.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) } }
  }
}

extension Tree {
  /// The text of a file that is no YAML, or was not parsed.
  fileprivate func source(_ path: String) -> SourceFile? {
    bytes(of: path).map { SourceFile(path: path, bytes: $0) }
  }
}
