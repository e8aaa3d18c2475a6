import Foundation
import Testing

@Suite struct ConfigurationTests {
  @Test func `all mistakes come together, each with its place and a suggestion, with status 2`() throws {
    let tree = try SampleTree.clean()
    try tree.write(
      ".lintrc",
      """
      fail_on: warning
      profile: strikt
      flux-version: new
      exclude: docs
      rules:
        kust-orphan-fil: off
        kust-orphan-file: {severity: eror, alow: []}
        kust-resource-twice: 3
      overrides:
        - path: [x]
        - paths: [x]
          rules: {kust-orphan-file: {allow: [a]}}
      external:
        - name: a
          sort: b
      roots: [1, {a: b}]

      """)
    let run = try Program.scaffold("lint", in: tree.folder)
    #expect(run.status == 2)
    #expect(run.out.isEmpty)
    let lines = run.err.split(separator: "\n").map(String.init)
    let expected = [
      "1:1: unknown key 'fail_on'; did you mean 'fail-on'?",
      "2:10: 'profile' is 'strikt', expected one of default, strict; did you mean 'strict'?",
      "3:15: 'flux-version' is 'new', expected a version such as '2.9'",
      "4:10: 'exclude' is a list of patterns",
      "6:3: no rule is called 'kust-orphan-fil'; did you mean 'kust-orphan-file'?",
      "7:32: 'kust-orphan-file' is 'eror', expected one of off, info, warning, error; did you mean 'error'?",
      "7:38: the rule 'kust-orphan-file' has no option 'alow'; did you mean 'allow'?",
      "8:24: 'kust-resource-twice' is '3', expected one of off, info, warning, error",
      "10:5: an override has the keys paths and rules",
      "12:32: an override sets severities; the option 'allow' belongs under 'rules'",
      "14:5: an entry of 'external' has the keys kind, namespace and name",
      "16:12: an item of 'roots' is a text",
    ]
    #expect(lines == expected.map { "error: .lintrc:" + $0 })
  }

  @Test func `a configuration that is no YAML is told with its place`() throws {
    let tree = try SampleTree.clean()
    try tree.write(".lintrc", "rules: [\n")
    let run = try Program.scaffold("lint", in: tree.folder)
    #expect(run.status == 2)
    #expect(run.err.hasPrefix("error: .lintrc:"))
    #expect(try Program.scaffold("lint", "--isolated", in: tree.folder).status == 0)
  }

  static let settings: [(String, Int32)] = [
    ("fail-on: never\n", 0), ("fail-on: error\n", 1),
    (
      "rules: {kust-orphan-file: off, kust-resource-twice: off, kust-id-duplicate: info, ref-secret-missing: info, yaml-duplicate-key: off}\n",
      0
    ),
    (
      "overrides: [{paths: [clusters/], rules: {kust-orphan-file: off, kust-resource-twice: info, kust-id-duplicate: off, ref-secret-missing: off, yaml-duplicate-key: info}}]\n",
      0
    ),
    ("overrides: [{paths: [other/], rules: {kust-orphan-file: off}}]\n", 1),
    ("exclude: [clusters/]\n", 3), ("exclude: [clusters/]\ninclude: [clusters/dev/]\n", 1), ("", 1),
    ("# nothing\n", 1),
  ]

  @Test(arguments: settings.map(\.0))
  func `the configuration chooses rules, severities, paths and the threshold`(_ text: String) throws {
    let tree = try SampleTree.broken()
    try tree.write(".lintrc", text)
    let run = try Program.scaffold("lint", in: tree.folder)
    #expect(run.status == Self.settings.first { $0.0 == text }?.1, "\(run.out)\(run.err)")
  }

  @Test func `a rule's option is heeded, and a flag wins over the configuration`() throws {
    let tree = try SampleTree.broken()
    try tree.write(
      ".lintrc",
      "fail-on: error\nrules:\n  kust-orphan-file:\n    severity: error\n    allow: [orphan.yaml]\n")
    let run = try Program.scaffold("lint", "--select", "kust-orphan-file", in: tree.folder)
    #expect(run.status == 0)
    try tree.write("elsewhere.yaml", "rules: {kust-orphan-file: error}\n")
    #expect(
      try Program.scaffold(
        "lint", "--select", "kust-orphan-file", "--config", "elsewhere.yaml", "--fail-on", "error",
        in: tree.folder
      ).status == 1)
  }

  @Test func `objects that exist elsewhere are no broken references`() throws {
    let tree = try SampleTree.clean()
    try tree.edit("\(SampleTree.folder)/repo.yaml", "gitlab-credentials", "gitlab-credential")
    #expect(try Program.scaffold("lint", in: tree.folder).status == 1)
    try tree.write(".lintrc", "external:\n  - kind: Secret\n    namespace: default\n    name: gitlab-*\n")
    #expect(try Program.scaffold("lint", in: tree.folder).status == 0)
  }

  @Test func `a root that is no directory is a mistake`() throws {
    let tree = try SampleTree.clean()
    try tree.write(".lintrc", "roots: [clusters/prod]\n")
    let run = try Program.scaffold("lint", in: tree.folder)
    #expect(run.status == 2)
    #expect(run.err == "error: .lintrc: 'roots' names 'clusters/prod', which is no directory\n")
  }

  @Test func `--show-settings says where each value comes from`() throws {
    let tree = try SampleTree.clean()
    try tree.write(
      ".lintrc", "profile: strict\nrules:\n  kust-orphan-file: {severity: info, allow: [a, b]}\n")
    let run = try Program.scaffold("lint", "--show-settings", "--fail-on", "error", in: tree.folder)
    #expect(run.status == 0)
    for row in [
      "profile: strict  (.lintrc:1)", "fail-on: error  (--fail-on)",
      "flux-version: the tree's own  (default)",
      "rules.kust-orphan-file: info, allow=a, b  (.lintrc:3)", "baseline: none  (default)",
    ] {
      #expect(run.out.contains(row + "\n"), "\(row)")
    }
  }

  @Test func `a rule that is off makes no suppression unused`() throws {
    let tree = try SampleTree.clean()
    try tree.write(".lintrc", "overrides: [{paths: [clusters/], rules: {safe-plain-secret: off}}]\n")
    #expect(try Program.scaffold("lint", in: tree.folder).status == 0)
    #expect(try Program.scaffold("lint", "--ignore", "safe-plain-secret", in: tree.folder).status == 0)
  }

  @Test func `a suppression needs a reason and something to silence`() throws {
    let tree = try SampleTree.clean()
    let path = "\(SampleTree.folder)/secret.yaml"
    try tree.edit(path, " -- a test", "")
    let without = try Program.scaffold("lint", "--format", "json", in: tree.folder)
    #expect(
      try JSONReport(without).diagnostics.map(\.rule) == ["suppression-no-reason", "safe-plain-secret"])
    try tree.write(path, SampleTree.secret + "# lint:ignore-file kust-orphan-file -- nothing\n")
    let unused = try Program.scaffold("lint", "--format", "json", in: tree.folder)
    #expect(try JSONReport(unused).diagnostics.map(\.rule) == ["suppression-unused"])
  }
}
