/// Turns libyaml's marks, which count code points (a leading byte order mark is one, since the encoding is set
/// beforehand), into byte offsets of the file.
struct MarkTable {
  private let bytes: [UInt8]
  private let range: Range<Int>
  private let isASCII: Bool
  private var lastMark = 0
  private var lastOffset: Int

  /// - Parameter range: the stretch that libyaml reads; its marks count from there.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    isASCII = bytes[range].allSatisfy { $0 < 0x80 }
    lastOffset = range.lowerBound
  }

  /// The byte offset of a mark; marks come nearly in order, so the walk from the last one is short.
  mutating func offset(of mark: Int) -> Int {
    guard !isASCII else { return min(range.lowerBound + mark, range.upperBound) }
    while lastMark < mark, lastOffset < range.upperBound {
      lastOffset += 1
      while lastOffset < range.upperBound, bytes[lastOffset] & 0xC0 == 0x80 { lastOffset += 1 }
      lastMark += 1
    }
    while lastMark > mark, lastOffset > range.lowerBound {
      lastOffset -= 1
      while lastOffset > range.lowerBound, bytes[lastOffset] & 0xC0 == 0x80 { lastOffset -= 1 }
      lastMark -= 1
    }
    return lastOffset
  }
}
