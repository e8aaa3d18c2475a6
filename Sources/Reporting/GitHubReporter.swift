import Diagnostics

/// The report as workflow commands, which GitHub shows beside the lines (GitHub documentation, "Workflow commands").
struct GitHubReporter {
  private let report: Report
  private var places: Places

  init(_ report: Report) {
    self.report = report
    places = Places(report)
  }

  mutating func write() -> String {
    var text = ""
    for diagnostic in report.diagnostics { text += line(diagnostic) + "\n" }
    for entry in report.notChecked {
      text +=
        "::notice file=\(property(entry.file)),title=not checked::\(data("not checked: \(entry.reason)"))\n"
    }
    return text
  }

  private mutating func line(_ diagnostic: Diagnostic) -> String {
    let (start, end) = (places.start(of: diagnostic.range), places.end(of: diagnostic.range))
    var place = "file=\(property(diagnostic.range.path)),line=\(start.line),endLine=\(end.line)"
    // GitHub takes columns only where the annotation covers one line.
    if start.line == end.line { place += ",col=\(start.column),endColumn=\(end.column)" }
    var message = report.shown(diagnostic.message, of: diagnostic)
    for note in diagnostic.related {
      let place = places.start(of: note.range)
      let words = report.shown(note.message, of: diagnostic)
      message += "\nnote: \(shownText(note.range.path)):\(place.line):\(place.column): \(words)"
    }
    let command = diagnostic.severity == .info ? "notice" : diagnostic.severity.rawValue
    return "::\(command) \(place),title=\(property(diagnostic.rule))::\(data(message))"
  }

  private func data(_ text: String) -> String { escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"]) }

  private func property(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
  }

  private func escaped(_ text: String, _ escapes: [Unicode.Scalar: String]) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let escape = escapes[scalar] { result += escape } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }
}
