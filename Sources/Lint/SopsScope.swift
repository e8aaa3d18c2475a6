import Manifests

/// Which values of an object sops encrypts, as the settings in its `sops` block say.
struct SopsScope {
  private let settings: Value

  init(_ settings: Value) {
    self.settings = settings
  }

  /// Whether sops would have encrypted a value. False where that cannot be told from an expression of plain words.
  func covers(_ value: SecretValue) -> Bool {
    let keys = [value.section.rawValue, value.key]
    if let expression = setting("encrypted_regex") {
      return keys.contains { matches(expression, $0) ?? false }
    }
    if let expression = setting("unencrypted_regex") {
      return keys.allSatisfy { matches(expression, $0) == false }
    }
    if let suffix = setting("encrypted_suffix") { return keys.contains { $0.hasSuffix(suffix) } }
    if setting("encrypted_comment_regex") != nil || setting("unencrypted_comment_regex") != nil {
      return false
    }
    let suffix = setting("unencrypted_suffix") ?? "_unencrypted"
    return !keys.contains { $0.hasSuffix(suffix) }
  }

  private func setting(_ name: String) -> String? {
    settings[name]?.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether an expression of words, `^(a|b)$`, matches a key; nil for any other expression.
  private func matches(_ expression: String, _ key: String) -> Bool? {
    var words = expression[...]
    let isWhole = words.hasPrefix("^") && words.hasSuffix("$")
    if words.hasPrefix("^") { words = words.dropFirst() }
    if words.hasSuffix("$") { words = words.dropLast() }
    if words.hasPrefix("("), words.hasSuffix(")") { words = words.dropFirst().dropLast() }
    guard words.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "|" || $0 == "_" }) else { return nil }
    return words.split(separator: "|").contains { word in
      isWhole ? key == word : !expression.contains { $0 == "^" || $0 == "$" } && key.contains(word)
    }
  }
}
