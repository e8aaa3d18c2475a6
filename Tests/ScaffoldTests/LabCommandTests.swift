import Foundation
import Testing

@testable import scaffold

@Suite struct LabCommandTests {
  static let canary = "glpat-CANARYcanary0123456789"
  static let folder = "clusters/dev/helm-repos-oci-private"
  static let call = [
    "private-oci", "--registry", "oci://registry.gitlab.com/johnsmith/projectname", "--chart", "apache",
    "--chart-version",
    "0.1.0", "--username", "johnsmith", "--password-env", "TOKEN",
  ]
  static let manifests = [
    "gitlab-oci-secret.yaml", "gitlab-oci-repository.yaml", "apache-helm-release.yaml", "kustomization.yaml",
  ]

  /// A repository with one cluster.
  private func repository() throws -> TemporaryTree {
    let tree = try TemporaryTree()
    try tree.makeFolder(".git")
    try tree.makeFolder("clusters/dev")
    return tree
  }

  private func run(_ tree: TemporaryTree, _ more: [String] = [], token: String = canary) -> Outcome {
    tree.run(Self.call + more, variables: ["TOKEN": token])
  }

  private func listing(_ action: String) -> [String] {
    Self.manifests.map { "\(action.padding(toLength: 11, withPad: " ", startingAt: 0))\(Self.folder)/\($0)" }
  }

  private func lines(_ outcome: Outcome, _ count: Int = 4) -> [String] {
    outcome.out.split(separator: "\n").prefix(count).map(String.init)
  }

  @Test func `a lab is written, and a second run changes nothing`() throws {
    let tree = try repository()
    let first = run(tree)
    #expect(first.status == .done, "\(first)")
    #expect(lines(first) == listing("create"))
    #expect(tree.files == (Self.manifests + [".scaffold.json"]).map { "\(Self.folder)/\($0)" }.sorted())
    #expect(tree.mode("\(Self.folder)/gitlab-oci-secret.yaml") == 0o600)
    let times = tree.files.map { tree.modified($0) }
    let second = run(tree)
    #expect(second.status == .done)
    #expect(lines(second) == listing("unchanged"))
    #expect(tree.files.map { tree.modified($0) } == times)
  }

  @Test func `a dry run says what a run does and writes nothing`() throws {
    let tree = try repository()
    let dry = run(tree, ["--dry-run"])
    #expect(tree.files.isEmpty)
    #expect(run(tree).out == dry.out)
  }

  @Test(arguments: [["--diff"], ["--stdout"], ["--json", "--dry-run"], ["--dry-run"]])
  func `what is only shown writes nothing and holds no secret`(flags: [String]) throws {
    let tree = try repository()
    let outcome = run(tree, flags)
    #expect(outcome.status == .done)
    #expect(tree.files.isEmpty)
    #expect(!outcome.out.isEmpty)
    expectNoSecret(outcome)
  }

  private func expectNoSecret(_ outcome: Outcome, _ comment: String = "") {
    let auth = Data("johnsmith:\(Self.canary)".utf8).base64EncodedString()
    for text in [outcome.out, outcome.err] {
      #expect(!text.contains("CANARY") && !text.contains(auth.prefix(20)), "\(comment)")
      // The whole config, encoded once more.
      #expect(!text.contains("eyJhdXRocyI6"), "\(comment)")
    }
  }

  @Test func `another password in a second run is a conflict`() throws {
    let tree = try repository()
    #expect(run(tree).status == .done)
    let contents = tree.contents
    for flags in [[], ["--on-conflict", "overwrite"], ["--diff"], ["--json"]] {
      let outcome = run(tree, flags, token: "another")
      #expect(outcome.status == .faulty)
      expectNoSecret(outcome, "\(flags)")
    }
    #expect(tree.contents == contents)
  }

