import Diagnostics

/// The forms that a report is written in.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text, json, sarif, gitlab, junit, github, checkstyle

  /// The whole report, with a line break at its end.
  /// - Parameter style: how the text for people looks; the other forms do not depend on it.
  package func write(_ report: Report, style: TextStyle = TextStyle()) -> String {
    switch self {
    case .text:
      var reporter = TextReporter(report, style: style)
      return reporter.write()
    case .json:
      var reporter = JSONReporter(report)
      return reporter.write()
    case .sarif:
      var reporter = SARIFReporter(report)
      return reporter.write()
    case .gitlab:
      var reporter = GitLabReporter(report)
      return reporter.write()
    case .junit:
      var reporter = JUnitReporter(report)
      return reporter.write()
    case .github:
      var reporter = GitHubReporter(report)
      return reporter.write()
    case .checkstyle:
      var reporter = CheckstyleReporter(report)
      return reporter.write()
    }
  }
}

/// How the report for people looks.
package struct TextStyle: Sendable {
  package var colors = false
  /// The absolute directory that paths are relative to, where places become links; nil for plain places.
  package var linkRoot: String?

  package init(colors: Bool = false, linkRoot: String? = nil) {
    self.colors = colors
    self.linkRoot = linkRoot
  }
}
