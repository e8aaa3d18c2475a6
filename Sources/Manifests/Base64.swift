/// The base64 of RFC 4648 §4, as Go's StdEncoding writes it: with padding, in one line.
package enum Base64 {
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let left = min(3, bytes.count - start)
      let word =
        UInt32(bytes[start]) << 16 | (left > 1 ? UInt32(bytes[start + 1]) << 8 : 0)
        | (left > 2 ? UInt32(bytes[start + 2]) : 0)
      text.append(alphabet[Int(word >> 18) & 63])
      text.append(alphabet[Int(word >> 12) & 63])
      text.append(left > 1 ? alphabet[Int(word >> 6) & 63] : UInt8(ascii: "="))
      text.append(left > 2 ? alphabet[Int(word) & 63] : UInt8(ascii: "="))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
