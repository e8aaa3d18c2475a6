import Diagnostics

extension Report {
  /// A table of how often each rule found something, the most frequent first.
  package var statistics: String {
    struct Row {
      var counts: [Severity: Int] = [:]
      var fixable = 0
      var total: Int { counts.values.reduce(0, +) }
    }
    var rows: [String: Row] = [:]
    for diagnostic in diagnostics {
      rows[diagnostic.rule, default: Row()].counts[diagnostic.severity, default: 0] += 1
      if diagnostic.fix != nil { rows[diagnostic.rule]?.fixable += 1 }
    }
    let sorted = rows.sorted { ($1.value.total, $0.key) < ($0.value.total, $1.key) }
    let width = sorted.map { String($0.value.total).count }.max() ?? 1
    return sorted.map { rule, row in
      let count = String(row.total)
      let severities = [Severity.error, .warning, .info].compactMap { severity in
        row.counts[severity].map { plural($0, severity.rawValue) }
      }
      let fixable = row.fixable > 0 ? ", \(row.fixable) fixable" : ""
      let padding = String(repeating: " ", count: width - count.count)
      return "\(padding)\(count)  \(rule)  (\(severities.joined(separator: ", "))\(fixable))\n"
    }.joined()
  }
}
