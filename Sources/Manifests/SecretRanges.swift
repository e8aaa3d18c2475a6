import Diagnostics
import YAML

/// The byte ranges of a file that hold secret values, which nothing may print: the values of Secrets, of patches of
/// Secrets, and of a kustomization's Secret generators.
package enum SecretRanges {
  /// Sorted by their first byte. Where the file stops being YAML, every line behind that document's first byte is
  /// taken for secret if the text there speaks of a Secret at all.
  package static func find(in stream: YAMLStream) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for document in stream.documents {
      for manifest in document.manifests where manifest.id.kind == "Secret" { add(manifest, to: &found) }
      if let root = document.root { addKustomization(root, to: &found) }
    }
    if stream.error != nil { found += unread(stream) }
    return found.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  private static func add(_ secret: Manifest, to found: inout [Range<Int>]) {
    let applied = "kubectl.kubernetes.io/last-applied-configuration"
    if let copy = secret.root["metadata"]?["annotations"]?[named: applied] { add(copy.node, to: &found) }
    for key in ["data", "stringData"] {
      guard let data = secret.root[named: key], let node = data.node else { continue }
      guard node.kind == .mapping else {
        add(node, to: &found)
        continue
      }
      // As written: a key that stands twice has two values to hide.
      for entry in node.entries { add(entry.value, to: &found) }
      found += comments(of: node.target)
    }
  }

  /// A node with all below it; what an alias stands for is masked too, wherever it is written.
  private static func add(_ node: Node?, to found: inout [Range<Int>]) {
    guard let node else { return }
    found.append(node.bytes)
    if node.isAlias { found.append(node.target.bytes) }
  }

  /// Comments between the values, which may hold a former value; suppressions are no such comments.
  private static func comments(of data: Node) -> [Range<Int>] {
    data.stream.comments.filter { comment in
      data.bytes.contains(comment.range.bytes.lowerBound) && !comment.text.hasPrefix("lint:ignore")
    }.map(\.range.bytes)
  }

  private static func addKustomization(_ root: Node, to found: inout [Range<Int>]) {
    for generator in root["secretGenerator"].map({ Array($0.elements) }) ?? [] {
      for literal in generator["literals"]?.elements.map({ $0 }) ?? [] { add(literal, to: &found) }
    }
    let spec = root["spec"]
    for list in [root["patches"], root["patchesStrategicMerge"], root["patchesJson6902"], spec?["patches"]] {
      for element in list?.elements.map({ $0 }) ?? [] {
        let patch = element.kind == .scalar ? element : element["patch"]
        guard let patch, let text = patch.text, text.contains("\n") else { continue }
        let isOfSecret = element["target"]?["kind"]?.is("Secret") ?? false
        if isOfSecret || patchesSecret(text) { add(patch, to: &found) }
      }
    }
  }

  /// Whether a patch is one of a Secret, and not of an object that only refers to one, as an entry of
  /// `substituteFrom` does: in block style, only what stands at the margin says what the patch is of.
  private static func patchesSecret(_ text: String) -> Bool {
    let margin = text.split(separator: "\n").filter { $0.first != " " && $0.first != "\t" }
    let isBlockMapping = margin.allSatisfy { line in
      line.first.map { $0.isLetter || $0 == "#" } == true || line == "---"
    }
    return speaksOfSecret(isBlockMapping ? margin.joined(separator: "\n") : text)
  }

  private static func speaksOfSecret(_ text: some StringProtocol) -> Bool {
    text.split(separator: "\n").contains { line in
      line.split(whereSeparator: { " \t\r\"'{},-:".contains($0) }).starts(with: ["kind", "Secret"])
    }
  }

  private static func unread(_ stream: YAMLStream) -> [Range<Int>] {
    let bytes = stream.source.bytes
    let start = stream.documents.last.map(\.range.bytes.upperBound) ?? 0
    let candidates = [start, 0].filter { $0 < bytes.count }
    guard let start = candidates.first(where: { speaksOfSecret(stream.source.text($0..<bytes.count)) }) else {
      return []
    }
    return [start..<bytes.count]
  }
}
