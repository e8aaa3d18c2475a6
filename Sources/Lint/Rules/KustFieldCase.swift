import Diagnostics
import Manifests
import YAML

struct KustFieldCase: Rule {
  static let id = "kust-field-case"
  static let severity = Severity.warning
  static let summary = "a field of a kustomization in another letter case than documented"
  static let explanation = """
    kustomize reads `Resources` as `resources`, but nothing else does: editors, schema checks, `kustomize edit` and \
    every other tool that reads the file pass it over.

    Fix: write the field as it is documented.

    Source: kustomize 5.7.1, measured; Go's encoding/json matches keys whatever their letter case.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      ↓apiversion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      ↓Resources: []
      """,
      fixed: """
        -- kustomization.yaml --
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: []
        """),
    .bad(
      "in an entry of images",
      """
      -- kustomization.yaml --
      resources: []
      images:
        - name: nginx
          ↓newtag: "1.27"
      """,
      fixed: """
        -- kustomization.yaml --
        resources: []
        images:
          - name: nginx
            newTag: "1.27"
        """),
    .good(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      configMapGenerator: []
      """),
    .good(
      "the keys of labels are free",
      """
      -- kustomization.yaml --
      resources: []
      commonAnnotations:
        Resources: all
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization -> [Diagnostic] in
      guard !kustomization.isFluxObject else { return [] }
      return check(kustomization.root, kustomizationFields)
        + kustomizationEntryFields.flatMap { field, names in
          kustomization.list(field).flatMap { check($0, names) }
        }
    }
  }

  private func check(_ mapping: Node, _ names: [String]) -> [Diagnostic] {
    mapping.entries.compactMap { entry in
      guard let key = entry.key.text, !names.contains(key),
        let meant = names.first(where: { $0.lowercased() == key.lowercased() })
      else { return nil }
      let edit = ListEdits.replace(entry.key, with: meant)
      return finding(
        "the field '\(key)' should be written '\(meant)'", at: entry.key.range,
        fix: edit.map { Fix("write '\(meant)'", .safe, [$0]) })
    }
  }
}