  @Test func `a file that was edited is a conflict, kept, or overwritten as asked`() throws {
    let tree = try repository()
    #expect(run(tree).status == .done)
    let release = "\(Self.folder)/apache-helm-release.yaml"
    let written = try #require(tree.text(release))
    try tree.write(release, written + "  # mine\n")
    let refused = run(tree)
    #expect(refused.status == .faulty)
    #expect(refused.out.contains("conflict   \(release)\n"))
    #expect(refused.err.contains("'\(release)' is there with other content"))
    let skipped = run(tree, ["--on-conflict", "skip"])
    #expect(skipped.status == .done)
    #expect(skipped.out.contains("skip       \(release)\n"))
    #expect(tree.text(release) == written + "  # mine\n")
    let overwritten = run(tree, ["--on-conflict", "overwrite"])
    #expect(overwritten.out.contains("update     \(release)\n"))
    #expect(tree.text(release) == written)
  }

  @Test(
    "a folder that is something else is a conflict and stays as it is",
    arguments: ["file", "link", "dangling", "link to a file", "parent"])
  func foldersThatAreSomethingElse(what: String) throws {
    let (tree, outside) = (try repository(), try TemporaryTree())
    try outside.write("keep", "x")
    switch what {
    case "file": try tree.write(Self.folder, "x")
    case "link": try tree.link(Self.folder, to: outside.path)
    case "dangling": try tree.link(Self.folder, to: outside.path + "/nothing")
    case "link to a file": try tree.link(Self.folder, to: outside.path + "/keep")
    default:
      try tree.makeFolder("real/dev")
      try FileManager.default.removeItem(atPath: tree.path + "/clusters/dev")
      try tree.link("clusters/dev", to: outside.path)
    }
    let contents = tree.contents
    let outcome = run(tree, what == "parent" ? ["--output", "clusters/dev/lab"] : [])
    #expect(outcome.status == .faulty, "\(outcome)")
    #expect(outcome.out.contains("conflict   clusters/dev/"))
    #expect(tree.contents == contents)
    #expect(outside.contents == ["keep": "x"])
  }

  @Test func `a file of the lab that is a link is a conflict`() throws {
    let (tree, outside) = (try repository(), try TemporaryTree())
    try outside.write("victim", "x")
    try tree.makeFolder(Self.folder)
    try tree.link("\(Self.folder)/gitlab-oci-secret.yaml", to: outside.path + "/victim")
    #expect(run(tree, ["--on-conflict", "overwrite"]).status == .faulty)
    #expect(outside.contents == ["victim": "x"])
  }

  @Test(
    "the kustomization above gets exactly one line",
    arguments: [
      ("resources:\n- flux-system\n", "resources:\n- flux-system\n- helm-repos-oci-private\n"),
      (
        "# top\nresources:\n  - z # z\n  - a\n",
        "# top\nresources:\n  - z # z\n  - a\n  - helm-repos-oci-private\n"
      ),
      ("resources: [flux-system]\n", "resources: [flux-system, helm-repos-oci-private]\n"),
    ])
  func registers(before: String, after: String) throws {
    let tree = try repository()
    let parent = "clusters/dev/kustomization.yaml"
    let text = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
    try tree.write(parent, text + before)
    for name in ["flux-system", "z", "a"] where before.contains(name) {
      try tree.write("clusters/dev/\(name)/kustomization.yaml", text)
    }
    let outcome = run(tree)
    #expect(outcome.status == .done, "\(outcome)")
    #expect(outcome.out.contains("update     \(parent)\n"))
    #expect(tree.text(parent) == text + after)
    let second = run(tree)
    #expect(second.status == .done)
    #expect(second.out.split(separator: "\n").filter { $0.hasPrefix("unchanged ") }.count == 4)
    #expect(tree.text(parent) == text + after)
  }

