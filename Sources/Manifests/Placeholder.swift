/// Texts that stand for a value which somebody still has to put in.
package enum Placeholder {
  /// Whether a whole value is a placeholder: a well-known phrase, `<…>`, one sign over and over, or a run of the
  /// alphabet or of digits. Never true for a word that is merely weak, such as `password`.
  package static func isPlaceholder(_ text: String) -> Bool {
    let bytes = Array(text.utf8.drop { $0 <= 0x20 })
    let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? 0
    let value = Array(bytes[..<end])
    guard value.count >= 3, value.count <= 128, !value.contains(UInt8(ascii: "\n")) else { return false }
    return isBracketed(value) || isRepeated(value) || isRun(value) || isPhrase(value)
  }

  /// `<token>`, `[YOUR TOKEN]`; an angle-bracketed part of anything longer does not count.
  private static func isBracketed(_ value: [UInt8]) -> Bool {
    let inside = value.dropFirst().dropLast()
    guard inside.count >= 2, inside.allSatisfy({ isWord($0) || $0 == 0x20 || $0 == UInt8(ascii: "/") }) else {
      return false
    }
    return value.first == UInt8(ascii: "<") && value.last == UInt8(ascii: ">")
  }

  /// `***`, `xxxxxx`, `…`
  private static func isRepeated(_ value: [UInt8]) -> Bool {
    guard let first = value.first, "*xX.#?".utf8.contains(first) else { return false }
    let letters = first | 0x20 == UInt8(ascii: "x")
    return value.count >= (letters ? 4 : 3)
      && value.allSatisfy { letters ? $0 | 0x20 == first | 0x20 : $0 == first }
  }

  /// Letters in the order of the alphabet, eight or more from the first on, or the row of digits and nothing else.
  private static func isRun(_ value: [UInt8]) -> Bool {
    let lower = value.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    guard lower.allSatisfy(isWord) else { return false }
    return lower.starts(with: "abcdefgh".utf8) || lower.elementsEqual("1234567890".utf8)
      || lower.elementsEqual("0123456789".utf8)
  }

  private static func isPhrase(_ value: [UInt8]) -> Bool {
    guard value.allSatisfy({ isWord($0) || $0 == 0x20 }), mayBePhrase(value) else { return false }
    let words = value.split { [0x20, 0x2D, 0x2E, 0x5F].contains($0) }
      .map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard let first = words.first, let last = words.last else { return false }
    if phrases.contains(words.joined()) { return true }
    if words.count == 1 { return nouns.contains { first == "your" + $0 || first == "your" + $0 + "here" } }
    return words.count <= 6 && openings.contains(first)
      && (last == "here" || last == "her" || nouns.contains(last))
  }

  /// Whether a text is as short as a phrase, or begins as an opening does: most values are neither.
  private static func mayBePhrase(_ value: [UInt8]) -> Bool {
    let signs = value.count { [0x20, 0x2D, 0x2E, 0x5F].contains($0) }
    guard value.count - signs > 16 else { return true }
    let first = value.first { ![0x20, 0x2D, 0x2E, 0x5F].contains($0) } ?? 0
    return "yriecp".utf8.contains(first | 0x20)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  private static let phrases: Set<String> = [
    "changeme", "changeit", "changethis", "replaceme", "replacethis", "placeholder", "redacted", "todo",
    "fixme", "tbd",
    "insertme", "fillme", "fillmein", "notarealsecret", "loremipsum", "base64", "base64encoded", "enterhere",
  ]
  private static let openings: Set<String> = ["your", "replace", "insert", "enter", "change", "put", "paste"]
  private static let nouns: Set<String> = [
    "token", "password", "passwd", "secret", "key", "username", "credentials", "credential", "value",
    "base64", "me",
    "this",
  ]
}
