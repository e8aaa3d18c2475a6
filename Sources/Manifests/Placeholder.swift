import Diagnostics

/// Texts that stand for a value which somebody still has to put in.
package enum Placeholder {
  /// Whether a whole value is a placeholder: a well-known phrase, `<…>`, one sign over and over, or a run of the
  /// alphabet or of digits. Never true for a word that is merely weak, such as `password`.
  package static func isPlaceholder(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var (start, end) = (0, bytes.count)
      while start < end, bytes[start] <= 0x20 { start += 1 }
      while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
      guard end - start >= 3, end - start <= 128 else { return false }
      let value = Value(rebasing: bytes[start..<end])
      return isBracketed(value) || isRepeated(value) || isRun(value) || isPhrase(value)
    }
  }

  private typealias Value = UnsafeBufferPointer<UInt8>

  /// `<token>`, `[YOUR TOKEN]`; an angle-bracketed part of anything longer does not count.
  private static func isBracketed(_ value: Value) -> Bool {
    guard value.first == UInt8(ascii: "<"), value.last == UInt8(ascii: ">"), value.count >= 4 else {
      return false
    }
    return value.dropFirst().dropLast().allSatisfy { isWord($0) || $0 == 0x20 || $0 == UInt8(ascii: "/") }
  }

  /// `***`, `xxxxxx`, `…`
  private static func isRepeated(_ value: Value) -> Bool {
    guard let first = value.first, "*xX.#?".utf8.contains(first) else { return false }
    let letters = first | 0x20 == UInt8(ascii: "x")
    return value.count >= (letters ? 4 : 3)
      && value.allSatisfy { letters ? $0 | 0x20 == first | 0x20 : $0 == first }
  }

  /// Letters in the order of the alphabet, eight or more from the first on, or the row of digits and nothing else.
  private static func isRun(_ value: Value) -> Bool {
    guard value.count >= 8 else { return false }
    let isDigits = value.elementsEqual("1234567890".utf8) || value.elementsEqual("0123456789".utf8)
    return isDigits || begins(value, "abcdefgh") && value.allSatisfy(isWord)
  }

  private static func begins(_ value: Value, _ start: StaticString) -> Bool {
    start.withUTF8Buffer { start in
      value.count >= start.count
        && zip(value, start).allSatisfy { ($0.isUpperCase ? $0 | 0x20 : $0) == $1 }
    }
  }

  private static func isPhrase(_ value: Value) -> Bool {
    guard mayBePhrase(value), value.allSatisfy({ isWord($0) || $0 == 0x20 }) else { return false }
    let words = value.split(whereSeparator: isSign).map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard let first = words.first, let last = words.last else { return false }
    if phrases.contains(words.joined()) { return true }
    if words.count == 1 {
      return first.utf8.starts(with: "your".utf8)
        && nouns.contains { first == "your" + $0 || first == "your" + $0 + "here" }
    }
    return words.count <= 6 && openings.contains(first)
      && (last == "here" || last == "her" || nouns.contains(last))
  }

  /// Whether a text is as short as a phrase, or begins as an opening does: most values are neither.
  private static func mayBePhrase(_ value: Value) -> Bool {
    guard value.count > 16, value.count - value.count(where: isSign) > 16 else { return true }
    guard let first = value.firstIndex(where: { !isSign($0) }) else { return false }
    let rest = Value(rebasing: value[first...])
    return switch rest[0] | 0x20 {
    case UInt8(ascii: "c"): begins(rest, "change")
    case UInt8(ascii: "e"): begins(rest, "enter")
    case UInt8(ascii: "i"): begins(rest, "insert")
    case UInt8(ascii: "p"): begins(rest, "put") || begins(rest, "paste")
    case UInt8(ascii: "r"): begins(rest, "replace")
    case UInt8(ascii: "y"): begins(rest, "your")
    default: false
    }
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
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
