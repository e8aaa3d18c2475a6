import Foundation
import LabSamples
import Labs
import Testing

@testable import scaffold

@Suite struct AdoptTests {
  private static let folder = "clusters/dev/helm-repos-oci-private"
  private static let record = folder + "/.scaffold.json"

  private func remove(_ path: String, from tree: TemporaryTree) throws {
    try FileManager.default.removeItem(atPath: "\(tree.path)/\(path)")
  }

  /// A lab as its example call writes it, without its record.
  private func handWritten(_ name: String) throws -> (tree: TemporaryTree, record: String, text: String) {
    let tree = try WrittenLab.tree(name)
    let record = try #require(tree.files.first { $0.hasSuffix(".scaffold.json") })
    let text = try #require(tree.text(record))
    try remove(record, from: tree)
    return (tree, record, text)
  }

  private func folder(_ record: String) -> String {
    record == ".scaffold.json" ? "." : String(record.dropLast("/.scaffold.json".count))
  }

  @Test(arguments: LabCatalog.embedded.names)
  func `a lab is known again by its files alone, and needs no update`(name: String) throws {
    let (tree, record, text) = try handWritten(name)
    let before = tree.contents
    let dry = tree.run("adopt", folder(record), "--dry-run")
    #expect(tree.contents == before)
    let adopted = tree.run("adopt", folder(record))
    #expect(adopted.status == .done && adopted.out == "create     \(record)\n", "\(adopted)")
    #expect(adopted.out == dry.out && adopted.err == dry.err)
    #expect(adopted.err.contains("is taken for: scaffold \(name)"), "\(adopted)")
    #expect(adopted.err.contains("it is as that call writes it"), "\(adopted)")
    // A list that is all the clusters is found in the tree again.
    func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.contains("\"found\"") }
    }
    #expect(try lines(#require(tree.text(record))) == lines(text))
    #expect(!(adopted.out + adopted.err + (tree.text(record) ?? "")).contains("CANARY"))
    #expect(tree.run("diff").status == .done)
    #expect(tree.contents.filter { $0.key != record } == before)
  }

  @Test(arguments: LabCatalog.embedded.names)
  func `every shape of a lab is known again`(name: String) throws {
    let lab = try LabCatalog.embedded.lab(name)
    let environment = ProcessInfo.processInfo.environment
    let samples = LabSamples.all(of: lab).filter { $0.answers["secret"] != "sops" }
    // `SCAFFOLD_LABS=all` takes every sample, which is a minute's work; else three of them.
    let seed = UInt64(environment["SCAFFOLD_RANDOM_SEED"] ?? "") ?? .random(in: 0 ... .max)
    let start = Int(seed % UInt64(max(1, samples.count)))
    let chosen =
      environment["SCAFFOLD_LABS"] == "all"
      ? samples : (0..<3).map { samples[(start + $0 * 7) % samples.count] }
    for sample in chosen {
      let tree = try LabMatrixTests.cluster("2.9")
      let call = LabMatrixTests.call(lab, sample.answers, "2.9")
      let written = tree.run(call, variables: ["TOKEN": LabSamples.password])
      guard written.status == .done, let record = tree.files.first(where: { $0.hasSuffix(".scaffold.json") })
      else {
        continue
      }
      try remove(record, from: tree)
      let adopted = tree.run("adopt", folder(record), "--lab", name)
      #expect(adopted.status == .done, "seed \(seed), \(sample): \(adopted)")
      #expect(adopted.err.contains("it is as that call writes it"), "seed \(seed), \(sample): \(adopted.err)")
      #expect(tree.run("diff").status == .done, "\(sample)")
    }
  }

  @Test func `other names and fields of the user's are kept, and an update reaches the rest`() throws {
    let (tree, _, _) = try handWritten("private-oci")
    for (old, new) in [
      ("gitlab-oci-repository.yaml", "source.yaml"), ("apache-helm-release.yaml", "app.yml"),
    ] {
      try FileManager.default.moveItem(
        atPath: "\(tree.path)/\(Self.folder)/\(old)", toPath: "\(tree.path)/\(Self.folder)/\(new)")
      try tree.write(
        Self.folder + "/kustomization.yaml",
        #require(tree.text(Self.folder + "/kustomization.yaml")).replacing(old, with: new))
    }
    let release = Self.folder + "/app.yml"
    try tree.write(
      release,
      #require(tree.text(release)).replacing(
        "  interval: 5m\n", with: "  interval: 5m # mine\n  timeout: 9m\n"))
    let before = tree.contents
    let adopted = tree.run("adopt", Self.folder)
    #expect(adopted.status == .done && adopted.err.contains("from what that call writes"), "\(adopted)")
    #expect(tree.text(Self.record)?.contains("\"apache-helm-release.yaml\": \"app.yml\"") == true)
    #expect(tree.run("update").status == .done)
    #expect(tree.contents.filter { $0.key != Self.record } == before)
    let updated = tree.run("update", "--set", "chart-version=0.2.0")
    #expect(updated.status == .done, "\(updated)")
    #expect(tree.text(release)?.contains("  interval: 5m # mine\n  timeout: 9m\n") == true)
    #expect(tree.text(release)?.contains("version: '0.2.0'") == true, "\(tree.text(release) ?? "")")
    #expect(
      tree.run("rotate", Self.folder, "--password-env", "NEW", variables: ["NEW": "new-new-new"]).status
        == .done)
    #expect(tree.run("remove", Self.folder).status == .faulty)
  }

  @Test func `a lab with API versions of an old Flux can be brought to today's`() throws {
    let (tree, _, _) = try handWritten("private-oci")
    for name in tree.files where name.hasPrefix(Self.folder) {
      let text = try #require(tree.text(name))
      try tree.write(
        name,
        text.replacing("source.toolkit.fluxcd.io/v1", with: "source.toolkit.fluxcd.io/v1beta2").replacing(
          "helm.toolkit.fluxcd.io/v2", with: "helm.toolkit.fluxcd.io/v2beta1"))
    }
    let adopted = tree.run("adopt", Self.folder)
    #expect(adopted.status == .done && adopted.err.contains("--flux-version \"2."), "\(adopted)")
    let updated = tree.run("update", "--set", "flux-version=2.9")
    #expect(updated.status == .done, "\(updated)")
    #expect(
      tree.text(Self.folder + "/apache-helm-release.yaml")?.contains("helm.toolkit.fluxcd.io/v2\n") == true)
  }

  @Test func `what cannot be adopted is told, and nothing is written`() throws {
    let (tree, _, _) = try handWritten("private-oci")
    try tree.write(
      "clusters/dev/mine/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n")
    try tree.makeFolder("clusters/dev/empty")
    let before = tree.contents
    let calls = [
      ["adopt"], ["adopt", "a", "b"], ["adopt", "nowhere"], ["adopt", "clusters/dev/mine"],
      ["adopt", "clusters/dev/empty"], ["adopt", Self.folder, "--lab", "oci-char"],
      ["adopt", Self.folder, "--lab", "git-app"], ["adopt", Self.folder, "--set", "nothing"],
    ]
    for call in calls {
      let refused = tree.run(call)
      #expect(refused.status == .misused && refused.err.hasPrefix("error: "), "\(call): \(refused)")
      #expect(tree.contents == before)
    }
    #expect(tree.run(calls[5]).err.contains("did you mean 'oci-chart'?"))
    try tree.link(Self.record, to: "/nowhere")
    let there = tree.run("adopt", Self.folder)
    #expect(there.status == .misused && there.err.contains("is a lab already"), "\(there)")
    #expect(Posix.kind(of: tree.path + "/" + Self.record) == .symlink)
  }
}
