import Manifests

/// Base64 as kustomize writes it into Secrets and binaryData: lines of 70, each ended by LF, once it needs two.
enum WrappedBase64 {
  static func text(_ bytes: [UInt8]) -> String {
    let encoded = Base64.encode(bytes)
    guard encoded.utf8.count >= 70 else { return encoded }
    var lines: [UInt8] = []
    for (index, byte) in encoded.utf8.enumerated() {
      if index > 0, index % 70 == 0 { lines.append(UInt8(ascii: "\n")) }
      lines.append(byte)
    }
    lines.append(UInt8(ascii: "\n"))
    return String(decoding: lines, as: UTF8.self)
  }
}
