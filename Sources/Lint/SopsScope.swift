import Manifests

/// Which values of an object sops encrypts, as the settings in its `sops` block say.
struct SopsScope {
  private let settings: Value

  init(_ settings: Value) {
    self.settings = settings
  }

  /// Whether sops would have encrypted a value. False where its expression is not understood here.
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
    settings[named: name]?.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether an expression is found in a key; nil where it is not understood here.
  private func matches(_ expression: String, _ key: String) -> Bool? {
    // Without regard to case from its first sign on, as in `(?i)(pass|token)` and `((?i)(pass|token))`.
    let parts = expression.split(separator: "(?i)", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].allSatisfy({ $0 == "(" }), !expression.contains("\\") else {
      return SchemaPattern(expression)?.matches(key)
    }
    return SchemaPattern(String(parts[0]) + parts[1].lowercased())?.matches(key.lowercased())
  }
}
