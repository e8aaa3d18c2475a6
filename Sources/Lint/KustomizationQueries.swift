import Diagnostics
import Flux
import Manifests
import YAML

extension Kustomization.PathEntry {
  /// The path alone, without the `key=` of a generator's input and without quotes.
  var pathRange: SourceRange? {
    guard let value = node.valueRange, let text = node.text, text.hasSuffix(path) else { return nil }
    let end = value.bytes.upperBound
    return SourceRange(path: value.path, bytes: (end - path.utf8.count)..<end)
  }

  /// The edit that writes another path in place of this one.
  func replacing(_ path: String) -> TextEdit? {
    pathRange.map { TextEdit(range: $0, replacement: path) }
  }

  /// Whether it is a shell pattern, which kustomize does not expand.
  var isPattern: Bool { path.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } }

  /// The path without the spaces around it.
  var trimmed: String {
    let bytes = Array(path.utf8)
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}

extension Kustomization {
  /// The place of the file as a whole.
  var fileRange: SourceRange {
    SourceRange(path: path, bytes: root.stream.source.start..<root.stream.source.start)
  }
}

extension SourceFile {
  /// The first byte behind a byte order mark.
  var start: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}

extension LintContext {
  /// The path in the tree that differs from a missing one in letter case only; nil where none does, or several do.
  func otherCase(of path: String) -> String? {
    var found = [""]
    for part in path.split(separator: "/").map({ $0.lowercased() }) {
      found = found.flatMap { directory in
        tree.names(in: directory).filter { $0.lowercased() == part }.map {
          TreePath.join(directory, $0)
        }
      }
    }
    return found.count == 1 && found.first != path ? found.first : nil
  }

  /// What kustomizations list and Flux Kustomizations apply, whatever their source.
  var namings: [Naming] {
    let listed = tree.kustomizations.flatMap { kustomization in
      kustomization.paths.compactMap { entry in
        entry.target.map { Naming(path: $0, directory: kustomization.directory) }
      }
    }
    let applied = tree.manifests.filter(FluxKustomization.matches).flatMap { manifest -> [Naming] in
      let directory = TreePath.directory(of: manifest.source.path)
      guard let written = manifest.root["spec"]?["path"]?.text,
        let path = TreePath.resolve(String(written.drop { $0 == "/" }), from: "")
      else { return [] }
      let components = manifest.root["spec"]?["components"]?.elements.compactMap(\.text) ?? []
      return ([path] + components.compactMap { TreePath.resolve($0, from: path) }).map {
        Naming(path: $0, directory: directory)
      }
    }
    return listed + applied
  }

  /// A path that a file names.
  struct Naming {
    let path: String
    /// The directory of the file that names it.
    let directory: String
  }

  /// The directories at the spec.path of a Flux Kustomization of a cluster.
  var fluxRoots: Set<String> { Self.fluxRoots(of: clusters) }

  /// The directories that Flux builds, each with the kustomizations it includes.
  static func fluxDirectories(of clusters: [Cluster], in tree: Tree) -> Set<String> {
    var reached = ReachedDirectories(tree)
    for directory in fluxRoots(of: clusters) { reached.visit(directory) }
    return reached.directories
  }

  private static func fluxRoots(of clusters: [Cluster]) -> Set<String> {
    Set(clusters.flatMap(\.kustomizations).compactMap(\.directory))
  }
}

/// The order in which kustomizations list files.
struct ListingOrder {
  private var positions: [String: (kustomization: String, index: Int)] = [:]

  init(_ tree: Tree) {
    for kustomization in tree.kustomizations {
      for (index, entry) in kustomization.paths.enumerated() where entry.use == .resource {
        guard let path = entry.target else { continue }
        positions[path] = (kustomization.path, index)
      }
    }
  }

  /// Whether a place is listed before another; by path where no one kustomization lists both files.
  func precedes(_ left: SourceRange, _ right: SourceRange) -> Bool {
    guard left.path != right.path, let a = positions[left.path], let b = positions[right.path],
      a.kustomization == b.kustomization
    else { return left < right }
    return a.index < b.index
  }
}
