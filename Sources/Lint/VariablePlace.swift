import Diagnostics
import Flux
import Manifests

/// Where an expression that Flux substitutes stands in a file.
struct VariablePlace {
  let object: Manifest
  /// The expression itself where it can be told, else the scalar that holds it.
  let range: SourceRange
  let isExact: Bool

  /// Nil where no file has the expression: a patch or a generator made the text.
  init?(_ problem: Substitution.Problem, in context: LintContext) {
    guard let place = problem.place, let bytes = context.tree.bytes(of: place.path),
      place.bytes.upperBound <= bytes.count
    else { return nil }
    object = problem.object
    let wanted = Array((problem.cause == .undefined ? "${" + problem.text : problem.text).utf8)
    let start = Self.position(of: wanted, in: bytes[place.bytes], isName: problem.cause == .undefined)
    isExact = start != nil
    range =
      start.map { SourceRange(path: place.path, bytes: $0..<$0 + wanted.count) } ?? place
  }

  /// Writes a second `$` before the expression.
  var escaping: TextEdit {
    let start = range.bytes.lowerBound
    return TextEdit(range: SourceRange(path: range.path, bytes: start..<start), replacement: "$")
  }

  /// The first place of an expression that no other `$` stands before.
  private static func position(of wanted: [UInt8], in text: ArraySlice<UInt8>, isName: Bool) -> Int? {
    var rest = text
    while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
      let found = rest[dollar...]
      if found.dropFirst().first == UInt8(ascii: "$") {
        rest = found.dropFirst(2)
        continue
      }
      let behind = found.dropFirst(wanted.count).first
      if found.starts(with: wanted), !isName || !(behind.map(isNameByte) ?? false) { return dollar }
      rest = found.dropFirst()
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte.isLetterOrDigit
  }
}

extension SourceRange {
  /// The first place of a text within this range of a file.
  func find(_ text: String, in source: SourceFile) -> SourceRange? {
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty, bytes.count >= wanted.count, bytes.upperBound <= source.bytes.count else {
      return nil
    }
    for start in bytes.lowerBound...(bytes.upperBound - wanted.count)
    where source.bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return SourceRange(path: path, bytes: start..<start + wanted.count)
    }
    return nil
  }
}
