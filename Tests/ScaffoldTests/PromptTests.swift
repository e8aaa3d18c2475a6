import Foundation
import Testing

@testable import scaffold

/// A person at a terminal, played through a real pseudo-terminal.
@Suite struct PromptTests {
  private static let canary = "glpat-CANARYcanary0123456789"
  private static let folder = "clusters/dev/helm-repos-oci-private"
  private static let secret = "\(folder)/gitlab-oci-secret.yaml"
  /// All that the lab asks for but the password.
  private static let known = [
    "private-oci", "--registry", "registry.gitlab.com/johnsmith/projectname", "--chart", "apache",
    "--chart-version", "0.1.0", "--username", "johnsmith",
  ]

  private func repository() throws -> TemporaryTree {
    let tree = try TemporaryTree()
    try tree.makeFolder(".git")
    try tree.makeFolder("clusters/dev")
    return tree
  }

  /// A terminal in a home without a file of helm's or docker's.
  private func terminal(
    _ arguments: [String], in tree: TemporaryTree, home: TemporaryTree? = nil, out: String? = nil,
    through: [String] = []
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      arguments, in: tree.path,
      environment: [
        "HOME": home?.path ?? tree.path + "/nobody", "XDG_CONFIG_HOME": "/nobody", "DOCKER_CONFIG": "/nobody",
      ].filter { home == nil || $0.key == "HOME" }, out: out, through: through)
  }

  /// What is left of a lab, or of writing one.
  private func expectNothing(_ tree: TemporaryTree) { #expect(tree.files.isEmpty, "\(tree.files)") }

  @Test func `a whole lab is written by answers alone, as flags would have written it`() throws {
    let tree = try repository()
    try tree.makeFolder("clusters/prod")
    let terminal = try terminal(["private-oci"], in: tree)
    try terminal.answer("cluster (the folder of clusters/; dev, prod): ", "dev")
    try terminal.answer(
      "registry (where the charts lie, without the chart's name; such as oci://registry.gitlab.com/johnsmith/projectname): ",
      "registry.gitlab.com/johnsmith/projectname")
    try terminal.answer("chart (the chart's name; such as apache): ", "apache")
    try terminal.answer("chart-version (", "0.1.0")
    try terminal.answer("username (the registry's user; such as gitlab+deploy-token-7): ", "johnsmith")
    try terminal.answer("password (the registry's password or token; not shown): ", Self.canary)
    // The plan, before anything is written.
    try terminal.expect("create     \(Self.secret)\r\n")
    try terminal.expect("create     \(Self.folder)/kustomization.yaml\r\n")
    try terminal.expect("write this? [Y/n] ")
    expectNothing(tree)
    terminal.type("\n")
    #expect(try terminal.end() == 0, "\(terminal.text)")
    let other = try repository()
    #expect(
      other.run(Self.known + ["--password-env", "TOKEN"], variables: ["TOKEN": Self.canary]).status == .done)
    #expect(tree.contents == other.contents)
    #expect(!terminal.text.contains("CANARY"))
  }

  @Test func `a wrong answer is told at once and asked for again; the third ends it`() throws {
    let tree = try repository()
    let terminal = try terminal(["private-oci", "--secret", "none", "--yes"], in: tree)
    try terminal.answer("registry (", "https://registry.gitlab.com/x")
    try terminal.expect("error: '--registry' is 'https://registry.gitlab.com/x', ")
    try terminal.answer("registry (", "")
    try terminal.expect("error: ")
    try terminal.answer("registry (", " oci://registry.gitlab.com/johnsmith/projectname ")
    try terminal.answer("chart (", "Demo")
    try terminal.expect("error: '--chart' is 'Demo'")
    try terminal.answer("chart (", "apache")
    try terminal.answer("chart-version (", "0.1.0")
    #expect(try terminal.end() == 0, "\(terminal.text)")
    #expect(tree.files.contains("\(Self.folder)/apache-helm-release.yaml"))

    let given = try self.terminal(["private-oci", "--name", "other"], in: tree)
    for _ in 0..<3 { try given.answer("registry (", "\u{1B}[A") }
    #expect(try given.end() == 2)
    #expect(given.text.hasSuffix("error: 3 answers for 'registry' were wrong\r\n"))
    // What a terminal would act on never comes back to it.
    #expect(!given.text.contains("\u{1B}"))
    #expect(!tree.files.contains { $0.contains("other") })
  }

  @Test func `a secret is not shown while it is typed, and an empty one is asked for again`() throws {
    let tree = try repository()
    let terminal = try terminal(Self.known + ["--yes"], in: tree)
    try terminal.expect("password (")
    #expect(!terminal.isEchoing)
    terminal.type("\n")
    try terminal.expect("error: the password is empty or holds a control character")
    try terminal.expect("password (")
    #expect(!terminal.isEchoing)
    terminal.type(Self.canary + "\n")
    #expect(try terminal.end() == 0, "\(terminal.text)")
    #expect(terminal.isEchoing)
    #expect(!terminal.text.contains("CANARY"))
    let auth = Data("johnsmith:\(Self.canary)".utf8).base64EncodedString()
    let config = Data(#"{"auths":{"registry.gitlab.com":{"auth":"\#(auth)"}}}"#.utf8).base64EncodedString()
    #expect(tree.text(Self.secret)?.contains(config) == true)
    #expect(tree.mode(Self.secret) == 0o600)
  }

  @Test(arguments: ["Ctrl-C", "Ctrl-\\", "SIGTERM", "SIGHUP", "Ctrl-D"])
  func `leaving at the password gives the terminal back and writes nothing`(how: String) throws {
    let tree = try repository()
    let terminal = try terminal(Self.known, in: tree)
    try terminal.expect("password (")
    #expect(!terminal.isEchoing)
    switch how {
    case "Ctrl-C": terminal.type("half\u{3}")
    case "Ctrl-\\": terminal.type("half\u{1C}")
    case "SIGTERM": terminal.send(SIGTERM)
    case "SIGHUP": terminal.send(SIGHUP)
    default: terminal.type("\u{4}")
    }
    let status = try terminal.end()
    let expected: [String: Int32] = [
      "Ctrl-C": 130, "Ctrl-\\": 131, "SIGTERM": 143, "SIGHUP": 129, "Ctrl-D": 2,
    ]
    #expect(status == expected[how], "\(terminal.text)")
    #expect(terminal.isEchoing)
    #expect(!terminal.text.contains("half"))
    expectNothing(tree)
    if how == "Ctrl-D" {
      #expect(terminal.text.contains("error: the password is missing: give '--password-stdin'"))
    }
  }

  @Test func `a password that is stopped with Ctrl-Z is hidden again when the job goes on`() throws {
    let tree = try repository()
    let terminal = try terminal(
      Self.known + ["--yes"], in: tree,
      through: ["/bin/bash", "--norc", "-mc", #""$0" "$@"; stty -a; echo paused; read -r line; fg; exit $?"#])
    try terminal.expect("password (")
    #expect(!terminal.isEchoing)
    terminal.type("\u{1A}")
    try terminal.expect(" echo ")
    try terminal.expect("paused")
    terminal.type("x\n")
    try terminal.expect("$0")
    let end = Date().addingTimeInterval(5)
    while terminal.isEchoing, Date() < end { usleep(10_000) }
    #expect(!terminal.isEchoing)
    terminal.type(Self.canary + "\n")
    #expect(try terminal.end() == 0, "\(terminal.text)")
    #expect(!terminal.text.contains("CANARY"))
    #expect(tree.files.contains(Self.secret))
  }

  @Test func `what is left open is told, not asked, where nobody can answer`() throws {
    let tree = try repository()
    // A pipe or a file as input, and a terminal that is told to ask nothing.
    let call = try Program.scaffold("private-oci", "-C", tree.path, in: URL(fileURLWithPath: tree.path))
    let silent = try terminal(["private-oci", "--no-input"], in: tree)
    #expect(call.status == 2)
    #expect(try silent.end() == 2)
    for text in [call.err, silent.text] {
      let lines = text.split(whereSeparator: \.isNewline)
      #expect(lines.count == 5 && lines.allSatisfy { $0.hasPrefix("error: ") }, "\(text)")
      for flag in ["--registry", "--chart", "--chart-version", "--username", "--password-stdin"] {
        #expect(text.contains("'\(flag)'"), "\(flag)")
      }
    }
    // A mistake is told before anybody is asked anything.
    let wrong = try terminal(["private-oci", "--interval", "5", "--chrt", "x"], in: tree)
    #expect(try wrong.end() == 2)
    #expect(wrong.text.contains("'--interval' is '5'") && wrong.text.contains("did you mean '--chart'?"))
    expectNothing(tree)
  }

  @Test func `saying no to the plan writes nothing; a call that needs no answer asks for none`() throws {
    let tree = try repository()
    let terminal = try terminal(["private-oci", "--secret", "none", "--chart", "apache"], in: tree)
    try terminal.answer("registry (", "registry.gitlab.com/johnsmith/projectname")
    try terminal.answer("chart-version (", "0.1.0")
    try terminal.answer("write this? [Y/n] ", "n")
    #expect(try terminal.end() == 3)
    #expect(terminal.text.hasSuffix("error: you said no; nothing was written\r\n"))
    expectNothing(tree)
    let whole = try self.terminal(Self.known.dropLast(2) + ["--secret", "none"], in: tree)
    #expect(try whole.end() == 0)
    #expect(!whole.text.contains("[Y/n]"))
  }

  @Test func `standard output stays data while a person is asked`() throws {
    let (tree, results) = (try repository(), try TemporaryTree())
    let out = results.path + "/out"
    let terminal = try terminal(
      ["private-oci", "--secret", "none", "--chart", "apache", "--json"], in: tree, out: out)
    try terminal.answer("registry (", "registry.gitlab.com/johnsmith/projectname")
    try terminal.answer("chart-version (", "0.1.0")
    try terminal.answer("write this? [Y/n] ", "yes")
    #expect(try terminal.end() == 0)
    let json = try JSONSerialization.jsonObject(with: Data(try #require(results.text("out")).utf8))
    #expect((json as? [String: Any])?["lab"] as? String == "private-oci")
  }

  @Test(arguments: ["y", "n"])
  func `the credential of helm or docker is offered where it has the registry`(answer: String) throws {
    let (tree, home) = (try repository(), try TemporaryTree())
    let auth = Data("robot:\(Self.canary)".utf8).base64EncodedString()
    // Helm's own has another registry only.
    try home.write(".config/helm/registry/config.json", #"{"auths":{"ghcr.io":{"auth":"\#(auth)"}}}"#)
    try home.write(".docker/config.json", #"{"auths":{"registry.gitlab.com":{"auth":"\#(auth)"}}}"#)
    let terminal = try terminal(Array(Self.known.dropLast(2)) + ["--yes"], in: tree, home: home)
    try terminal.answer(
      "take the credential of this registry from '\(home.path)/.docker/config.json'? [Y/n] ", answer)
    if answer == "n" {
      try terminal.answer("username (", "johnsmith")
      try terminal.answer("password (", "another")
    }
    #expect(try terminal.end() == 0, "\(terminal.text)")
    #expect(!terminal.text.contains("CANARY"))
    let config = Data(#"{"auths":{"registry.gitlab.com":{"auth":"\#(auth)"}}}"#.utf8).base64EncodedString()
    #expect(tree.text(Self.secret)?.contains(config) == (answer == "y"))
  }

  @Test(
    "a person decides about a file that is there with other content",
    arguments: ["k", "overwrite", "m", "d", "q", "what", "Ctrl-D"])
  func conflicts(answer: String) throws {
    let tree = try repository()
    let call = Self.known.dropLast(2) + ["--secret", "none"]
    #expect(tree.run(Array(call)).status == .done)
    let release = "\(Self.folder)/apache-helm-release.yaml"
    let written = try #require(tree.text(release))
    let edited = written.replacingOccurrences(of: "\nspec:\n", with: "\nspec:\n  timeout: 9m\n")
    try tree.write(release, edited)
    let before = tree.contents
    let terminal = try terminal(
      call + ["--interval", "7m"] + (answer == "k" ? ["--on-conflict", "ask"] : []), in: tree)
    let question =
      "'\(release)' is there with other content: (k)eep, (o)verwrite, (m)erge, show the (d)iff or (q)uit? [k] "
    // The source differs as well, as the interval is another.
    try terminal.answer("-oci-repository.yaml' is there with other content", answer == "q" ? "k" : "o")
    try terminal.expect(question)
    terminal.type(answer == "Ctrl-D" ? "\u{4}" : answer + "\n")
    switch answer {
    case "d":
      try terminal.expect("-  timeout: 9m")
      try terminal.answer(question, "")
    case "what":
      try terminal.expect("error: the answer is 'what', expected one of 'd' (diff), 'k' (keep), ")
      try terminal.answer(question, "keep")
    default: break
    }
    if ["q", "Ctrl-D"].contains(answer) {
      #expect(try terminal.end() == 1)
      #expect(tree.contents == before)
      return
    }
    try terminal.answer("write this? [Y/n] ", "")
    #expect(try terminal.end() == 0, "\(terminal.text)")
    let merged = edited.replacingOccurrences(of: "interval: 5m", with: "interval: 7m")
    let fresh = written.replacingOccurrences(of: "interval: 5m", with: "interval: 7m")
    #expect(tree.text(release) == ["overwrite": fresh, "m": merged][answer, default: edited])
  }

  @Test func `'ask' is 'fail' where nobody can answer, and a Secret is for no answer to rewrite`() throws {
    let tree = try repository()
    let call = Self.known + ["--password-env", "TOKEN", "--on-conflict", "ask"]
    #expect(tree.run(call, variables: ["TOKEN": Self.canary]).status == .done)
    let before = tree.contents
    let outcome = tree.run(call + ["--interval", "7m"], variables: ["TOKEN": Self.canary])
    #expect(outcome.status == .faulty)
    #expect(outcome.err.contains("'--on-conflict skip|overwrite|merge' decides"))
    let terminal = try terminal(Self.known + ["--interval", "7m"], in: tree)
    try terminal.answer("password (", "another")
    #expect(try terminal.end() == 1)
    #expect(terminal.text.contains("a Secret is rewritten by 'scaffold rotate' only"))
    #expect(tree.contents == before)
  }
}
