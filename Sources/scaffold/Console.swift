#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The standard streams.
enum Console {
  enum Stream: Int32 { case out = 1, error = 2 }

  /// Writes all of a text; false where the stream cannot take it.
  static func write(_ text: String, to stream: Stream) -> Bool {
    var text = text
    return text.withUTF8 { write($0, to: stream.rawValue) }
  }

  /// Writes all of some bytes to a descriptor; false where it cannot take them.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBufferPointer { write($0, to: descriptor) }
  }

  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = systemWrite(descriptor, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest)))
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

/// Ends the process.
func exitProcess(_ status: ExitStatus) -> Never { exit(status.rawValue) }
