import Foundation
import LabSamples
import Labs
import Manifests
import Testing
import YAML

@testable import scaffold

@Suite struct RotateTests {
  private static let folder = "clusters/dev/helm-repos-oci-private"
  private static let secret = folder + "/gitlab-oci-secret.yaml"
  private static let canary = "glpat-CANARYnew0123456789ab"

  private func rotate(_ tree: TemporaryTree, _ flags: [String] = [], to token: String = canary) -> Outcome {
    tree.run(["rotate", Self.folder, "--password-env", "NEW"] + flags, variables: ["NEW": token])
  }

  /// What the docker config of the lab's Secret holds.
  private func credential(_ tree: TemporaryTree, _ path: String = secret) throws -> String {
    let text = try #require(tree.text(path))
    let value = try #require(text.firstMatch(of: /\.dockerconfigjson: (\S+)/)?.1)
    let config = try #require(Data(base64Encoded: String(value)))
    let json = String(decoding: config, as: UTF8.self)
    let auth = try #require(json.firstMatch(of: /"auth":"([^"]*)"/)?.1)
    return String(decoding: try #require(Data(base64Encoded: String(auth))), as: UTF8.self)
  }

  @Test func `only the value of the Secret changes, and what it needs to lint clean`() throws {
    let tree = try WrittenLab.tree("private-oci")
    let before = tree.contents
    let dry = rotate(tree, ["--dry-run"])
    let diff = rotate(tree, ["--diff"])
    #expect(tree.contents == before)
    let rotated = rotate(tree)
    #expect(rotated.status == .done, "\(rotated)")
    #expect(rotated.out == dry.out)
    #expect(rotated.out == "update     \(Self.secret)\n")
    #expect(try credential(tree) == "gitlab+deploy-token-7:\(Self.canary)")
    #expect(tree.files.filter { tree.text($0) != before[$0] } == [Self.secret])
    #expect(tree.mode(Self.secret) == 0o600)
    // The new token has the shape of one, the old had not.
    #expect(tree.text(Self.secret)?.contains("lint:ignore safe-plain-secret,safe-token-pattern -- ") == true)
    #expect(tree.run("lint").status == .done)
    #expect(diff.out.contains("+  .dockerconfigjson: •••\n"), "\(diff)")
    for outcome in [dry, diff, rotated] {
      for text in ["CANARY", Data(Self.canary.utf8).base64EncodedString().prefix(12).description] {
        #expect(!(outcome.out + outcome.err).contains(text))
      }
    }
    let back = rotate(tree, to: "CANARYcanary0123456789")
    #expect(back.status == .done && tree.contents == before, "\(back)")
    #expect(tree.run("diff").status == .done)
  }

  @Test func `the same credential again changes nothing`() throws {
    let tree = try WrittenLab.tree("private-oci")
    let times = tree.files.map { tree.modified($0) }
    let same = rotate(tree, to: "CANARYcanary0123456789")
    #expect(same.status == .done && same.out == "unchanged  \(Self.secret)\n", "\(same)")
    #expect(tree.files.map { tree.modified($0) } == times)
    // What stands for a credential in a comparison may be one, too.
    for token in ["stand-in", "other"] {
      #expect(rotate(tree, to: token).status == .done)
      #expect(try credential(tree).hasSuffix(":\(token)"))
    }
  }

  @Test func `comments, order and fields of the user's survive`() throws {
    let tree = try WrittenLab.tree("private-oci")
    let value = try #require(tree.text(Self.secret)?.split(separator: "\n").last)
    func text(_ value: some StringProtocol, _ rules: String) -> String {
      """
      # mine, above
      kind: Secret # what it is
      apiVersion: v1
      data:
        mine: bWluZQ== # mine
        # lint:ignore \(rules) -- we all know why
      \(value) # the value
      type: kubernetes.io/dockerconfigjson
      metadata:
        namespace: default
        labels: {team: mine}
        name: gitlab-credentials

      """
    }
    try tree.write(Self.secret, text(value, "safe-plain-secret"))
    let rotated = rotate(tree)
    #expect(rotated.status == .done, "\(rotated)")
    let lines = try #require(tree.text(Self.secret)).split(separator: "\n")
    let new = try #require(lines.first { $0.contains(".dockerconfigjson: ") }).replacing(
      " # the value", with: "")
    #expect(tree.text(Self.secret) == text(new, "safe-plain-secret,safe-token-pattern"))
    #expect(try credential(tree).hasSuffix(Self.canary))
  }