  @Test func `registration can be left out, or be somewhere else`() throws {
    let tree = try repository()
    let text = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n"
    try tree.write("clusters/dev/kustomization.yaml", text)
    try tree.write("apps/kustomization.yaml", text)
    _ = run(tree, ["--register", "apps", "--dry-run"])
    let elsewhere = run(tree, ["--register", "apps/kustomization.yaml"])
    #expect(tree.text("clusters/dev/kustomization.yaml") == text, "\(elsewhere)")
    #expect(
      tree.text("apps/kustomization.yaml")?.contains("resources: [../clusters/dev/helm-repos-oci-private]")
        == true)
  }

  @Test func `where there is no folder of clusters the lab goes into the working directory`() throws {
    let tree = try TemporaryTree()
    #expect(run(tree).status == .done)
    #expect(tree.files.contains("helm-repos-oci-private/kustomization.yaml"))
  }

  @Test func `several clusters need a choice, and a name that is nearly right is offered`() throws {
    let tree = try repository()
    try tree.makeFolder("clusters/prod")
    let several = run(tree)
    #expect(several.status == .misused)
    #expect(
      several.err
        == "error: the tree has several clusters ('dev', 'prod'); give '--cluster NAME' or '--output DIR'\n")
    #expect(run(tree, ["--cluster", "prd"]).err.contains("did you mean 'prod'?"))
    #expect(run(tree, ["--cluster", "prod", "--name", "charts"]).status == .done)
    #expect(tree.files.contains("clusters/prod/charts/kustomization.yaml"))
  }

  @Test func `the cluster's Flux chooses the API versions`() throws {
    let tree = try repository()
    try tree.write(
      "clusters/dev/flux-system/gotk-components.yaml",
      "---\n# This manifest was generated by flux.\n# Flux Version: v2.2.3\n")
    #expect(run(tree).status == .done)
    #expect(
      tree.text("\(Self.folder)/apache-helm-release.yaml")?.contains("helm.toolkit.fluxcd.io/v2beta2") == true
    )
    #expect(tree.text("\(Self.folder)/.scaffold.json")?.contains(#""flux-version": "2.2""#) == true)
  }

  @Test(
    "a wrong call is told and not shown more than it may",
    arguments: [
      (["--password", "CANARY"], "'--password' would show the password"),
      (["--password=CANARY"], "'--password-stdin', '--password-file FILE'"),
      (["-p", "CANARY"], "would show the password"), (["CANARY"], "'private-oci' takes no arguments"),
      (["--passwrd", "CANARY"], "unknown flag '--passwrd'"),
      (["--password-file", "CANARY"], "cannot be given together"),
      (["--output", "x", "--cluster", "dev"], "'--output' and '--cluster' cannot be given together"),
      (["--output", "x", "--name", "y"], "'--output' and '--name' cannot be given together"),
      (["--name", "../x"], "'--name' is '../x', which is no name of a folder"),
      (["--cluster", "../x"], "'--cluster' is '../x'"),
      (["--on-conflict", "x"], "expected one of fail, skip"),
      (["--set", "nam=x"], "the lab has no parameter 'nam'"), (["--set", "chrt=x"], "did you mean 'chart'?"),
      (["--set", "password=CANARY"], "would show the password"),
      (["--set", "x"], "'--set' is written '--set NAME=VALUE'"),
      (["--answers", "nothing"], "the file of '--answers' cannot be read"),
      (["--register", "/etc"], "'--register' is '/etc'"),
      (["--stdout", "--diff"], "cannot be given together"),
      (["--secret", "none"], "'--username' has no use"),
      (["--secret", "plian"], "did you mean 'plain'?"), (["--output", ""], "'--output' names no folder"),
    ])
  func wrongCalls(flags: [String], part: String) throws {
    let tree = try repository()
    let outcome = run(tree, flags)
    #expect(outcome.status == .misused)
    #expect(outcome.err.contains(part), "\(outcome.err)")
    #expect(!(outcome.out + outcome.err).contains("CANARY"))
    #expect(outcome.err.split(separator: "\n").allSatisfy { $0.hasPrefix("error: ") })
    #expect(tree.files.isEmpty)
  }

  @Test(
    "a password that is no single line is refused and not shown",
    arguments: [
      ("", "is empty"), ("\n", "is empty"), ("CANARY\nx", "more than one line"),
      ("CANARY\r\nx\n", "more than one line"), ("CANARY\u{0}", "control character"),
    ])
  func passwordFiles(text: String, part: String) throws {
    let tree = try repository()
    try tree.write("token", text)
    let outcome = tree.run(Array(Self.call.dropLast(2)) + ["--password-file", "token"])
    #expect(outcome.status == .misused)
    #expect(outcome.err.contains(part), "\(outcome.err)")
    #expect(!outcome.err.contains("CANARY"))
  }

  @Test(arguments: ["x", "x\n", "x\r\n"])
  func `a password file may end in one line break`(text: String) throws {
    let tree = try repository()
    try tree.write("token", text)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: tree.path + "/token")
    let outcome = tree.run(Array(Self.call.dropLast(2)) + ["--password-file", "token"])
    #expect(outcome.status == .done)
    #expect(outcome.err.contains("others than you may read the file of '--password-file'"))
    let auth = Data("johnsmith:x".utf8).base64EncodedString()
    let config = Data(#"{"auths":{"registry.gitlab.com":{"auth":"\#(auth)"}}}"#.utf8).base64EncodedString()
    #expect(tree.text("\(Self.folder)/gitlab-oci-secret.yaml")?.contains(config) == true)
  }

  @Test(
    "a variable that is no name, or not set, is never shown",
    arguments: [
      ("glpat-CANARY", "takes the name of a variable"), ("CANARY_unset", "is not set"),
      ("1CANARY", "takes the name"),
    ])
  func variables(name: String, part: String) throws {
    let outcome = try repository().run(Array(Self.call.dropLast()) + [name])
    #expect(outcome.status == .misused)
    #expect(outcome.err.contains(part))
    #expect(!outcome.err.contains("CANARY"))
  }

  @Test func `answers come from a file and from --set, flags first`() throws {
    let tree = try repository()
    try tree.write("answers.yaml", "registry: h.io/a\nchart: nginx\ninterval: 7m\n")
    let outcome = tree.run(
      "private-oci", "--answers", "answers.yaml", "--set", "chart-version=1.0.0", "--set", "interval=8m",
      "--interval", "9m",
      "--secret", "none")
    #expect(outcome.status == .done, "\(outcome)")
    let release = tree.text("\(Self.folder)/nginx-helm-release.yaml")
    #expect(release?.contains("interval: 9m") == true)
    try tree.write(
      "answers.yaml", "chart: a\nchart: b\npassword: CANARY\nnope: 1\nx: !!python/object:os.system y\n")
    let wrong = tree.run("private-oci", "--answers", "answers.yaml")
    #expect(wrong.status == .misused)
    for part in [
      "the key 'chart' stands twice", "no parameter 'nope'", "has a tag", "would show the password",
    ] {
      #expect(wrong.err.contains(part), "\(wrong.err)")
    }
    #expect(!wrong.err.contains("CANARY"))
  }

  @Test func `a lab with a finding is not written`() throws {
    let tree = try repository()
    let other = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresource: []\n"
    try tree.write("\(Self.folder)/kustomization.yml", other)
    let contents = tree.contents
    let outcome = run(tree)
    #expect(outcome.status == .faulty, "\(outcome)")
    #expect(outcome.err.contains("the lab would not lint clean; nothing was written"))
    #expect(tree.contents == contents)
  }

  @Test func `a value with a variable of Flux is worth a warning`() throws {
    let tree = try TemporaryTree()
    try tree.makeFolder(".git")
    try tree.makeFolder("clusters/dev")
    let call = ["git-app", "--url", "https://github.com/a/b", "--secret", "external", "--store", "vault"]
    let outcome = tree.run(call + ["--key", "apps/${ENVIRONMENT}", "--dry-run"])
    #expect(outcome.err.contains("warning: '--key' holds '${'"), "\(outcome)")
    // What the warning advises is worth none.
    for key in ["apps/dev", "apps/$${ENVIRONMENT}"] {
      #expect(!tree.run(call + ["--key", key, "--dry-run"]).err.contains("holds '${'"), "\(key)")
    }
    #expect(tree.run(call + ["--key", "apps/$$${ENVIRONMENT}", "--dry-run"]).err.contains("holds '${'"))
  }

  @Test func `a plain Secret in a repository with a remote is worth a warning without the remote's URL`()
    throws
  {
    let tree = try repository()
    try tree.write(".git/config", "[remote \"origin\"]\n\turl = https://u:CANARY@h/x\n")
    let outcome = run(tree)
    #expect(outcome.err.contains("the remote 'origin'"))
    expectNoSecret(outcome)
  }

  @Test func `what a killed run left is finished by the next one`() throws {
    let tree = try repository()
    try tree.makeFolder(Journal.folder + "/new-0")
    try tree.write(Journal.folder + "/new-0/half.yaml", "x")
    #expect(run(tree).status == .done)
    #expect(!tree.files.contains { $0.hasPrefix(Journal.folder) })
  }

  @Test func `labs and show tell what lab.yaml says`() throws {
    let tree = try TemporaryTree()
    #expect(tree.run("labs").out.contains("private-oci       a Helm chart from a private OCI registry"))
    let show = tree.run("show", "private-oci")
    #expect(show.out.contains("PREFIX-oci-secret.yaml"))
    #expect(show.out.contains("--secret plain|sops|external|existing|none"))
    #expect(tree.run("show", "private-oc").err.contains("did you mean 'private-oci'?"))
    #expect(tree.run("private-oci", "--help").out.contains("--password-stdin"))
    #expect(!tree.run("private-oci", "--help").out.contains("--token"))
    for json in [tree.run("labs", "--json").out, tree.run("show", "private-oci", "--json").out] {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
    }
  }

  @Test func `a lab of one's own is written from its folder`() throws {
    let tree = try TemporaryTree()
    let lab =
      "format: 1\nlab: mine\nversion: 1.0.0\nsummary: s\nfolder: f\nexample: mine\nparams:\n  a: {type: string, help: h, required: true}\nfiles:\n- {from: t.yaml, to: t.yaml}\n"
    try tree.write("labs/mine/lab.yaml", lab)
    try tree.write(
      "labs/mine/t.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: x}\ndata: {a: <% a %>}\n")
    #expect(tree.run("mine", "--templates", "labs", "--a", "no: x", "--output", "out").status == .done)
    #expect(tree.text("out/t.yaml")?.contains("data: {a: \"no: x\"}") == true)
    try tree.write("labs/mine/t.yaml", "a: <% b %>\n")
    let broken = tree.run("mine", "--templates=labs", "--a", "x")
    #expect(broken.status == .misused)
    #expect(
      broken.err
        == "mine/lab.yaml:8:3: error: the parameter 'a' is never used\nmine/t.yaml:1:7: error: unknown name 'b'; did you mean 'a'?\n"
    )
  }

  @Test func `a lab may not take the name of a command, nor a parameter that of a common flag`() throws {
    let tree = try TemporaryTree()
    let lab =
      "format: 1\nlab: lint\nversion: 1.0.0\nsummary: s\nfolder: f\nexample: x\nparams:\n  output: {type: string, help: h, default: v}\n"
      + "files:\n- {from: t.yaml, to: t.yaml}\n"
    try tree.write("labs/lint/lab.yaml", lab)
    try tree.write("labs/lint/t.yaml", "a: <% output %>\n")
    let outcome = tree.run("labs", "--templates", "labs")
    #expect(outcome.status == .misused)
    #expect(outcome.err.contains("the lab 'lint' has the name of a command"))
    #expect(outcome.err.contains("the parameter 'output' has the name of a flag that every lab has"))
  }
}
