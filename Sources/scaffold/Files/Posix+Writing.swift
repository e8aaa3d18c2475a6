#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Plain writing, for files of which nothing depends on being whole: reports. What changes a tree goes through
/// ``Writer``.
extension Posix {
  /// Appends to a file, made if it is missing; nil, or the words for what went wrong.
  static func append(_ bytes: [UInt8], to path: String) -> String? {
    write(bytes, to: path, flags: O_APPEND)
  }

  /// Writes a file from its start, made if it is missing; nil, or the words for what went wrong.
  static func overwrite(_ path: String, with bytes: [UInt8]) -> String? {
    write(bytes, to: path, flags: O_TRUNC)
  }

  private static func write(_ bytes: [UInt8], to path: String, flags: Int32) -> String? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o644)
    guard descriptor >= 0 else { return lastError.lowercased() }
    defer { close(descriptor) }
    return Console.write(bytes, to: descriptor) ? nil : lastError.lowercased()
  }
}
