import Diagnostics
import Manifests
import YAML

/// Takes secrets out of texts that are shown, line for line.
package enum SecretMask {
  /// The text with the given ranges, the values of every Secret and every token of a known shape masked. A text that
  /// cannot be read as YAML is masked as a whole.
  package static func masked(_ bytes: [UInt8], sensitive: [Range<Int>] = []) -> [UInt8] {
    let stream = YAMLStream(SourceFile(path: "", bytes: bytes))
    var ranges = sensitive
    if stream.error != nil { ranges = [bytes.indices] }
    for manifest in stream.documents.flatMap(\.manifests) where manifest.id.kind == "Secret" {
      for field in [manifest.root["data"], manifest.root["stringData"]] {
        for entry in field?.entries ?? [] {
          if let origin = entry.value.origin { ranges.append(origin.bytes) }
        }
      }
    }
    var text = masked(bytes, ranges)
    while let (_, token) = TokenPattern.first(in: text) { text = masked(text, [token]) }
    return text
  }

  /// Every stretch of a range within one line becomes `•••`.
  private static func masked(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> [UInt8] {
    var masked: [UInt8] = []
    var isHidden = false
    for (offset, byte) in bytes.enumerated() {
      let hides = byte != UInt8(ascii: "\n") && ranges.contains { $0.contains(offset) }
      if hides, !isHidden { masked += "•••".utf8 }
      if !hides { masked.append(byte) }
      isHidden = hides
    }
    return masked
  }
}
