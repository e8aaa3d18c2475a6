import Diagnostics

/// The report that people read.
package struct TextReporter {
  private let report: Report
  private let colors: Bool
  private var places: Places
  private var text = ""

  package init(_ report: Report, colors: Bool) {
    self.report = report
    self.colors = colors
    places = Places(report)
  }

  package mutating func write() -> String {
    for diagnostic in report.diagnostics { write(diagnostic) }
    writeNotChecked()
    text += summary + "\n"
    return text
  }

  private mutating func write(_ diagnostic: Diagnostic) {
    let severity = colored(diagnostic.severity.rawValue, diagnostic.severity == .error ? 31 : 33)
    text +=
      "\(place(diagnostic.range)): \(severity): \(shownText(diagnostic.message)) \(colored("[\(diagnostic.rule)]", 2))\n"
    writeFrame(diagnostic.range)
    for note in diagnostic.related {
      text += "\(colored("note", 36)): \(place(note.range)): \(shownText(note.message))\n"
    }
    if let fix = diagnostic.fix {
      text += "\(colored("fix", 32)): \(shownText(fix.title)) (\(fix.applicability.rawValue))\n"
    }
  }

  private mutating func writeFrame(_ range: SourceRange) {
    guard let frame = places.frame(of: range) else { return }
    text += "    \(frame.line)\n    \(colored(frame.carets, 32))\n"
  }

  private mutating func place(_ range: SourceRange) -> String {
    let start = places.start(of: range)
    return "\(shownText(range.path)):\(start.line):\(start.column)"
  }

  private mutating func writeNotChecked() {
    for entry in report.notChecked {
      text += "\(shownText(entry.file)): not checked: \(shownText(entry.reason))\n"
    }
  }

  private func colored(_ text: String, _ code: Int) -> String {
    colors ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// `1 error, 0 warnings, 2 infos in 12 files (1 fixable, 2 suppressed)`.
  private var summary: String {
    let counts = [(Severity.error, "error"), (.warning, "warning"), (.info, "info")].map { severity, word in
      plural(report.count(severity), word)
    }
    var extras: [String] = []
    if report.fixable > 0 { extras.append("\(report.fixable) fixable") }
    if report.suppressed > 0 { extras.append("\(report.suppressed) suppressed") }
    if report.baselined > 0 { extras.append("\(report.baselined) in the baseline") }
    if !report.notChecked.isEmpty { extras.append("\(report.notChecked.count) not checked") }
    let tail = extras.isEmpty ? "" : " (\(extras.joined(separator: ", ")))"
    return "\(counts.joined(separator: ", ")) in \(plural(report.files, "file"))\(tail)"
  }

  private func plural(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
}
