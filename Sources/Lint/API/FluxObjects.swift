import Diagnostics
import Flux
import Kustomize
import Manifests
import YAML

extension APIReview {
  /// The objects of some of Flux's kinds, in versions that are served.
  func fluxObjects(_ kinds: String...) -> [APIObject] {
    objects.filter { object in
      guard kinds.contains(object.manifest.id.kind), FluxAPI.groups.contains(object.manifest.id.group) else {
        return false
      }
      switch object.verdict {
      case .served, .deprecated: return true
      default: return false
      }
    }
  }
}

extension LintContext {
  /// The objects to which nothing more is added: as Flux's builds yield them, and, in a tree that patches nothing, as
  /// their files write them. Only of them can be said that a field is missing. A Flux Kustomization that no build
  /// yields may be parked, or have a parent outside the tree that patches it: what it yields does not count.
  var wholeObjects: [Manifest] { api.wholeObjects { findWholeObjects() } }

  private func findWholeObjects() -> [Manifest] {
    let all = clusters.flatMap(\.kustomizations)
    let yielded = Set(all.flatMap(\.objects).filter(FluxKustomization.matches).map(\.source))
    let built = all.filter { $0.failures.isEmpty && yielded.contains($0.manifest.source) }.flatMap(\.objects)
    let known = Set(built.map(\.source))
    return built + api.objects.filter { $0.isWhole && !known.contains($0.manifest.source) }.map(\.manifest)
  }

  /// What objects lack: whole ones anything, others that are built or build what no patch of the tree may write into
  /// objects of their kind. A file that nothing lists may be a fragment, which lacks what it likes.
  var absences: [APIReview.Absence] {
    api.absences(in: wholeObjects) {
      let kustomizations = clusters.flatMap(\.kustomizations)
      let roots = kustomizations.map(\.manifest).filter { $0.root["spec"]?["sourceRef"] != nil }
      let built = kustomizations.filter(\.failures.isEmpty).flatMap(\.objects)
      // Beside clusters, what none of them builds is parked, or finished by something else.
      let alone = clusters.isEmpty ? standaloneBuilds.filter(\.failures.isEmpty).flatMap(\.objects) : []
      return Set((roots + built + alone).map(\.source))
    } maySet: { absence in
      let id = absence.manifest.id
      return patches.isOpen || patches.anySets(absence.violation.path, of: id.kind, named: id.name)
    }
  }

  /// Those of some of Flux's kinds.
  func wholeFluxObjects(_ kinds: String...) -> [Manifest] {
    wholeObjects.filter { kinds.contains($0.id.kind) && FluxAPI.groups.contains($0.id.group) }
  }
}

extension Value {
  /// Whether the mapping has the field, with more than null in it.
  func has(_ field: String) -> Bool { self[named: field].map { !$0.isNull } ?? false }

  /// The text of a field that nothing fills in later; nil where it is absent or a program fills it in.
  func known(_ field: String) -> String? {
    self[named: field]?.text.flatMap { $0.isTemplated ? nil : $0 }
  }

  /// Whether the field says true.
  func isTrue(_ field: String) -> Bool {
    self[named: field]?.text == "true" && self[named: field]?.scalarType == .bool
  }

  /// The place of a field's key; of its value where a build made it.
  func place(of field: String) -> SourceRange? { entry(field)?.key.range ?? self[named: field]?.origin }

  /// The entry as it is written; nil for what a build made.
  func entry(_ field: String) -> Node.Entry? {
    guard let node else { return nil }
    return node.entries.first { $0.key.text == field }
  }
}

/// Takes entries out of block mappings, line by line.
enum EntryRemoval {
  /// The lines of an entry; nil where anything else stands on them, or where the mapping would be left empty.
  static func edit(_ entry: Node.Entry, of mapping: Node) -> TextEdit? {
    guard mapping.style == .block, mapping.count > 1, !mapping.isAlias, !entry.value.isAlias else {
      return nil
    }
    return edit(key: entry.key.range, value: entry.value)
  }

  /// The lines from a key to the end of its value; nil where anything else stands on them.
  static func edit(key: SourceRange, value: Node) -> TextEdit? {
    let bytes = value.stream.source.bytes
    var start = key.bytes.lowerBound
    while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    var end = max(value.bytes.upperBound, key.bytes.upperBound)
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      if bytes[end] == UInt8(ascii: "#") {
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        break
      }
      guard [UInt8(ascii: " "), UInt8(ascii: "\r"), UInt8(ascii: ":")].contains(bytes[end]) else {
        return nil
      }
      end += 1
    }
    if end < bytes.count { end += 1 }
    return TextEdit(range: SourceRange(path: key.path, bytes: start..<end), replacement: "")
  }
}

/// A duration as Flux writes it.
enum FluxDuration {
  /// `1h30m` in seconds; nil for what is no duration.
  static func seconds(_ text: String) -> Double? {
    var rest = text.utf8[...]
    var total = 0.0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0 == UInt8(ascii: ".") || $0.isDigit }
      rest = rest[digits.endIndex...]
      let unit = rest.prefix(while: \.isLetter)
      rest = rest[unit.endIndex...]
      guard let number = Double(Substring(digits)), let factor = factor(of: Substring(unit)) else {
        return nil
      }
      total += number * factor
    }
    return total
  }

  private static func factor(of unit: Substring) -> Double? {
    switch unit {
    case "ms": 0.001
    case "s": 1
    case "m": 60
    case "h": 3600
    default: nil
    }
  }
}
