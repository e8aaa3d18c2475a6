import Diagnostics
import Manifests
import YAML

/// What went wrong with a value that should be base64, in words, and the edits that would most likely mend it.
/// No edit carries a part of the value.
struct Base64Mistake: CustomStringConvertible {
  private let text: [UInt8]
  private let error: Base64Error

  init(_ text: [UInt8], _ error: Base64Error) {
    self.text = text
    self.error = error
  }

  var description: String {
    if prefixEnd != nil {
      return "is not base64: it begins with a prefix, and Go stops at byte \(error.offset)"
    }
    if isPlain { return "is plain text, but 'data' takes base64: Go stops at byte \(error.offset)" }
    return "is not base64: " + cause
  }

  private var cause: String {
    switch error.cause {
    case .length:
      "its length of \(text.count) leaves the last group of four unfinished, and Go stops at byte \(error.offset)"
    case .urlAlphabet:
      "byte \(error.offset) is '-' or '_' of the URL alphabet, where '+' and '/' are expected"
    case .whitespace: "byte \(error.offset) is a blank"
    case .padding: "a '=' stands too early, and Go stops at byte \(error.offset)"
    case .trailing: "byte \(error.offset) stands behind the padding"
    case .byte: "byte \(error.offset) is none of A–Z, a–z, 0–9, '+' and '/'"
    }
  }

  /// Whether it cannot have been base64: short, or full of bytes that no encoder writes.
  var isPlain: Bool {
    guard TextShape.isPlainASCII(text), prefixEnd == nil, error.cause != .trailing else { return false }
    if let standard, isText(standard) { return false }
    let strange = text.count { !isBase64($0) }
    return strange * 10 >= text.count || (text.count < 24 && error.cause != .length)
  }

  /// Where the base64 begins behind `base64:` or `data:…;base64,`.
  private var prefixEnd: Int? {
    if text.starts(with: "base64:".utf8) { return 7 }
    guard text.starts(with: "data:".utf8), let comma = text.firstIndex(of: UInt8(ascii: ",")) else {
      return nil
    }
    return text[..<comma].suffix(7).elementsEqual(";base64".utf8) ? comma + 1 : nil
  }

  /// The text without blanks, in the standard alphabet, or padded: what the cause asks for.
  private var standard: [UInt8]? {
    switch error.cause {
    case .whitespace: text.filter { $0 != 0x20 && $0 != 0x09 }
    case .urlAlphabet: text.map { swaps[$0] ?? $0 }
    case .length: text + Array(repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
    default: nil
    }
  }

  /// A fix of the scalar at a node.
  func fix(_ value: Value) -> Fix? {
    guard let node = value.node, !node.isAlias else { return nil }
    if let prefixEnd {
      guard decodes(Array(text[prefixEnd...])), let place = node.valueRange else { return nil }
      return Fix("remove the prefix", .unsafe, [place.edit(0..<prefixEnd, "")])
    }
    guard let standard, decodes(standard) else { return nil }
    switch error.cause {
    case .whitespace:
      guard isText(standard) || standard.count >= 40 else { return nil }
      return node.edits(joiningTo: standard).map { Fix("remove the blanks", .safe, $0) }
    case .urlAlphabet:
      guard isText(standard), let place = node.valueRange else { return nil }
      let edits = text.indices.compactMap { index in
        swaps[text[index]].map { place.edit(index..<(index + 1), String(Unicode.Scalar($0))) }
      }
      return Fix("use the standard alphabet", .safe, edits)
    case .length:
      guard isText(standard), let place = node.valueRange else { return nil }
      let padding = String(repeating: "=", count: standard.count - text.count)
      return Fix("add the padding", .unsafe, [place.edit(text.count..<text.count, padding)])
    default: return nil
    }
  }

  private func decodes(_ text: [UInt8]) -> Bool { (try? Base64.decode(text)) != nil }

  private func isText(_ text: [UInt8]) -> Bool {
    (try? Base64.decode(text)).map { TextShape.isPrintable($0) } ?? false
  }

  private func isBase64(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "+/=\r\n".utf8.contains(byte)
  }
}

private let swaps: [UInt8: UInt8] = [
  UInt8(ascii: "-"): UInt8(ascii: "+"), UInt8(ascii: "_"): UInt8(ascii: "/"),
]

extension SourceRange {
  /// A replacement of a stretch counted from the start of the range.
  func edit(_ bytes: Range<Int>, _ replacement: String) -> TextEdit {
    let start = self.bytes.lowerBound
    return TextEdit(
      range: SourceRange(path: path, bytes: (start + bytes.lowerBound)..<(start + bytes.upperBound)),
      replacement: replacement)
  }
}
