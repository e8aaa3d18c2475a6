import Diagnostics
import Manifests
import YAML

struct KustAPIVersion: Rule {
  static let id = "kust-api-version"
  static let severity = Severity.error
  static let summary = "a kustomization of a wrong apiVersion or kind"
  static let explanation = """
    kustomize takes `kustomize.config.k8s.io/v1beta1` with `kind: Kustomization`, and \
    `kustomize.config.k8s.io/v1alpha1` with `kind: Component`; it refuses any other value of the two.

    Fix: write the version that belongs to the kind.

    Source: kustomize 5.7.1, Kustomization.EnforceFields.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      apiVersion: ↓kustomize.config.k8s.io/v1
      kind: Kustomization
      resources: []
      """,
      fixed: """
        -- kustomization.yaml --
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: []
        """),
    .bad(
      """
      -- alerts/kustomization.yaml --
      apiVersion: ↓"kustomize.config.k8s.io/v1beta1"
      kind: Component
      -- base/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: ↓Kustomisation
      resources: []
      """,
      fixed: """
        -- alerts/kustomization.yaml --
        apiVersion: "kustomize.config.k8s.io/v1alpha1"
        kind: Component
        -- base/kustomization.yaml --
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: []
        """),
    .good(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: []
      -- alerts/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      """),
    .good(
      "neither has to be written",
      """
      -- kustomization.yaml --
      resources: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization -> [Diagnostic] in
      guard !kustomization.isFluxObject else { return [] }
      let kind = kustomization.field("kind")?.value
      let version = kustomization.field("apiVersion")?.value
      let expected = "kustomize.config.k8s.io/" + (kustomization.isComponent ? "v1alpha1" : "v1beta1")
      return [
        kind.flatMap { wrong($0, ["Kustomization", "Component"], "the kind") },
        version.flatMap {
          wrong(
            $0, [expected], "the apiVersion of a \(kustomization.isComponent ? "Component" : "Kustomization")"
          )
        },
      ].compactMap { $0 }
    }
  }

  private func wrong(_ node: Node, _ expected: [String], _ what: String) -> Diagnostic? {
    guard let text = node.text, !text.isEmpty, node.scalarType != .null, !expected.contains(text) else {
      return nil
    }
    let meant = expected.count == 1 ? expected[0] : nearest(to: text, among: expected)
    let edit = meant.flatMap { ListEdits.replace(node, with: $0) }
    return finding(
      "\(what) is '\(text)', but must be \(expected.map { "'\($0)'" }.joined(separator: " or "))",
      at: node.range,
      fix: edit.map { Fix("write '\($0.replacement)'", .safe, [$0]) })
  }
}
