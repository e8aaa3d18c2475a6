import Diagnostics
import Manifests
import YAML

struct KustImageTagType: Rule {
  static let id = "kust-image-tag-type"
  static let severity = Severity.error
  static let summary = "a tag or name of an image that YAML reads as a number or truth value"
  static let explanation = """
    `newTag: 1.10` is the number 1.1 to YAML; kustomize refuses anything but a string there.

    Fix: put the value in quotes.

    Source: kustomize 5.7.1, "cannot unmarshal number into Go struct field Image.images.newTag of type string".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources: []
      images:
        - name: nginx
          newTag: ↓1.10
      """,
      fixed: """
        -- kustomization.yaml --
        resources: []
        images:
          - name: nginx
            newTag: "1.10"
        """),
    .bad(
      "a kustomization is read as YAML 1.1, where 'on' is a truth value",
      """
      -- kustomization.yaml --
      resources: []
      images:
        - name: nginx
          newTag: ↓on # the channel
        - {name: redis, newTag: ↓7}
      """,
      fixed: """
        -- kustomization.yaml --
        resources: []
        images:
          - name: nginx
            newTag: "on" # the channel
          - {name: redis, newTag: "7"}
        """),
    .good(
      """
      -- kustomization.yaml --
      resources: []
      images:
        - name: nginx
          newTag: "1.10"
        - name: redis
          newTag: 7.4.1
        - name: busybox
          newTag: v1
      """),
    .good(
      "nothing is no number",
      """
      -- kustomization.yaml --
      resources: []
      images:
        - name: nginx
          newTag:
          newName: registry.example.com/nginx
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization in
      kustomization.list("images").flatMap { image in
        image.entries.compactMap { entry -> Diagnostic? in
          guard let word = entry.value.oldType else { return nil }
          let text = entry.value.text ?? ""
          let edit = entry.value.valueRange.map { TextEdit(range: $0, replacement: "\"\(text)\"") }
          return finding(
            "'\(entry.key.text ?? "")' must be a string, but YAML reads \(text) as a \(word)",
            at: entry.value.range,
            fix: edit.map { Fix("put \(text) in quotes", .safe, [$0]) })
        }
      }
    }
  }
}

extension Node {
  /// What YAML 1.1, as which kustomize reads its own file, makes of a scalar that is no string; nil for a string,
  /// for nothing and for a container.
  var oldType: String? {
    switch scalarType {
    case .int, .float: return "number"
    case .bool: return "truth value"
    case .string where style == .plain && tag == nil:
      let words = ["y", "yes", "on", "n", "no", "off"]
      guard let text, words.contains(text.lowercased()) else { return nil }
      let isOneCase =
        text == text.lowercased() || text == text.uppercased()
        || text.dropFirst() == text.dropFirst().lowercased()
      return isOneCase ? "truth value" : nil
    default: return nil
    }
  }
}
