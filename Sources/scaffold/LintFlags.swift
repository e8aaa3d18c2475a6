import Reporting

extension Flag {
  /// The flags of `scaffold lint`.
  static let lint: [Flag] = lintOutput + lintRules + lintFixes + lintScope

  private static let lintOutput = [
    Flag(
      "--format", value: .choice(ReportFormat.allCases.map(\.rawValue)),
      help: "what standard output gets (default: text)"),
    Flag(
      "--report", value: .text("FORMAT=FILE"), isRepeatable: true,
      help: "write a report to a file as well, in any of the formats"),
    Flag(
      "--fail-on", value: .choice(["error", "warning", "info", "never"]),
      help: "the severity that makes the exit status 1 (default: warning)"),
    Flag("--statistics", help: "count the findings of each rule"),
    Flag("--show-files", help: "list what would be checked, and as what, instead of checking"),
    Flag("--show-settings", help: "list the settings, and where each comes from, instead of checking"),
  ]

  private static let lintRules = [
    Flag(
      "--select", value: .list("RULE[,RULE]"), isRepeatable: true,
      help: "run only these rules; 'sec-' is a prefix"),
    Flag("--ignore", value: .list("RULE[,RULE]"), isRepeatable: true, help: "do not run these rules"),
    Flag("--profile", value: .choice(["default", "strict"]), help: "which rules run (default: default)"),
    Flag(
      "--flux-version", value: .text("X.Y"),
      help: "the Flux to check for (default: the tree's own, else the newest known)"),
    Flag("--schemas", value: .text("DIR"), help: "more schemas, in kubeconform's layout"),
    Flag("--config", value: .text("FILE"), help: "the configuration (default: .lintrc at the root)"),
    Flag("--isolated", help: "read no configuration"),
  ]

  private static let lintFixes = [
    Flag("--fix", help: "apply the safe fixes"),
    Flag("--unsafe-fixes", help: "apply the unsafe fixes too"),
    Flag("--diff", help: "print the fixes as a patch for 'git apply' instead of writing them"),
    Flag(
      "--baseline", value: .text("FILE"),
      help: "findings to live with (default: .lint-baseline.json at the root, if it exists)"),
    Flag("--write-baseline", help: "write all findings of the tree to the baseline"),
    Flag("--prune-baseline", help: "remove the entries of the baseline that match nothing"),
  ]

  private static let lintScope = [
    Flag("--since", value: .text("REV"), help: "report only what changed since a revision of git"),
    Flag(
      "--stdin-filename", value: .text("PATH"),
      help: "with '-', the path that standard input stands in for"),
    Flag("--allow-empty", help: "finding nothing to check is no failure"),
    Flag("--jobs", value: .text("N"), help: "threads to read and to judge with (default: one a processor)"),
  ]
}
