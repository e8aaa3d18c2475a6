import Foundation
import Manifests

@testable import scaffold

/// A folder of its own for one test, removed with this value's last reference.
final class TemporaryTree {
  /// Absolute, links resolved.
  let path: String

  init() throws {
    let name = "scaffold-test-\(UUID().uuidString)"
    let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = Posix.realPath(folder.path) ?? folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
  }

  func write(_ name: String, _ text: String) throws {
    try makeFolder(TreePath.directory(of: name))
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  func text(_ name: String) -> String? { try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

  func mode(_ name: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
    return (attributes?[.posixPermissions] as? NSNumber)?.intValue
  }

  func modified(_ name: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)"))?[.modificationDate] as? Date
  }

  /// Every file and link below the folder, sorted, without `.git`.
  var files: [String] {
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
      let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(path)/\(name)")) != nil
      return (!isFolder.boolValue || isLink) && !name.hasPrefix(".git/")
    }.sorted()
  }

  /// Every file with its text.
  var contents: [String: String] {
    Dictionary(uniqueKeysWithValues: files.map { ($0, text($0) ?? "") })
  }

  func run(_ arguments: String..., variables: [String: String] = [:]) -> Outcome {
    run(arguments, variables: variables)
  }

  func run(_ arguments: [String], variables: [String: String] = [:]) -> Outcome {
    Main.run(arguments: arguments, in: Environment(workingDirectory: path, variables: variables))
  }
}
