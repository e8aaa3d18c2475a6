import Foundation
import LabSamples
import Testing

@testable import scaffold

/// A password that nothing else looks like goes through each input; every system call of the run is looked at.
@Suite struct SecretCanaryTests {
  private static let canary = "glpat-CANARYcanary0123456789"
  private static let folder = "clusters/dev/helm-repos-oci-private"
  private static let secret = "\(folder)/gitlab-oci-secret.yaml"
  static let inputs = ["file", "stdin", "env", "docker config", "prompt"]
  static let cases = inputs.flatMap { input in ["plain", "sops"].map { (input: input, mode: $0) } }
  private static let hasSops = Program.part("sops") != nil

  /// The password, and what holds it in another form.
  private static var forms: [String] {
    let auth = Data("johnsmith:\(canary)".utf8).base64EncodedString()
    let config = Data(#"{"auths":{"registry.gitlab.com":{"auth":"\#(auth)"}}}"#.utf8).base64EncodedString()
    // A part of each, so that a cut or a line break hides none.
    return ["CANARYcanary", String(auth.dropFirst(12).prefix(20)), String(config.dropFirst(60).prefix(30))]
  }

  private static func holdsSecret(_ text: String) -> Bool { forms.contains { text.contains($0) } }

  /// A repository, and beside it a home with the password in files.
  private struct Place {
    let tree = try? TemporaryTree()
    let home: TemporaryTree
    let path: String

    init() throws {
      home = try TemporaryTree()
      path = try #require(tree?.path)
      try tree?.makeFolder(".git")
      try tree?.makeFolder("clusters/dev")
      try home.makeFolder("tmp")
      try home.write("token", SecretCanaryTests.canary + "\n")
      let auth = Data("johnsmith:\(SecretCanaryTests.canary)".utf8).base64EncodedString()
      try home.write("config.json", #"{"auths":{"registry.gitlab.com":{"auth":"\#(auth)"}}}"#)
      for name in ["token", "config.json"] {
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o600], ofItemAtPath: home.path + "/" + name)
      }
    }

    func arguments(_ input: String, _ mode: String) -> [String] {
      var call = [
        "private-oci", "--registry", "registry.gitlab.com/johnsmith/projectname", "--chart", "apache",
        "--chart-version", "0.1.0", "--secret", mode,
      ]
      if mode == "sops" { call += ["--age", LabSamples.ageRecipient] }
      if input == "docker config" { return call + ["--docker-config", home.path + "/config.json"] }
      call += ["--username", "johnsmith"]
      switch input {
      case "file": call += ["--password-file", home.path + "/token"]
      case "stdin": call.append("--password-stdin")
      case "env": call += ["--password-env", "SOPS_REGISTRY_TOKEN"]
      default: call.append("--yes")
      }
      return call
    }

    /// Those of the program that the run needs; a name that sops would get to see if it were not the password's.
    func variables(_ input: String) -> [String: String] {
      var variables = ["HOME": home.path, "TMPDIR": home.path + "/tmp", "XDG_CONFIG_HOME": home.path]
      if input == "env" { variables["SOPS_REGISTRY_TOKEN"] = SecretCanaryTests.canary }
      return variables
    }
  }

  /// What a traced run showed, and its calls.
  private func traced(_ place: Place, _ input: String, _ mode: String) throws -> (
    shown: String, calls: [Substring]
  ) {
    let log = try Scratch()
    let strace = [
      Strace.url.path, "-f", "-v", "-yy", "-s", "100000", "-o", log.url("log").path, "-e",
      "trace=execve,openat,creat,write,pwrite64,writev,pwritev,pwritev2,mmap", Program.scaffold.path,
    ]
    let arguments = place.arguments(input, mode)
    let shown: String
    if input == "prompt" {
      let terminal = try PseudoTerminal(
        arguments, in: place.path, environment: place.variables(input), through: Array(strace.dropLast()))
      try terminal.answer("password (", Self.canary)
      #expect(try terminal.end() == 0, "\(terminal.text)")
      shown = terminal.text
    } else {
      let run = try Program.run(
        Strace.url, Array(strace.dropFirst()) + arguments, in: URL(fileURLWithPath: place.path),
        input: input == "stdin" ? Self.canary + "\n" : nil, environment: place.variables(input))
      #expect(run.status == 0, "\(run.err)")
      shown = run.out + run.err
    }
    return (shown, try log.text("log").split(separator: "\n"))
  }

