import Diagnostics
import Manifests
import YAML

/// The `target` of a patch, or what a replacement selects.
struct Selector {
  private let group: Pattern?
  private let version: Pattern?
  private let kind: Pattern?
  private let name: Pattern?
  private let namespace: Pattern?
  private let labels: LabelSelector?
  private let annotations: LabelSelector?

  init(_ fields: Fields) throws(BuildFailure) {
    group = try Self.pattern("group", fields)
    version = try Self.pattern("version", fields)
    kind = try Self.pattern("kind", fields)
    name = try Self.pattern("name", fields)
    namespace = try Self.pattern("namespace", fields)
    labels = try LabelSelector("labelSelector", of: fields)
    annotations = try LabelSelector("annotationSelector", of: fields)
  }

  private static func pattern(_ field: String, _ fields: Fields) throws(BuildFailure) -> Pattern? {
    guard let text = fields.filled(field) else { return nil }
    do throws(Pattern.Problem) {
      return try Pattern(text.text)
    } catch {
      switch error {
      case .invalid(let reason):
        throw BuildFailure(
          .patchSyntax, "'\(text.text)' is no regular expression: \(reason)", at: text.range)
      case .unsupported(let reason):
        throw BuildFailure(
          .unsupported, "the regular expression '\(text.text)' uses \(reason), which scaffold does not know",
          at: text.range)
      }
    }
  }

  /// Whether a patch that targets this applies to an object, by what it is or was called.
  func matches(_ resource: Resource) -> Bool {
    let now = resource.key
    guard kind?.matches(now.kind) ?? true, group?.matches(now.group) ?? true,
      version?.matches(now.version) ?? true
    else { return false }
    let original = resource.originalKey
    guard namespace.map({ $0.matches(original.namespace) || $0.matches(now.namespace) }) ?? true,
      name.map({ $0.matches(original.name) || $0.matches(now.name) }) ?? true
    else { return false }
    return matchesMetadata(resource)
  }

  /// Whether an object's labels and annotations fit.
  private func matchesMetadata(_ resource: Resource) -> Bool {
    let metadata = resource.root["metadata"]
    return labels?.matches(metadata?["labels"]) ?? true
      && annotations?.matches(metadata?["annotations"]) ?? true
  }
}

/// A label selector in Kubernetes' syntax: `a=b,c!=d,e in (f,g),h notin (i),j,!k`.
struct LabelSelector {
  private enum Operator { case isIn, isNotIn, exists, isMissing }
  private struct Requirement {
    let key: String
    let operation: Operator
    let values: [String]
  }

  private let requirements: [Requirement]

  /// Nil where the field is absent.
  init?(_ field: String, of fields: Fields) throws(BuildFailure) {
    guard let text = fields.filled(field) else { return nil }
    var found: [Requirement] = []
    for part in Self.parts(of: text.text) {
      guard let requirement = Self.requirement(part) else {
        throw BuildFailure(.patchSyntax, "'\(part)' is no label selector", at: text.range)
      }
      found.append(requirement)
    }
    requirements = found
  }

  func matches(_ labels: Value?) -> Bool {
    requirements.allSatisfy { requirement in
      let value = labels?[named: requirement.key]?.text
      switch requirement.operation {
      case .exists: return value != nil
      case .isMissing: return value == nil
      case .isIn: return value.map(requirement.values.contains) ?? false
      case .isNotIn: return !(value.map(requirement.values.contains) ?? false)
      }
    }
  }

  /// The text split at commas outside parentheses.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
    return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }

  private static func requirement(_ part: String) -> Requirement? {
    let text = trimmed(part)
    if let open = text.firstIndex(of: "("), text.hasSuffix(")") {
      let words = text[..<open].split { $0 == " " || $0 == "\t" }
      guard words.count == 2, words[1] == "in" || words[1] == "notin" else { return nil }
      let values = text[text.index(after: open)...].dropLast().split(
        separator: ",", omittingEmptySubsequences: false)
      return Requirement(
        key: String(words[0]), operation: words[1] == "in" ? .isIn : .isNotIn, values: values.map(trimmed))
    }
    if let equals = text.firstIndex(of: "=") {
      let value = trimmed(text[equals...].drop { $0 == "=" })
      let isNegated = text[..<equals].last == "!"
      let key = trimmed(isNegated ? text[..<equals].dropLast() : text[..<equals])
      return isLabel(key)
        ? Requirement(key: key, operation: isNegated ? .isNotIn : .isIn, values: [value]) : nil
    }
    let isNegated = text.first == "!"
    let key = trimmed(isNegated ? text.dropFirst() : text[...])
    return isLabel(key) ? Requirement(key: key, operation: isNegated ? .isMissing : .exists, values: []) : nil
  }

  private static func isLabel(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.allSatisfy { $0 > 32 && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "!") }
  }
}
