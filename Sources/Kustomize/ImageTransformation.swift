import Diagnostics
import Manifests
import YAML

/// One entry of `images`.
struct ImageTransformation {
  private let name: Text
  private let newName: Text?
  private let newTag: Text?
  private let tagSuffix: Text?
  private let digest: Text?
  private let specs: [FieldSpec]
  /// kustomize takes the name for a regular expression.
  private let pattern: Pattern
  /// What every image of that name starts with: the bytes before the first that may mean something to the pattern.
  private let start: [UInt8]

  init?(_ fields: Fields, specs: [FieldSpec]) {
    guard let name = fields.filled("name") else { return nil }
    self.name = name
    let rest = "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?"
    guard let pattern = try? Pattern(name.text + rest) else { return nil }
    self.pattern = pattern
    start = Self.literalStart(of: name.text)
    newName = fields.filled("newName")
    newTag = fields.filled("newTag")
    tagSuffix = fields.filled("tagSuffix")
    digest = fields.filled("digest")
    self.specs = specs
  }

  private static func literalStart(of pattern: String) -> [UInt8] {
    let isLiteral = { (byte: UInt8) in
      byte == 0x2D || byte == 0x2F || byte == 0x5F || byte.isLetterOrDigit
    }
    let bytes = Array(pattern.utf8)
    let start = bytes.prefix(while: isLiteral)
    // The byte before an operator may be repeated or left out, and an alternative may start anew.
    if bytes.contains(UInt8(ascii: "|")) { return [] }
    return Array(start.count == bytes.count ? start : start.dropLast())
  }

  func run(_ result: inout Accumulation) {
    var isMatched = false
    for index in result.resources.indices where result.resources[index].id.kind != "CustomResourceDefinition"
    {
      let root = result.resources[index].root
      if let edited = editedContainers(root, isKnown: false) {
        isMatched = true
        result.resources.updateContent(at: index, edited)
      }
    }
    result.editContent(specs, new: .string("", from: nil), at: name.range) { (image) throws(FieldMismatch) in
      guard image.kind == .scalar else { throw FieldMismatch(step: "image", place: image.origin) }
      let edited = renamed(image)
      if edited != nil { isMatched = true }
      return edited
    }
    result.noteTarget(.images, at: name.range, isMatched: isMatched)
  }

  /// kustomize looks for `containers` and `initContainers` at any depth of any kind.
  ///
  /// - Parameter isKnown: whether the text is known to hold such a key: most objects have none, and are let alone.
  private func editedContainers(_ value: Value, isKnown: Bool) -> Value? {
    var isKnown = isKnown
    if case .node(let node) = value, !isKnown {
      guard node.mentionsContainers else { return nil }
      isKnown = true
    }
    switch value.kind {
    case .scalar: return nil
    case .sequence: return mapped(value) { editedContainers($0, isKnown: isKnown) }
    case .mapping:
      var result = value
      var hasChanged = false
      for entry in value.entries {
        var edited = editedContainers(entry.value, isKnown: isKnown)
        if entry.key == "containers" || entry.key == "initContainers", entry.value.kind == .sequence {
          edited =
            mapped(edited ?? entry.value) { container in
              container["image"].flatMap(renamed).map { container.setting("image", to: $0) }
            } ?? edited
        }
        guard let edited else { continue }
        result = result.setting(entry.key, to: edited)
        hasChanged = true
      }
      return hasChanged ? result : nil
    }
  }

  private func mapped(_ list: Value, _ edit: (Value) -> Value?) -> Value? {
    var hasChanged = false
    let elements = list.elements.map { element -> Value in
      guard let edited = edit(element) else { return element }
      hasChanged = true
      return edited
    }
    return hasChanged ? .sequence(elements, origin: list.origin) : nil
  }

  private func renamed(_ image: Value) -> Value? {
    guard let text = image.text, text.utf8.starts(with: start), !image.isNull, pattern.matches(text) else {
      return nil
    }
    let old = ImageName(text)
    var result = newName?.text ?? old.name
    var tag = old.tag
    var hash = old.digest
    if let newTag {
      tag = newTag.text
      hash = digest?.text ?? ""
    } else if let digest {
      tag = ""
      hash = digest.text
    } else if let tagSuffix {
      tag += tagSuffix.text
      hash = ""
    }
    if !tag.isEmpty { result += ":" + tag }
    if !hash.isEmpty { result += "@" + hash }
    return .string(result, from: (newTag ?? digest ?? newName ?? tagSuffix ?? name).range)
  }
}

/// A container image split into its parts.
struct ImageName {
  let name: String
  /// "" where there is none.
  let tag: String
  let digest: String

  init(_ image: String) {
    let bytes = Array(image.utf8)
    let at = bytes.firstIndex(of: UInt8(ascii: "@")) ?? bytes.count
    let slash = bytes[..<at].lastIndex(of: UInt8(ascii: "/")) ?? -1
    let colon = bytes[..<at][(slash + 1)...].firstIndex(of: UInt8(ascii: ":")) ?? at
    name = String(decoding: bytes[..<colon], as: UTF8.self)
    tag = colon < at ? String(decoding: bytes[(colon + 1)..<at], as: UTF8.self) : ""
    digest = at < bytes.count ? String(decoding: bytes[(at + 1)...], as: UTF8.self) : ""
  }
}

extension Node {
  /// Whether the text below it holds the word at all: most objects have no containers.
  fileprivate var mentionsContainers: Bool {
    var isFound = false
    forEachDescendant { node in
      if !isFound, node.isAlias || node.is("containers") || node.is("initContainers") { isFound = true }
    }
    return isFound
  }
}
