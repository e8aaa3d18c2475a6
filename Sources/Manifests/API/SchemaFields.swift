/// The fields of an object by name, found by the bytes of a key without a text being made of them.
package struct SchemaFields: Sendable {
  /// Every name, sorted.
  package let names: [String]
  private let fields: [SchemaType.Field]
  /// The positions of the fields that must be there.
  let required: [Int]
  /// Open addressing: the position of a name in ``names``, or -1; a power of two long.
  private let slots: [Int]
  /// The bytes of the names, one behind the other, and where each ends.
  private let text: [UInt8]
  private let ends: [Int]

  package static let none = SchemaFields([:])

  package init(_ fields: [String: SchemaType.Field]) {
    let sorted = fields.sorted { $0.key < $1.key }
    names = sorted.map(\.key)
    self.fields = sorted.map(\.value)
    required = self.fields.indices.filter { sorted[$0].value.isRequired }
    var size = 2
    while size < 2 * sorted.count { size *= 2 }
    var slots = Array(repeating: -1, count: sorted.isEmpty ? 0 : size)
    for (position, name) in names.enumerated() {
      var slot = Self.hash(name.utf8) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = position
    }
    self.slots = slots
    text = names.flatMap(\.utf8)
    ends = names.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.utf8.count) }
  }

  package var isEmpty: Bool { names.isEmpty }

  /// Every field, by name.
  package var all: [(name: String, field: SchemaType.Field)] {
    zip(names, fields).map { (name: $0, field: $1) }
  }

  package subscript(name: String) -> SchemaType.Field? {
    var name = name
    return name.withUTF8(position).map { fields[$0] }
  }

  subscript(position position: Int) -> SchemaType.Field { fields[position] }

  /// Where in ``names`` a name stands.
  func position(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = Self.hash(name) & (slots.count - 1)
    while slots[slot] >= 0 {
      let position = slots[slot]
      if isName(position, name) { return position }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isName(_ position: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = ends[position]
    guard ends[position + 1] - start == name.count else { return false }
    for offset in 0..<name.count where text[start + offset] != name[offset] { return false }
    return true
  }

  private static func hash(_ name: some Collection<UInt8>) -> Int {
    var hash: UInt32 = 0
    for byte in name { hash = hash &* 31 &+ UInt32(byte) }
    return Int(hash ^ (hash >> 15))
  }
}
