/// Turns libyaml's marks, which count code points (a leading byte order mark is one, since the encoding is set
/// beforehand), into byte offsets.
struct MarkTable {
  private let bytes: [UInt8]
  private let isASCII: Bool
  private var lastMark = 0
  private var lastOffset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  /// The byte offset of a mark; marks come nearly in order, so the walk from the last one is short.
  mutating func offset(of mark: Int) -> Int {
    guard !isASCII else { return min(mark, bytes.count) }
    while lastMark < mark, lastOffset < bytes.count {
      lastOffset += 1
      while lastOffset < bytes.count, bytes[lastOffset] & 0xC0 == 0x80 { lastOffset += 1 }
      lastMark += 1
    }
    while lastMark > mark, lastOffset > 0 {
      lastOffset -= 1
      while lastOffset > 0, bytes[lastOffset] & 0xC0 == 0x80 { lastOffset -= 1 }
      lastMark -= 1
    }
    return lastOffset
  }
}
