import Labs
import Manifests

/// Puts a new credential into the Secrets of a lab, encrypted ones included, and writes none of them.
struct SecretRotation {
  private let root: String
  /// Of the lab, from the root.
  private let folder: String
  private let sops: Sops
  /// What the encrypted files hold, by path from the root.
  private(set) var plain: [String: [UInt8]] = [:]

  /// - Parameter hidden: variables that hold a secret of the call.
  init(root: String, folder: String, hidden: Set<String>) {
    self.root = root
    self.folder = folder
    sops = Sops(root: root, hidden: hidden)
  }

  /// One file for each Secret.
  /// - Throws: what to answer where sops cannot work.
  mutating func planned(_ lab: CredentialChange) throws(Outcome) -> [PlannedFile] {
    var files: [PlannedFile] = []
    do throws(Sops.Refusal) {
      for file in lab.output.files where file.isSecret {
        let bases = lab.bases.compactMap { $0.files.first { $0.path == file.path }?.bytes }
        let own = lab.record.path(of: file)
        let path = own.hasPrefix("/") ? String(own.dropFirst()) : TreePath.join(folder, own)
        files.append(try planned(file, bases, path))
      }
    } catch {
      throw error.outcome
    }
    return files
  }

  private mutating func planned(
    _ file: LabOutput.File, _ bases: [[UInt8]], _ path: String
  ) throws(Sops.Refusal) -> PlannedFile {
    switch LabDisk.find(path, below: root) {
    case .file(let old): return try replaced(old, file, bases, path)
    case .missing:
      let bytes = try encrypted(file.bytes, path, file.recipients)
      let isPlain = bytes == file.bytes
      return PlannedFile(
        path: path, action: .create, old: nil, new: bytes, isSecret: true,
        sensitive: isPlain ? file.sensitive : [])
    case .symlink: return refused(path, nil, "is a symbolic link, and scaffold does not write through links")
    case .directory: return refused(path, nil, "is a folder")
    case .unreadable(let reason): return refused(path, nil, "cannot be read: \(reason)")
    }
  }

  private mutating func replaced(
    _ old: [UInt8], _ file: LabOutput.File, _ bases: [[UInt8]], _ path: String
  ) throws(Sops.Refusal) -> PlannedFile {
    let secret = EncryptedSecret(old)
    let decrypted = secret.isEncrypted ? try sops.decrypt(old, path: path) : old
    guard let ours = decrypted ?? secret.opened else {
      return refused(path, old, "is encrypted, and no key for it is at hand")
    }
    let rotated: [UInt8]
    do throws(RotatedSecret.Refusal) {
      rotated = try RotatedSecret(path: path, ours: ours, bases: bases, theirs: file.bytes).bytes
    } catch {
      return refused(path, old, error.message)
    }
    guard rotated != decrypted else {
      return PlannedFile(path: path, action: .unchanged, old: old, new: old, isSecret: true, sensitive: [])
    }
    let recipients = secret.isEncrypted ? recipients(of: secret, file, path) : file.recipients
    return PlannedFile(
      path: path, action: .update, old: old, new: try encrypted(rotated, path, recipients), isSecret: true,
      sensitive: [])
  }

  /// The age keys that a file is encrypted for now, unless `.sops.yaml` says what it is to be encrypted for.
  private func recipients(of secret: EncryptedSecret, _ file: LabOutput.File, _ path: String) -> [String] {
    let answered = file.recipients ?? []
    guard answered.isEmpty, Sops.configuration(for: path, below: root) != nil else {
      return secret.ageRecipients ?? answered
    }
    return []
  }

  /// - Parameter recipients: nil for a file that stays plain.
  private mutating func encrypted(
    _ bytes: [UInt8], _ path: String, _ recipients: [String]?
  ) throws(Sops.Refusal) -> [UInt8] {
    guard let recipients else { return bytes }
    plain[path] = bytes
    return try sops.encrypt(bytes, path: path, recipients: recipients)
  }

  private func refused(_ path: String, _ old: [UInt8]?, _ reason: String) -> PlannedFile {
    PlannedFile(
      path: path, action: .conflict, old: old, new: old ?? [], isSecret: true, sensitive: [],
      reason: "'\(shown(path))' \(reason)")
  }
}
