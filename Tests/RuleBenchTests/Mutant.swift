import Diagnostics
import Manifests

/// A tree with one defect: one file that is other than it was, and where the defect has to be reported.
struct Mutant: Equatable {
  let path: String
  let content: [UInt8]
  /// Any of these places is right.
  let places: [Place]
  /// The directory whose build the defect is in, where a kustomization is touched.
  var directory: String?

  /// Lines of a file, from 1; nil for the file as a whole.
  struct Place: Equatable {
    let path: String
    let lines: ClosedRange<Int>?

    func holds(_ path: String, _ line: Int) -> Bool {
      self.path == path && (lines?.contains(line) ?? true)
    }
  }
}

/// Where a defect is to be reported, in terms of the tree before it.
enum Spot {
  /// At a byte of the text that the edit puts in.
  case inserted(Int)
  /// On the lines of something that the tree had before; it moves with the edit.
  case old(SourceRange)
  /// Anywhere in a file.
  case file(String)
}

/// One edit of one file of a bed, and the spots of its defect.
struct Draft {
  let edit: TextEdit
  let spots: [Spot]
  var directory: String?

  init(_ edit: TextEdit, _ spots: Spot..., directory: String? = nil) {
    self.edit = edit
    self.spots = spots.isEmpty ? [.inserted(0)] : spots
    self.directory = directory
  }

  init(_ edit: TextEdit, anyOf spots: [Spot], directory: String? = nil) {
    self.edit = edit
    self.spots = spots
    self.directory = directory
  }

  /// Nil where the edit cannot be applied.
  func mutant(in bed: Bed) -> Mutant? {
    let path = edit.range.path
    guard let content = applying([edit], to: bed.bytes(path)), content != bed.bytes(path) else { return nil }
    let table = LineTable(content)
    return Mutant(
      path: path, content: content, places: spots.map { place($0, table, in: bed) }, directory: directory)
  }

  private func place(_ spot: Spot, _ table: LineTable, in bed: Bed) -> Mutant.Place {
    let path = edit.range.path
    switch spot {
    case .file(let path): return Mutant.Place(path: path, lines: nil)
    case .inserted(let offset):
      let line = table.line(at: edit.range.bytes.lowerBound + offset)
      return Mutant.Place(path: path, lines: line...line)
    case .old(let range):
      let table = range.path == path ? table : LineTable(bed.bytes(range.path))
      let first = table.line(at: moved(range.bytes.lowerBound, range.path))
      let last = table.line(
        at: moved(max(range.bytes.lowerBound, range.bytes.upperBound - 1), range.path))
      return Mutant.Place(path: range.path, lines: first...max(first, last))
    }
  }

  /// Where a byte of the tree stands after the edit.
  private func moved(_ offset: Int, _ path: String) -> Int {
    let range = edit.range.bytes
    guard path == edit.range.path, offset >= range.lowerBound else { return offset }
    let length = edit.replacement.utf8.count
    if offset < range.upperBound { return range.lowerBound + min(offset - range.lowerBound, length) }
    return offset - range.count + length
  }
}