  @Test(.enabled(if: Strace.isUsable, "there is no strace that may trace"), arguments: cases.indices)
  func `a password reaches the one Secret that is its purpose, and nothing else`(_ index: Int) throws {
    let (input, mode) = Self.cases[index]
    // Without sops there is nothing to look at; the run with it is in every CI.
    guard mode == "plain" || Self.hasSops else { return }
    let place = try Place()
    let (shown, calls) = try traced(place, input, mode)
    let about = "\(input), \(mode)"
    #expect(!Self.holdsSecret(shown), "\(about)")
    let programs = calls.filter { $0.contains(" execve(") }
    #expect(programs.count >= (mode == "sops" ? 2 : 1), "\(about)")
    // The first is the call itself, which has the variable from its user.
    for call in programs.dropFirst() {
      #expect(!Self.holdsSecret(String(call)), "\(about): \(call.prefix(200))")
    }
    var writes = 0
    for call in calls where call.contains("write") && Self.holdsSecret(String(call)) {
      // To a pipe, or into the Secret.
      if call.contains("<pipe:[") { continue }
      #expect(mode == "plain" && call.contains("/gitlab-oci-secret.yaml>"), "\(about): \(call.prefix(200))")
      writes += 1
    }
    #expect(writes == (mode == "plain" ? 1 : 0), "\(about)")
    // A file in memory could be changed without a write.
    #expect(!calls.contains { $0.contains("PROT_WRITE, MAP_SHARED") && $0.contains("</") }, "\(about)")
    for call in calls where call.contains("O_CREAT") && call.contains("/gitlab-oci-secret.yaml\"") {
      #expect(call.contains("O_EXCL") && call.contains(", 0600)"), "\(about): \(call)")
    }
    try expectOnlySecret(place, mode, about)
  }

  /// Every file of the tree, the home and the folder for temporary files after the run.
  private func expectOnlySecret(_ place: Place, _ mode: String, _ about: String) throws {
    let tree = try #require(place.tree)
    let holders = tree.files.filter { path in
      path != Self.secret && Self.holdsSecret((tree.text(path) ?? "") + path)
    }
    #expect(holders.isEmpty, "\(about)")
    #expect(place.home.files == ["config.json", "token"], "\(about)")
    #expect(tree.mode(Self.secret) == 0o600)
    let text = try #require(tree.text(Self.secret))
    #expect(Self.holdsSecret(text) == (mode == "plain"), "\(about)")
    #expect(text.contains("ENC[AES256_GCM") == (mode == "sops"), "\(about)")
  }

  @Test(arguments: inputs.dropLast())
  func `no way to look at a lab, and no mistake, shows the password`(input: String) throws {
    let more = [
      ["--dry-run"], ["--diff"], ["--stdout"], ["--json", "--dry-run"], [], ["--diff"], ["--interval", "7m"],
      ["--interval", "7m", "--diff"], ["--on-conflict", "overwrite", "--interval", "8m"],
      ["--on-conflict", "merge", "--interval", "9m", "--json"], ["--chart", "Demo"], ["--nothing"],
      ["--username", "another", "--on-conflict", "overwrite"], ["--register", "nowhere"],
      ["--flux-version", "9"],
    ]
    let place = try Place()
    let before = ["config.json", "token"].map { place.home.text($0) }
    for flags in more {
      let run = try Program.run(
        Program.scaffold, place.arguments(input, "plain") + flags, in: URL(fileURLWithPath: place.path),
        input: input == "stdin" ? Self.canary : nil, environment: place.variables(input))
      #expect(!Self.holdsSecret(run.out + run.err), "\(input) \(flags)")
    }
    for command in [
      ["update", "--diff"], ["update", "--set", "interval=6m", "--diff"], ["diff", "--json"], ["lint"],
    ] {
      let run = try Program.run(Program.scaffold, command, in: URL(fileURLWithPath: place.path))
      #expect(!Self.holdsSecret(run.out + run.err), "\(input) \(command)")
    }
    #expect(["config.json", "token"].map { place.home.text($0) } == before)
    try expectOnlySecret(place, "plain", input)
  }

