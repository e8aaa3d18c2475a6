/// The base64 of RFC 4648 §4, as Go's StdEncoding writes it: with padding, in one line.
package enum Base64 {
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      count += 1
      guard count == 3 else { continue }
      text += [18, 12, 6, 0].map { alphabet[Int(group >> $0 & 63)] }
      (group, count) = (0, 0)
    }
    if count > 0 {
      group <<= 8 * UInt32(3 - count)
      let digits = [18, 12, 6, 0].map { alphabet[Int(group >> $0 & 63)] }
      text += digits.prefix(count + 1)
      text += Array(repeating: UInt8(ascii: "="), count: 3 - count)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
