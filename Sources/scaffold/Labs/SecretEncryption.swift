import Labs

/// Has the files of a lab encrypted that ask for it, before anything is planned, judged or written.
struct SecretEncryption {
  let sops: Sops
  /// One sentence each.
  private(set) var warnings: [String] = []
  /// What the encrypted files hold, by path from the root.
  private(set) var plain: [String: [UInt8]] = [:]

  init(root: String, hidden: Set<String>) { sops = Sops(root: root, hidden: hidden) }

  /// - Parameter folder: of the lab, relative to the root.
  /// - Throws: what to answer where a file cannot be encrypted.
  mutating func encrypt(_ output: inout LabOutput, folder: String) throws(Outcome) {
    do throws(Sops.Refusal) {
      for index in output.files.indices {
        guard let recipients = output.files[index].recipients else { continue }
        let path = output.files[index].path(in: folder)
        let plain = output.files[index].bytes
        self.plain[path] = plain
        let present = try present(plain, path)
        output.files[index].bytes =
          if let present { present } else { try sops.encrypt(plain, path: path, recipients: recipients) }
        output.files[index].sensitive = []
      }
    } catch {
      throw error.outcome
    }
  }

  /// The encrypted file that is there already, where it holds the same; each encryption gives other bytes.
  private mutating func present(_ plain: [UInt8], _ path: String) throws(Sops.Refusal) -> [UInt8]? {
    guard case .file(let old) = LabDisk.find(path, below: sops.root) else { return nil }
    let secret = EncryptedSecret(old)
    guard secret.isEncrypted else { return nil }
    if let decrypted = try sops.decrypt(old, path: path) {
      return EncryptedSecret.isSame(decrypted, plain) ? old : nil
    }
    guard secret.hides(plain) else { return nil }
    warnings.append(
      "'\(shown(path))' stays as it is: without its key nobody can see whether it holds this password; "
        + "'scaffold rotate' replaces it")
    return old
  }
}
