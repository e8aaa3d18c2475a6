/// Base64 as kustomize writes it into Secrets and binaryData: lines of 70, each ended by LF, once it needs two.
enum Base64Encoding {
  static func text(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let left = min(3, bytes.count - start)
      let word =
        UInt32(bytes[start]) << 16 | (left > 1 ? UInt32(bytes[start + 1]) << 8 : 0)
        | (left > 2 ? UInt32(bytes[start + 2]) : 0)
      for (position, shift) in [18, 12, 6, 0].enumerated() {
        encoded.append(position <= left ? alphabet[Int(word >> UInt32(shift)) & 63] : UInt8(ascii: "="))
      }
    }
    guard encoded.count >= 70 else { return String(decoding: encoded, as: UTF8.self) }
    var lines: [UInt8] = []
    for start in stride(from: 0, to: encoded.count, by: 70) {
      lines += encoded[start..<min(start + 70, encoded.count)]
      lines.append(UInt8(ascii: "\n"))
    }
    return String(decoding: lines, as: UTF8.self)
  }
}
