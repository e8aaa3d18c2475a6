import Diagnostics
import Manifests
import Synchronization
import YAML

/// The schemas of a folder that `--schemas` names, in kubeconform's layout, each read when it is first asked for.
final class SchemaFolder: Sendable {
  /// Absolute: the folder itself, then those in it, such as `v1.34.0-standalone-strict`: first `master`, then the newest
  /// release; of each the strict one before the one that lets unknown fields pass.
  private let folders: [String]
  private let known = Mutex<[String: SchemaType?]>([:])

  /// Nil where there is no such folder.
  init?(_ path: String) {
    guard let entries = Posix.entries(of: path) else { return nil }
    let inner = entries.filter { $0.kind == .directory }.map { path + "/" + $0.name }
    folders = [path] + inner.sorted { Self.rank($0) > Self.rank($1) }
  }

  /// What decides which folder is asked first; the greater is.
  private static func rank(_ path: String) -> (Int, Int, Int, String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let numbers = name.split { !$0.isNumber }.compactMap { Int($0) }
    let isRelease = name.hasPrefix("v") && numbers.count >= 2
    let release = name.hasPrefix("master") ? Int.max : isRelease ? numbers[0] * 1_000 + numbers[1] : -1
    // The standalone form needs no other file.
    return (release, name.hasSuffix("-strict") ? 1 : 0, name.contains("standalone") ? 1 : 0, name)
  }

  /// The schema of a kind; nil where the folder has none.
  func schema(_ apiVersion: String, _ kind: String) -> SchemaType? {
    known.withLock { known in
      let key = "\(apiVersion)|\(kind)"
      if let schema = known[key] { return schema }
      let schema = read(apiVersion, kind)
      known[key] = .some(schema)
      return schema
    }
  }

  private func read(_ apiVersion: String, _ kind: String) -> SchemaType? {
    guard !kind.contains("/"), !apiVersion.contains("..") else { return nil }
    for folder in folders {
      for name in SchemaReader.fileNames(apiVersion: apiVersion, kind: kind) {
        guard let stream = stream(folder + "/" + name), SchemaReader.speaksOf(apiVersion, kind, stream) else {
          continue
        }
        let definitions = self.stream(folder + "/_definitions.json")
        return SchemaReader.jsonSchema(stream, definitions: definitions)
      }
    }
    return nil
  }

  private func stream(_ path: String) -> YAMLStream? {
    (try? Posix.read(path)).map { YAMLStream(SourceFile(path: path, bytes: $0)) }
  }
}
