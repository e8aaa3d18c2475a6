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
    return text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = systemWrite(stream.rawValue, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest)))
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

/// Ends the process.
func exitProcess(_ status: ExitStatus) -> Never { exit(status.rawValue) }
