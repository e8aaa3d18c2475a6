import Diagnostics

/// The report as Checkstyle XML, which many dashboards read.
struct CheckstyleReporter {
  private let report: Report
  private var places: Places

  init(_ report: Report) {
    self.report = report
    places = Places(report)
  }

  mutating func write() -> String {
    let findings = Dictionary(grouping: report.diagnostics, by: \.range.path)
    let notChecked = Dictionary(grouping: report.notChecked, by: \.file)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
    for path in Set(findings.keys).union(notChecked.keys).sorted() {
      text += "  <file name=\"\(xmlText(path))\">\n"
      for finding in findings[path] ?? [] { text += element(finding) }
      for entry in notChecked[path] ?? [] {
        let message = xmlText("not checked: \(entry.reason)")
        text +=
          "    <error line=\"1\" severity=\"info\" message=\"\(message)\" source=\"scaffold.not-checked\"/>\n"
      }
      text += "  </file>\n"
    }
    return text + "</checkstyle>\n"
  }

  private mutating func element(_ finding: Diagnostic) -> String {
    let place = places.start(of: finding.range)
    var message = report.shown(finding.message, of: finding)
    for note in finding.related {
      let place = places.start(of: note.range)
      message += "; \(note.range.path):\(place.line): \(report.shown(note.message, of: finding))"
    }
    return
      "    <error line=\"\(place.line)\" column=\"\(place.column)\" severity=\"\(finding.severity.rawValue)\""
      + " message=\"\(xmlText(message))\" source=\"scaffold.\(xmlText(finding.rule))\"/>\n"
  }
}
