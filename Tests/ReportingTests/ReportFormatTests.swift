import Diagnostics
import Reporting
import Testing

@Suite struct ReportFormatTests {
  /// A finding in a line with a secret value, text that is hostile to every format, and a fix that writes the value.
  static var report: Report {
    let text = "# ☸\nkind: Secret\nname: a\tb\nvalue: \"s3cret-s3cret\"\n"
    let path = "a dir/x&<y>,'z'.yaml"
    let value = SourceRange(path: path, bytes: 36..<51)
    var finding = Diagnostic(
      rule: "sec-test", severity: .error, message: "bad \"x\" <y> & s3cret-s3cret\u{1B}[31m%\u{0}",
      range: value, related: [Note(SourceRange(path: path, bytes: 6..<10), "note: here, 100%")],
      fix: Fix("write s3cret-s3cret", .safe, [TextEdit(range: value, replacement: "s3cret-s3cret")]))
    finding.fingerprint = "0123456789abcdef"
    var report = Report(diagnostics: [finding])
    report.sources = [path: SourceFile(path: path, text: text)]
    report.masked = [path: [value.bytes]]
    report.checked = [path]
    report.failOn = .warning
    report.rules = [Report.Rule(id: "sec-test", severity: .error, summary: "a test", explanation: "Why.")]
    return report
  }

  @Test(arguments: ReportFormat.allCases)
  func `no format shows a secret value or a control character`(_ format: ReportFormat) {
    let text = format.write(Self.report)
    #expect(!text.contains("s3cret"))
    #expect(text.contains("•••"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func `the text shows both ends of a reference, columns in code points`() {
    let text = ReportFormat.text.write(Self.report)
    #expect(text.contains("a dir/x&<y>,'z'.yaml:4:8: error: "))
    #expect(text.contains("    value: •••\n           ^^^\n"))
    #expect(text.contains("note: a dir/x&<y>,'z'.yaml:2:1: note: here, 100%\n    kind: Secret\n    ^^^^\n"))
    #expect(text.contains("fix: write ••• (safe)\n"))
  }

  @Test func `places are links where a root is given`() {
    let text = ReportFormat.text.write(Self.report, style: TextStyle(linkRoot: "/tree"))
    #expect(
      text.contains(
        "\u{1B}]8;;file:///tree/a%20dir/x%26%3Cy%3E%2C%27z%27.yaml\u{1B}\\a dir/x&<y>,'z'.yaml:4:8"))
  }

  @Test func `GitHub's commands are escaped`() {
    let text = ReportFormat.github.write(Self.report)
    #expect(
      text.hasPrefix(
        "::error file=a dir/x&<y>%2C'z'.yaml,line=4,endLine=4,col=8,endColumn=23,title=sec-test::"))
    #expect(text.contains("100%25"))
    #expect(text.split(separator: "\n").count == 1)
  }

  @Test func `XML is escaped`() {
    for format in [ReportFormat.junit, .checkstyle] {
      let text = format.write(Self.report)
      #expect(text.contains("a dir/x&amp;&lt;y&gt;,&apos;z&apos;.yaml"))
      #expect(!text.contains("<y>"))
    }
  }

  @Test func `a finding below the threshold does not fail its file`() {
    var report = Self.report
    report.failOn = nil
    let text = ReportFormat.junit.write(report)
    #expect(text.contains("failures=\"0\""))
    #expect(text.contains("<system-out>"))
    #expect(!text.contains("<failure"))
  }

  @Test func `a fix that writes a secret value shows no edits`() {
    #expect(ReportFormat.json.write(Self.report).contains("\"edits\":[]"))
    #expect(!ReportFormat.sarif.write(Self.report).contains("\"fixes\""))
  }
}
