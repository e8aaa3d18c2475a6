import Diagnostics
import Manifests
import Synchronization
import YAML

/// The schemas of a folder that `--schemas` names, in kubeconform's layout, each read when it is first asked for.
final class SchemaFolder: Sendable {
  /// Absolute: the folder itself, then those in it, such as `v1.34.0-standalone-strict`.
  private let folders: [String]
  private let known = Mutex<[String: SchemaType?]>([:])

  /// Nil where there is no such folder.
  init?(_ path: String) {
    guard let entries = Posix.entries(of: path) else { return nil }
    let inner = entries.filter { $0.kind == .directory }.map { path + "/" + $0.name }
    folders = [path] + inner.sorted()
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
        guard let stream = stream(folder + "/" + name) else { continue }
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