  @Test(.enabled(if: hasSops && FileManager.default.isExecutableFile(atPath: "/usr/bin/age-keygen")))
  func `what sops wrote decrypts to what was given`() throws {
    let place = try Place()
    let key = place.home.path + "/age.txt"
    let made = try RealProgram.bash("age-keygen -o '\(key)' 2>/dev/null && age-keygen -y '\(key)'")
    let recipient = made.out.trimmingCharacters(in: .whitespacesAndNewlines)
    try place.tree?.write(
      ".sops.yaml", "creation_rules:\n- path_regex: .*-secret\\.yaml$\n  age: \(recipient)\n")
    let call = place.arguments("file", "sops").filter { $0 != "--age" && $0 != LabSamples.ageRecipient }
    let run = try Program.run(
      Program.scaffold, call, in: URL(fileURLWithPath: place.path), environment: place.variables("file"))
    #expect(run.status == 0, "\(run.err)")
    let plain = try Program.run(
      try #require(Program.part("sops")), ["decrypt", Self.secret], in: URL(fileURLWithPath: place.path),
      environment: ["SOPS_AGE_KEY_FILE": key])
    let auth = Data("johnsmith:\(Self.canary)".utf8).base64EncodedString()
    let config = Data(#"{"auths":{"registry.gitlab.com":{"auth":"\#(auth)"}}}"#.utf8).base64EncodedString()
    #expect(plain.out.contains(".dockerconfigjson: \(config)\n"), "\(plain.err)")
  }

  @Test(arguments: ["000", "022", "077"])
  func `a Secret is its owner's alone whatever the umask, and no file can be run`(umask: String) throws {
    let place = try Place()
    let tree = try #require(place.tree)
    let call = place.arguments("file", "plain").map { "'\($0)'" }.joined(separator: " ")
    #expect(try RealProgram.bash("umask \(umask) && scaffold \(call)", in: place.path).status == 0)
    let open = try #require(Int(umask, radix: 8))
    for path in tree.files {
      #expect(tree.mode(path) == (path == Self.secret ? 0o600 : 0o644 & ~open), "\(path)")
    }
    #expect(tree.mode(Self.folder) == 0o755 & ~open)
  }

  @Test(arguments: ["private-oci", "git-app"])
  func `a $ in a user name or password is for no substitution to find`(lab: String) throws {
    let place = try Place()
    let tree = try #require(place.tree)
    let call: [String]
    if lab == "git-app" {
      call = ["git-app", "--url", "https://github.com/a/b", "--secret", "plain"]
    } else {
      call = place.arguments("file", "plain").dropLast(4).map { $0 }
    }
    let outcome = tree.run(
      call + ["--username", "u${HOME}$x", "--password-env", "TOKEN"], variables: ["TOKEN": "a${HOME}b$(c)$$"])
    #expect(outcome.status == .done, "\(outcome)")
    let secret = try #require(tree.files.first { $0.hasSuffix("secret.yaml") }.flatMap { tree.text($0) })
    #expect(secret.contains("kind: Secret") && !secret.contains("$"))
  }

  @Test(.enabled(if: hasSops && Strace.isUsable))
  func `a child gets none of git's variables, and no shell reads its arguments`()
    throws
  {
    let place = try Place()
    try place.tree?.makeFolder("clusters/-dev; touch x")
    let log = try Scratch()
    var call = place.arguments("file", "sops")
    call += ["--output", "clusters/-dev; touch x/lab"]
    var variables = place.variables("file")
    for name in ["GIT_DIR", "GIT_SSH_COMMAND", "LD_LIBRARY_PATH", "REGISTRY_TOKEN"] {
      variables[name] = "foreign"
    }
    _ = try Program.run(
      Strace.url,
      ["-f", "-v", "-s", "4096", "-o", log.url("log").path, "-e", "trace=execve", Program.scaffold.path]
        + call,
      in: URL(fileURLWithPath: place.path), environment: variables)
    let programs = try log.text("log").split(separator: "\n").filter { $0.contains(" execve(") }.dropFirst()
    #expect(programs.contains { $0.contains("/sops\"") })
    for program in programs {
      #expect(!program.contains("foreign") && !program.contains("/sh\""), "\(program.prefix(300))")
    }
    #expect(place.tree?.files.contains { $0.hasSuffix("/x") } == false)
  }
}
