/// Numbers for texts, from 0 in the order that they are added in: a dictionary for what is looked up again and again,
/// such as paths, whose hash costs a few instructions for each eight bytes.
package struct TextIndex: Sendable {
  /// By number.
  package private(set) var texts: [String] = []
  /// By number.
  private var sums: [UInt64] = []
  /// The number of a text plus one where it belongs by its sum, or behind that; 0 for none. A power of two of them, at
  /// most three quarters of them taken.
  private var slots: [UInt32]

  package init(minimumCapacity: Int = 0) {
    var size = 16
    while size * 3 < minimumCapacity * 4 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    texts.reserveCapacity(minimumCapacity)
    sums.reserveCapacity(minimumCapacity)
  }

  package var count: Int { texts.count }

  /// The number of a text; nil where it was not added.
  package subscript(text: String) -> Int? {
    let slot = slots[slot(of: text, Self.sum(of: text))]
    return slot == 0 ? nil : Int(slot) - 1
  }

  /// The number of a text, which is a new one where it was not there before.
  @discardableResult
  package mutating func add(_ text: String) -> Int {
    let sum = Self.sum(of: text)
    let slot = slot(of: text, sum)
    guard slots[slot] == 0 else { return Int(slots[slot]) - 1 }
    texts.append(text)
    sums.append(sum)
    slots[slot] = UInt32(texts.count)
    if texts.count * 4 > slots.count * 3 { grow() }
    return texts.count - 1
  }

  /// Where a text stands, or would stand.
  private func slot(of text: String, _ sum: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: sum) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if sums[number] == sum, texts[number] == text { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, sum) in sums.enumerated() {
      var slot = Int(truncatingIfNeeded: sum) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// Another start in each run, so that no tree can be made whose paths all have one sum.
  private static let seed = UInt64.random(in: 0...UInt64.max)

  private static func sum(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      var sum = seed ^ UInt64(truncatingIfNeeded: bytes.count)
      guard let start = UnsafeRawPointer(bytes.baseAddress) else { return sum }
      var offset = 0
      while offset + 8 <= bytes.count {
        sum = mixed(sum, start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      var rest: UInt64 = 0
      while offset < bytes.count {
        rest = rest << 8 | UInt64(bytes[offset])
        offset += 1
      }
      return mixed(sum, rest)
    }
  }

  /// Both halves of a product, so that each bit of either has a part in every bit of the sum.
  private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sum ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return product.high ^ product.low
  }
}
