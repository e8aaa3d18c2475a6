import Diagnostics

/// The report as GitLab reads it for its Code Quality widget (GitLab documentation, Code Quality, "Code Quality
/// report format"): an array, empty for a clean tree.
struct GitLabReporter {
  private let report: Report
  private var places: Places

  init(_ report: Report) {
    self.report = report
    places = Places(report)
  }

  mutating func write() -> String {
    var (json, places) = (JSONWriter(), places)
    json.array { json in
      for diagnostic in report.diagnostics {
        json.newline()
        write(diagnostic, &json, &places)
      }
      for entry in report.notChecked {
        json.newline()
        write(entry, &json)
      }
    }
    return json.text + "\n"
  }

  private func write(_ diagnostic: Diagnostic, _ json: inout JSONWriter, _ places: inout Places) {
    var description = report.shown(diagnostic.message, of: diagnostic)
    for note in diagnostic.related {
      let place = places.start(of: note.range)
      let message = report.shown(note.message, of: diagnostic)
      description += "; \(shownText(note.range.path)):\(place.line): \(message)"
    }
    json.object { json in
      json.field("description", description)
      json.field("check_name", diagnostic.rule)
      json.field("fingerprint", diagnostic.fingerprint)
      json.field("severity", severity(diagnostic.severity))
      let (start, end) = (places.start(of: diagnostic.range), places.end(of: diagnostic.range))
      writeLocation(diagnostic.range.path, lines: start.line...max(start.line, end.line), &json)
    }
  }

  private func write(_ entry: Report.NotChecked, _ json: inout JSONWriter) {
    json.object { json in
      json.field("description", "not checked: \(shownText(entry.reason))")
      json.field("check_name", "not-checked")
      json.field("fingerprint", "not-checked:\(shownText(entry.file))")
      json.field("severity", "info")
      writeLocation(entry.file, lines: 1...1, &json)
    }
  }

  private func writeLocation(_ path: String, lines: ClosedRange<Int>, _ json: inout JSONWriter) {
    json.key("location")
    json.object { json in
      json.field("path", path)
      json.key("lines")
      json.object { json in
        json.field("begin", lines.lowerBound)
        json.field("end", lines.upperBound)
      }
    }
  }

  private func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "major"
    case .info: "info"
    }
  }
}
