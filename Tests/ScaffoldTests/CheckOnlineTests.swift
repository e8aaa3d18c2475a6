import Foundation
import Testing

/// `--check-online`, with a real registry asked by the real curl.
@Suite(.enabled(if: RealRegistry.isPresent)) struct CheckOnlineTests {
  private static let folder = "clusters/dev/helm-repos-oci-private"

  private func call(_ registry: RealRegistry) -> String {
    "private-oci --registry oci://\(registry.host)/group/labs --insecure --chart apache --chart-version 0.1.0"
      + " --username tester --password-env TOKEN --check-online"
  }

  private func run(_ line: String, token: String, in tree: Scratch, path: String = "") throws
    -> RealProgram.Result
  {
    try tree.write("token", token)
    return try RealProgram.bash(
      "export TOKEN=\"$(cat token)\" PATH=\"\(path)$PATH\"; rm token; mkdir -p clusters/dev; scaffold \(line)",
      in: tree.folder.path)
  }

  private func isWritten(_ tree: Scratch) -> Bool {
    FileManager.default.fileExists(atPath: tree.url(Self.folder).path)
  }

  @Test func `a lab is written when the registry takes it, and only then`() throws {
    let registry = try RealRegistry()
    let tree = try Scratch()
    let wrong = try run(call(registry), token: "canary-7f3a", in: tree)
    #expect(wrong.status == 1, "\(wrong)")
    #expect(wrong.out.contains(": error: the credential 'registry-credentials'"), "\(wrong)")
    #expect(wrong.err.contains("error: the registry does not take what the lab says; nothing was written\n"))
    #expect(!(wrong.out + wrong.err).contains("canary-7f3a") && !isWritten(tree))
    let missing = try run(call(registry), token: RealRegistry.password, in: tree)
    #expect(
      missing.status == 1 && missing.out.contains("the chart 'apache' is not in the registry"), "\(missing)")
    #expect(!isWritten(tree))
    try registry.push("apache", "0.1.0")
    let dry = try run(call(registry) + " --dry-run", token: RealRegistry.password, in: tree)
    #expect(dry.status == 0 && !isWritten(tree), "\(dry)")
    let written = try run(call(registry), token: RealRegistry.password, in: tree)
    #expect(written.status == 0 && written.out == dry.out && isWritten(tree), "\(written)")
    #expect(written.out.hasSuffix(": ok: the chart 'apache' has the version '0.1.0'\n"))
    let rotate = "rotate \(Self.folder) --password-env TOKEN --check-online"
    let before = try tree.text(Self.folder + "/registry-oci-secret.yaml")
    let refused = try run(rotate, token: "canary-7f3a", in: tree)
    #expect(refused.status == 1 && refused.err.contains("nothing was written"), "\(refused)")
    #expect(try tree.text(Self.folder + "/registry-oci-secret.yaml") == before)
    let same = try run(rotate + " --json", token: RealRegistry.password, in: tree)
    #expect(same.status == 0, "\(same)")
  }

  @Test func `the credential is in no argument and no variable of curl`() throws {
    let registry = try RealRegistry()
    let (tree, programs) = (try Scratch(), try Scratch())
    let curl = try RealProgram.bash("command -v curl").out.trimmingCharacters(in: .newlines)
    try programs.write(
      "curl",
      "#!/bin/bash\n{ printf '%s\\n' \"$@\"; env; } >>'\(programs.folder.path)/seen'\nexec '\(curl)' \"$@\"\n"
    )
    let made = try RealProgram.bash("chmod +x '\(programs.folder.path)/curl'")
    #expect(made.status == 0)
    let outcome = try run(
      call(registry), token: "canary-7f3a", in: tree, path: programs.folder.path + ":")
    #expect(outcome.status == 1, "\(outcome)")
    let seen = try programs.text("seen")
    #expect(seen.contains("--config") && !seen.contains("canary-7f3a") && !seen.contains("TOKEN="))
    let encoded = Data("tester:canary-7f3a".utf8).base64EncodedString()
    #expect(!seen.contains(encoded))
  }

  @Test(.enabled(if: (try? RealProgram.bash("command -v sops && command -v age-keygen"))?.status == 0))
  func `a credential that sops hides is checked before it is hidden`() throws {
    let registry = try RealRegistry()
    let tree = try Scratch()
    let line = call(registry) + " --secret sops --age $(age-keygen 2>/dev/null | age-keygen -y)"
    let wrong = try run(line, token: "canary-7f3a", in: tree)
    #expect(wrong.status == 1 && wrong.out.contains("is refused by '\(registry.host)' (401)"), "\(wrong)")
    #expect(!isWritten(tree))
  }

  @Test func `what cannot be asked is not written`() throws {
    let registry = try RealRegistry()
    let tree = try Scratch()
    registry.stop()
    let away = try run(call(registry), token: RealRegistry.password, in: tree)
    #expect(away.status == 3 && away.out.contains(": unreachable: "), "\(away)")
    #expect(away.err.contains("the registry could not be asked; nothing was written"))
    let nothing = try run(
      "oci-chart --url oci://\(registry.host)/a/b --tag 1.0.0 --check-online", token: "x", in: tree)
    #expect(nothing.status == 3 && nothing.err.contains("has nothing to ask"), "\(nothing)")
    let both = try run(call(registry) + " --stdout", token: "x", in: tree)
    #expect(both.status == 2 && both.err.contains("cannot be given together"), "\(both)")
    #expect(!isWritten(tree))
  }
}
