import Diagnostics

/// The report as JUnit XML, one test case a file, with the fields that GitLab reads (GitLab documentation, Unit test
/// reports): a file fails by a finding that fails the run; lesser findings are its output; one that was not checked
/// is skipped.
struct JUnitReporter {
  private let report: Report
  private var places: Places

  init(_ report: Report) {
    self.report = report
    places = Places(report)
  }

  mutating func write() -> String {
    let findings = Dictionary(grouping: report.diagnostics, by: \.range.path)
    var reasons: [String: String] = [:]
    for entry in report.notChecked { reasons[entry.file] = entry.reason }
    let paths = Set(report.checked).union(findings.keys).union(reasons.keys).sorted()
    let failed = paths.count { findings[$0, default: []].contains(where: report.isFailure) }
    let skipped = paths.count { findings[$0] == nil && reasons[$0] != nil }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let counts =
      "tests=\"\(paths.count)\" failures=\"\(failed)\" errors=\"0\" skipped=\"\(skipped)\" time=\"0\""
    text += "<testsuites name=\"scaffold lint\" \(counts)>\n"
    text += "  <testsuite name=\"scaffold lint\" \(counts)>\n"
    for path in paths { text += testCase(path, findings[path] ?? [], notChecked: reasons[path]) }
    return text + "  </testsuite>\n</testsuites>\n"
  }

  private mutating func testCase(
    _ path: String, _ findings: [Diagnostic], notChecked reason: String?
  ) -> String {
    let name = xmlText(path)
    var body = ""
    let failures = findings.filter(report.isFailure)
    if let worst = failures.map(\.severity).max() {
      let first = xmlText(
        failures.count == 1
          ? report.shown(failures[0].message, of: failures[0]) : plural(failures.count, "finding"))
      body += "      <failure message=\"\(first)\" type=\"\(worst.rawValue)\">\(lines(failures))</failure>\n"
    }
    let rest = findings.filter { !report.isFailure($0) }
    if !rest.isEmpty { body += "      <system-out>\(lines(rest))</system-out>\n" }
    if findings.isEmpty, let reason {
      body += "      <skipped message=\"\(xmlText("not checked: \(reason)"))\"/>\n"
    }
    let head = "    <testcase classname=\"scaffold lint\" name=\"\(name)\" file=\"\(name)\" time=\"0\""
    return body.isEmpty ? head + "/>\n" : head + ">\n" + body + "    </testcase>\n"
  }

  private mutating func lines(_ findings: [Diagnostic]) -> String {
    var text = ""
    for finding in findings {
      let place = places.start(of: finding.range)
      let message = report.shown(finding.message, of: finding)
      text += xmlText(
        "\(finding.range.path):\(place.line):\(place.column): \(finding.severity.rawValue): \(message) [\(finding.rule)]"
      )
      text += "\n"
      for note in finding.related {
        let place = places.start(of: note.range)
        let message = report.shown(note.message, of: finding)
        text += xmlText("note: \(note.range.path):\(place.line):\(place.column): \(message)") + "\n"
      }
    }
    return text
  }
}
