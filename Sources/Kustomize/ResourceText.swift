import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What kustomize makes of the lines of a file before it reads any YAML: it cuts the text at each `---` and reads the
/// first document of each piece. Source: splitDocuments of kyaml's ByteReader.
struct ResourceText {
  /// Whether the file is one piece: of a `List` alone the items are then taken as they are written.
  private(set) var isWhole = true
  /// Why kustomize refuses the file, though it is valid YAML; nil where it does not.
  private(set) var failure: BuildFailure?

  private let path: String
  /// Where the present piece begins, in bytes.
  private var start = 0

  init(_ source: SourceFile) {
    path = source.path
    source.bytes.withUnsafeBufferPointer { scan($0) }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    // The first line has no line break before it, and one directly behind a cut lost its own to the cut.
    var mayCut = false
    var line = 0
    while line + 2 < bytes.count, failure == nil {
      let next = memchr(base + line, 0x0A, bytes.count - line).map {
        UnsafeRawPointer($0) - UnsafeRawPointer(base)
      }
      let end = next ?? bytes.count
      let isCut = mayCut && next != nil && Self.isMark(bytes, line, UInt8(ascii: "-"))
      if isCut {
        cut(bytes, line, end)
      } else if bytes[line] == UInt8(ascii: "%") || Self.isMark(bytes, line, UInt8(ascii: ".")) {
        check(bytes, line, end)
      }
      mayCut = !isCut
      line = end + 1
    }
  }

  private static func isMark(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int, _ mark: UInt8) -> Bool {
    bytes[line] == mark && bytes[line + 1] == mark && bytes[line + 2] == mark
  }

  private mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int, _ end: Int) {
    isWhole = false
    start = end + 1
    guard let first = bytes[line + 3..<end].first(where: { !Self.isBlank($0) }), first != UInt8(ascii: "#")
    else { return }
    fail("kustomize takes nothing but a comment behind '---'", line, end)
  }

  /// A line that is good before `---` or behind a document, but not as the first of a piece.
  private mutating func check(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int, _ end: Int) {
    guard bytes[start..<line].split(separator: 0x0A).allSatisfy(Self.isBlankOrComment) else { return }
    if bytes[line] == UInt8(ascii: "%") {
      fail("kustomize cannot read a '%' directive, since it cuts the file at the '---' behind it", line, end)
    } else {
      fail("'...' ends a document that has not begun, which kustomize refuses", line, end)
    }
  }

  private static func isBlankOrComment(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    line.first { !isBlank($0) }.map { $0 == UInt8(ascii: "#") } ?? true
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private mutating func fail(_ message: String, _ line: Int, _ end: Int) {
    failure = BuildFailure(.syntax, message, at: SourceRange(path: path, bytes: line..<end))
  }
}
