import Diagnostics

extension Linter {
  /// Gives every finding a fingerprint that stays while lines move: a hash of rule, path, object and message, and the
  /// number of the finding among those that share all four.
  static func withFingerprints(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var diagnostics = diagnostics
    var counts: [UInt64: Int] = [:]
    for index in diagnostics.indices {
      var hash = FNV1a()
      let diagnostic = diagnostics[index]
      hash.add(diagnostic.rule)
      hash.add(diagnostic.range.path)
      if let object = diagnostic.object {
        hash.add(object.apiVersion)
        hash.add(object.kind)
        hash.add(object.namespace ?? "")
        hash.add(object.name)
      }
      hash.add(diagnostic.message)
      let ordinal = counts[hash.value, default: 0]
      counts[hash.value] = ordinal + 1
      hash.add(String(ordinal))
      diagnostics[index].fingerprint = hash.hex
    }
    return diagnostics
  }
}

/// The 64-bit FNV-1a hash of a row of texts.
private struct FNV1a {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0)
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  var hex: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
