import Labs
import Manifests

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program sops. A plain text goes to its standard input only: never into a file, an argument or a variable.
struct Sops {
  /// Of the tree, absolute.
  let root: String
  /// Variables that hold a secret of this call, which no other program may see.
  let hidden: Set<String>

  /// Why there is no encrypted Secret.
  enum Refusal: Error {
    /// The call or `.sops.yaml` is wrong: one sentence.
    case misuse(String)
    /// sops is missing or does not work: one sentence.
    case failure(String)

    var outcome: Outcome {
      switch self {
      case .misuse(let message): Outcome.misuse([message])
      case .failure(let message): Outcome.failure(message)
      }
    }
  }

  /// Encrypts a Secret; what Flux reads of it before it decrypts stays plain.
  /// - Parameters:
  ///   - path: of the file that will hold it, relative to the root.
  ///   - recipients: age keys; none where `.sops.yaml` says.
  func encrypt(_ plain: [UInt8], path: String, recipients: [String]) throws(Refusal) -> [UInt8] {
    let rule = Self.configuration(for: path, below: root)
    guard !recipients.isEmpty || rule != nil else {
      throw .misuse(
        "'--secret sops' needs a '.sops.yaml' with a creation rule for '\(shown(path))', or '--age KEY'")
    }
    // Keys that the call names need no file; /dev/null keeps sops from looking for one.
    let configuration = recipients.isEmpty ? root + "/" + (rule ?? "") : "/dev/null"
    var arguments = ["--config", configuration, "encrypt"]
    if !recipients.isEmpty { arguments += ["--age", recipients.joined(separator: ",")] }
    arguments += ["--input-type", "yaml", "--output-type", "yaml", "--filename-override", root + "/" + path]
    var result = try run(arguments + ["--encrypted-regex", "^(data|stringData)$"], plain)
    // A creation rule that says itself what is encrypted does not go together with the flag.
    if result.status != 0, recipients.isEmpty { result = try run(arguments, plain) }
    guard result.status == 0 else { throw refusal(result, of: plain, path: path, rule) }
    guard EncryptedSecret(result.out).hides(plain) else {
      throw .misuse(
        "the creation rule of '\(rule ?? "")' for '\(shown(path))' does not encrypt just the values of a Secret; "
          + "expected 'encrypted_regex: ^(data|stringData)$'")
    }
    return result.out
  }

  /// The plain text of an encrypted file; nil where no key is at hand.
  func decrypt(_ bytes: [UInt8], path: String) throws(Refusal) -> [UInt8]? {
    let arguments = [
      "decrypt", "--input-type", "yaml", "--output-type", "yaml", "--filename-override", root + "/" + path,
    ]
    let result = try run(arguments, bytes)
    return result.status == 0 ? result.out : nil
  }

  /// The `.sops.yaml` nearest above a file, relative to the root.
  static func configuration(for path: String, below root: String) -> String? {
    var folder = TreePath.directory(of: path)
    while true {
      let file = TreePath.join(folder, ".sops.yaml")
      if Posix.target(of: root + "/" + file) == .file { return file }
      if folder.isEmpty { return nil }
      folder = TreePath.directory(of: folder)
    }
  }

  private func run(_ arguments: [String], _ input: [UInt8]) throws(Refusal) -> ChildProcess.Result {
    var sops = ChildProcess(program: "sops", arguments: arguments)
    sops.environment += variables
    do throws(ChildProcess.Failure) {
      return try sops.run(input: input)
    } catch {
      switch error {
      case .missing:
        throw .failure(
          "'--secret sops' needs the program sops 3.9 or later, which is not in PATH; see https://getsops.io")
      case .system(let words): throw .failure("sops cannot be run: \(words)")
      }
    }
  }

  /// What sops needs to reach the keys of a cloud, of GnuPG and of age.
  private var variables: [String] {
    let prefixes = ["AWS_", "AZURE_", "CLOUDSDK_", "GNUPG", "GOOGLE_", "GPG_", "SOPS_", "VAULT_"]
    let names = ["HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"]
    var found: [String] = []
    var next = environ
    while let text = next.pointee {
      let variable = String(cString: text)
      let name = String(variable.prefix { $0 != "=" })
      if !hidden.contains(name), names.contains(name) || prefixes.contains(where: { name.hasPrefix($0) }) {
        found.append(variable)
      }
      next += 1
    }
    return found
  }

  /// Why sops refuses a plain text, in its own words where they hold nothing of it.
  private func refusal(
    _ result: ChildProcess.Result, of plain: [UInt8], path: String, _ rule: String?
  ) -> Refusal {
    let words = String(decoding: result.err, as: UTF8.self)
    if words.contains("no matching creation rules") {
      return .misuse(
        "'\(rule ?? ".sops.yaml")' has no creation rule for '\(shown(path))'; add one, or give '--age KEY'")
    }
    if words.contains("flag provided but not defined") || words.contains("No help topic") {
      return .failure("'--secret sops' needs sops 3.9 or later; the one in PATH is older")
    }
    let line = words.split(separator: "\n").map(\.trimmed).last { !$0.isEmpty } ?? ""
    let isSafe = !line.isEmpty && !EncryptedSecret(plain).values.contains { line.contains($0) }
    return .failure("sops could not encrypt '\(shown(path))'" + (isSafe ? ": \(shown(line))" : ""))
  }
}
