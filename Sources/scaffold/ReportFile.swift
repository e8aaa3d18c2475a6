import Reporting

/// A report that goes to a file beside standard output: `--report FORMAT=FILE`.
struct ReportFile: Sendable {
  let format: ReportFormat
  /// As the call writes it.
  let name: String
  /// Absolute.
  private let path: String

  struct Mistake: Error {
    let message: String
  }

  init(_ text: String, in environment: Environment) throws(Mistake) {
    let known = ReportFormat.allCases.map(\.rawValue)
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw Mistake(message: "'--report' is '\(text)', expected FORMAT=FILE, such as 'sarif=report.sarif'")
    }
    guard let format = ReportFormat(rawValue: parts[0]) else {
      throw Mistake(
        message: "'--report': no format is called '\(parts[0])', expected one of "
          + known.joined(separator: ", ") + didYouMean(parts[0], known))
    }
    self.format = format
    name = parts[1]
    path = name.hasPrefix("/") ? name : environment.workingDirectory + "/" + name
  }

  /// Makes sure that the file can be written, before the work begins; nil, or why it cannot.
  func problem() -> String? {
    Posix.append([], to: path).map { "the report '\(name)' cannot be written: \($0)" }
  }

  /// Writes the report; nil, or why it could not.
  func write(_ report: Report) -> String? {
    Posix.overwrite(path, with: Array(format.write(report).utf8)).map {
      "the report '\(name)' cannot be written: \($0)"
    }
  }
}
