import Diagnostics
import Synchronization
import YAML

/// Files read when a build first asks for them, each once.
package final class LateFiles: Sendable {
  private let read: @Sendable (String) -> [UInt8]?
  private let streams = Mutex<[String: YAMLStream?]>([:])

  package init(_ read: @escaping @Sendable (String) -> [UInt8]?) {
    self.read = read
  }

  package func bytes(of path: String) -> [UInt8]? {
    if let known = streams.withLock({ $0[path] }) { return known?.source.bytes }
    return read(path)
  }

  /// The same stream on every call.
  package func stream(of path: String) -> YAMLStream? {
    if let known = streams.withLock({ $0[path] }) { return known }
    let stream = read(path).map { YAMLStream(SourceFile(path: path, bytes: $0)) }
    return streams.withLock { known in
      if let first = known[path] { return first }
      known[path] = .some(stream)
      return stream
    }
  }
}
