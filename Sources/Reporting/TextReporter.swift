import Diagnostics

/// The report that people read.
struct TextReporter {
  private let report: Report
  private let style: TextStyle
  private var places: Places
  private var text = ""

  init(_ report: Report, style: TextStyle) {
    self.report = report
    self.style = style
    places = Places(report)
  }

  mutating func write() -> String {
    for diagnostic in report.diagnostics { write(diagnostic) }
    writeNotChecked()
    text += summary + "\n"
    return text
  }

  private mutating func write(_ diagnostic: Diagnostic) {
    let severity = colored(diagnostic.severity.rawValue, diagnostic.severity == .error ? 31 : 33)
    let message = report.shown(diagnostic.message, of: diagnostic)
    text += "\(place(diagnostic.range)): \(severity): \(message) \(colored("[\(diagnostic.rule)]", 2))\n"
    writeFrame(diagnostic.range)
    for (index, note) in diagnostic.related.enumerated() {
      let message = report.shown(note.message, of: diagnostic)
      text += "\(colored("note", 36)): \(place(note.range)): \(message)\n"
      if index == 0 { writeFrame(note.range) }
    }
    if let fix = diagnostic.fix {
      let title = report.shown(fix.title, of: diagnostic)
      text += "\(colored("fix", 32)): \(title) (\(fix.applicability.rawValue))\n"
    }
  }

  private mutating func writeFrame(_ range: SourceRange) {
    guard let frame = places.frame(of: range) else { return }
    text += "    \(frame.line)\n    \(colored(frame.carets, 32))\n"
  }

  private mutating func place(_ range: SourceRange) -> String {
    let start = places.start(of: range)
    let place = "\(shownText(range.path)):\(start.line):\(start.column)"
    guard let root = style.linkRoot else { return place }
    return "\u{1B}]8;;file://\(percentEncoded(root + "/" + range.path))\u{1B}\\\(place)\u{1B}]8;;\u{1B}\\"
  }

  private mutating func writeNotChecked() {
    for entry in report.notChecked {
      text += "\(shownText(entry.file)): not checked: \(shownText(entry.reason))\n"
    }
    guard !report.uncheckedKinds.isEmpty else { return }
    let shown = report.uncheckedKinds.prefix(8).map {
      "\(shownText($0.kind)) of \(shownText($0.apiVersion)) (\($0.objects))"
    }
    let more = report.uncheckedKinds.count - shown.count
    let tail = more > 0 ? " and \(plural(more, "more kind"))" : ""
    text += "fields not checked, no definition known: \(shown.joined(separator: ", "))\(tail)\n"
  }

  private func colored(_ text: String, _ code: Int) -> String {
    style.colors ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
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
    let objects = report.uncheckedKinds.map(\.objects).reduce(0, +)
    if objects > 0 { extras.append("fields of \(plural(objects, "object")) not checked") }
    let tail = extras.isEmpty ? "" : " (\(extras.joined(separator: ", ")))"
    return "\(counts.joined(separator: ", ")) in \(plural(report.files, "file"))\(tail)"
  }
}

/// `1 file`, `2 files`.
package func plural(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

/// A path as a URI writes it: every byte but letters, digits and `-._~/` as `%XX` (RFC 3986, section 2).
func percentEncoded(_ path: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var result: [UInt8] = []
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"):
      result.append(byte)
    default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: result, as: UTF8.self)
}
