import Diagnostics
import Manifests
import YAML

/// A file that a user and a template have both changed since a version that they have in common, merged by object and
/// field. Where both changed one thing to different values, the user's stays.
package struct ThreeWayMerge: Sendable {
  /// The user's file with the template's changes put into its text; all else stays byte for byte.
  package let bytes: [UInt8]
  /// The fields that both changed, as `KIND/NAME: a.b.c`; "" for the file as a whole.
  package let conflicts: [String]
  /// The same file with the template's choice in each conflict.
  package let wanted: [UInt8]

  /// - Parameters:
  ///   - base: what both started from; nil where that is not known, so that every difference is a conflict.
  ///   - ours: the user's file.
  ///   - theirs: what the template makes today.
  package init(path: String, base: [UInt8]?, ours: [UInt8], theirs: [UInt8]) {
    if ours == theirs || base == theirs {
      self.init(bytes: ours, conflicts: [], wanted: ours)
    } else if base == ours {
      self.init(bytes: theirs, conflicts: [], wanted: theirs)
    } else if let merged = Self.merge(path, base, ours, theirs) {
      self = merged
    } else {
      self.init(bytes: ours, conflicts: [""], wanted: theirs)
    }
  }

  private init(bytes: [UInt8], conflicts: [String], wanted: [UInt8]) {
    self.bytes = bytes
    self.conflicts = conflicts
    self.wanted = wanted
  }

  private static func merge(_ path: String, _ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8]) -> Self? {
    guard TreePath.isYAML(path) || TreePath.isKustomization(path) else { return nil }
    let streams = [base ?? [], ours, theirs].map { YAMLStream(SourceFile(path: path, bytes: $0)) }
    guard streams.allSatisfy({ $0.error == nil && $0.duplicateKeys.isEmpty }) else { return nil }
    let pairs = DocumentPairs(
      base: streams[0].documents, ours: streams[1].documents, theirs: streams[2].documents
    ).pairs
    guard let kept = text(pairs, streams[1], prefersTheirs: false) else { return nil }
    let wanted = kept.conflicts.isEmpty ? kept : text(pairs, streams[1], prefersTheirs: true)
    return Self(bytes: kept.bytes, conflicts: kept.conflicts, wanted: wanted?.bytes ?? theirs)
  }

  /// The merged text; nil where it cannot be written, or would not be read as what it should be.
  private static func text(
    _ pairs: [DocumentPairs.Pair], _ ours: YAMLStream, prefersTheirs: Bool
  ) -> (bytes: [UInt8], conflicts: [String])? {
    var merger = Merger(prefersTheirs: prefersTheirs)
    var expected: [Merged] = []
    do throws(Unmergeable) {
      for pair in pairs { if let merged = try merger.document(pair) { expected.append(merged) } }
    } catch {
      return nil
    }
    let edits = merger.edits.map { $0.inStyle(of: ours.source.bytes) }
    guard var bytes = applying(edits, to: ours.source.bytes) else { return nil }
    for document in merger.appended {
      if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
      bytes += document
    }
    let stream = YAMLStream(SourceFile(path: ours.source.path, bytes: bytes))
    let roots = stream.documents.compactMap(\.root)
    guard stream.error == nil, stream.duplicateKeys.isEmpty, roots.count == expected.count,
      expected.allSatisfy({ merged in roots.contains { merged.isHeld(by: $0) } })
    else { return nil }
    return (bytes, merger.conflicts)
  }
}