  @Test(arguments: LabCatalog.embedded.names)
  func `every lab with a credential takes a new one, and every other says that it has none`(name: String)
    throws
  {
    let lab = try LabCatalog.embedded.lab(name)
    let shapes = ["as it is", "secret=plain", "image-pull-secret=true", "source=oci-repository"]
    let samples = LabSamples.all(of: lab).filter {
      shapes.contains($0.name) && $0.answers["username"] != nil && $0.answers["secret"] != "sops"
    }
    for sample in samples {
      let tree = try LabMatrixTests.cluster("2.9")
      let call = LabMatrixTests.call(lab, sample.answers, "2.9")
      try #require(tree.run(call, variables: ["TOKEN": "former-former-former"]).status == .done, "\(sample)")
      let before = tree.contents
      let folder = try #require(tree.files.first { $0.hasSuffix(".scaffold.json") }).replacing(
        "/.scaffold.json", with: "")
      let rotated = tree.run("rotate", folder, "--password-env", "NEW", variables: ["NEW": Self.canary])
      #expect(rotated.status == .done, "\(sample): \(rotated)")
      // As if the lab had been written with the new credential from the start.
      let fresh = try LabMatrixTests.cluster("2.9")
      #expect(fresh.run(call, variables: ["TOKEN": Self.canary]).status == .done)
      #expect(tree.contents == fresh.contents && tree.contents != before, "\(sample)")
    }
    guard samples.isEmpty else { return }
    let tree = try WrittenLab.tree(name)
    let folder = try #require(tree.files.first { $0.hasSuffix(".scaffold.json") })
    let before = tree.contents
    let none = tree.run(
      "rotate", folder == ".scaffold.json" ? "." : folder.replacing("/.scaffold.json", with: ""))
    #expect(none.status == .misused && none.err.contains("writes no Secret"), "\(none)")
    #expect(tree.contents == before)
  }

  @Test func `what an ExternalSecret reads is changed in the store`() throws {
    let tree = try WrittenLab.cluster()
    let written = tree.run(
      ["private-oci", "--registry", "oci://ghcr.io/me", "--chart", "apache", "--chart-version", "0.1.0"]
        + ["--secret", "external", "--store", "vault", "--key", "registry/flux"])
    #expect(written.status == .done, "\(written)")
    let outcome = tree.run("rotate", Self.folder)
    #expect(outcome.status == .misused)
    #expect(
      outcome.err.contains(
        "next: put 'username' and 'password' into the entry 'registry/flux' of the ClusterSecretStore 'vault'\n"
      ))
    let given = rotate(tree)
    #expect(given.status == .misused && !given.err.contains("CANARY"), "\(given)")
  }

  @Test func `another user is recorded with the new credential, and what the tree told stays found there`()
    throws
  {
    let tree = try WrittenLab.tree("private-oci")
    let record = Self.folder + "/.scaffold.json"
    let before = try #require(tree.text(record))
    let rotated = rotate(tree, ["--username", "other"])
    #expect(rotated.status == .done, "\(rotated)")
    #expect(try credential(tree) == "other:\(Self.canary)")
    #expect(tree.text(record) == before.replacing("gitlab+deploy-token-7", with: "other"))
    try tree.write("config.json", #"{"auths":{"registry.gitlab.com":{"auth":"YTpi"},"x":{"auth":"eDp5"}}}"#)
    let copied = tree.run("rotate", Self.folder, "--docker-config", "config.json")
    #expect(copied.status == .done, "\(copied)")
    #expect(try credential(tree) == "a:b")
    #expect(tree.text(record) == before.replacing("gitlab+deploy-token-7", with: "a"))
  }

  @Test func `a Secret that is gone is written anew`() throws {
    let tree = try WrittenLab.tree("private-oci")
    try FileManager.default.removeItem(atPath: "\(tree.path)/\(Self.secret)")
    let rotated = rotate(tree)
    #expect(rotated.out == "create     \(Self.secret)\n" && rotated.status == .done, "\(rotated)")
    #expect(try credential(tree).hasSuffix(Self.canary))
    #expect(tree.mode(Self.secret) == 0o600)
  }

  @Test(arguments: [
    ("type: x\n", "does not hold the Secret 'gitlab-credentials'"),
    ("{", "does not hold the Secret 'gitlab-credentials'"),
    (
      "apiVersion: v1\nkind: Secret\nmetadata: {name: gitlab-credentials, namespace: default}\ntype: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: '{}'\n",
      "has '.dockerconfigjson' in a form that the lab does not know"
    ),
    (
      "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: b}\n",
      "does not hold the Secret 'gitlab-credentials'"
    ),
  ])
  func `a Secret that is another one now is left alone`(text: String, reason: String) throws {
    let tree = try WrittenLab.tree("private-oci")
    try tree.write(Self.secret, text)
    let before = tree.contents
    let refused = rotate(tree)
    #expect(
      refused.status == .faulty && refused.err.contains("error: '\(Self.secret)' \(reason)"), "\(refused)")
    #expect(tree.contents == before)
  }

  @Test func `nothing is written through a link, without a record or without a credential`() throws {
    let (tree, outside) = (try WrittenLab.tree("private-oci"), try TemporaryTree())
    try outside.write("victim.yaml", #require(tree.text(Self.secret)))
    try FileManager.default.removeItem(atPath: "\(tree.path)/\(Self.secret)")
    try tree.link(Self.secret, to: outside.path + "/victim.yaml")
    let kept = outside.contents
    #expect(rotate(tree).err.contains("is a symbolic link"))
    #expect(outside.contents == kept)
    let missing = tree.run("rotate", Self.folder)
    #expect(missing.status == .misused && missing.err.contains("the password is missing"), "\(missing)")
    for call in [["rotate"], ["rotate", "clusters/dev", "--password-env", "NEW"], ["rotate", "a", "b"]] {
      #expect(tree.run(call, variables: ["NEW": "x"]).status == .misused)
    }
    for call in [
      ["--password", Self.canary], [Self.canary], ["--password-env", Self.canary], ["--token=" + Self.canary],
    ] {
      let refused = tree.run(["rotate", Self.folder] + call)
      #expect(refused.status == .misused && !refused.err.contains("CANARY"), "\(refused)")
    }
  }

  @Test(.enabled(if: (try? RealProgram.bash("command -v sops && command -v age-keygen"))?.status == 0))
  func `an encrypted Secret is encrypted again, with its key at hand or not`() throws {
    let (tree, keys) = (try WrittenLab.cluster(), try TemporaryTree())
    #expect(try RealProgram.bash("age-keygen -o key.txt", in: keys.path).status == 0)
    let recipient = try #require(
      keys.text("key.txt")?.firstMatch(of: /public key: (age1[a-z0-9]+)/)?.1
    ).description
    try tree.write(".sops.yaml", "creation_rules:\n  - age: \(recipient)\n")
    func scaffold(_ line: String, key: String = "/nowhere") throws -> RealProgram.Result {
      try RealProgram.bash("SOPS_AGE_KEY_FILE='\(key)' NEW='\(Self.canary)' scaffold \(line)", in: tree.path)
    }
    func decrypted() throws -> String {
      try RealProgram.bash(
        "SOPS_AGE_KEY_FILE='\(keys.path)/key.txt' sops decrypt '\(Self.secret)'", in: tree.path
      ).out
    }
    let call = "private-oci --registry oci://registry.gitlab.com/me --chart apache --chart-version 0.1.0"
    let written = try RealProgram.bash(
      "FORMER=former-former scaffold \(call) --secret sops --username me --password-env FORMER", in: tree.path
    )
    try #require(written.status == 0, "\(written)")
    try tree.write(Self.secret, "# mine\n" + #require(tree.text(Self.secret)))
    for key in ["/nowhere", keys.path + "/key.txt"] {
      let former = try decrypted()
      let rotated = try scaffold("rotate \(Self.folder) --password-env NEW", key: key)
      #expect(rotated.status == 0, "\(rotated)")
      let text = try #require(tree.text(Self.secret))
      #expect(text.hasPrefix("# mine\n") && text.contains("ENC[AES256_GCM") && text.contains(recipient))
      try tree.write("plain.yaml", decrypted())
      #expect(try credential(tree, "plain.yaml") == "me:\(Self.canary)")
      #expect(try decrypted() != former || key != "/nowhere")
      try FileManager.default.removeItem(atPath: tree.path + "/plain.yaml")
      #expect(!(rotated.out + rotated.err).contains("CANARY"))
    }
    let same = try scaffold("rotate \(Self.folder) --password-env NEW", key: keys.path + "/key.txt")
    #expect(same.out == "unchanged  \(Self.secret)\n", "\(same)")
    let findings = tree.run("lint").out.split(separator: "\n").filter { $0.contains(": warning: ") }
    #expect(findings.allSatisfy { $0.hasSuffix("[ref-decryption-missing]") }, "\(findings)")
  }
}
