import Diagnostics
import Manifests
import YAML

struct KustComponentMixup: Rule {
  static let id = "kust-component-mixup"
  static let severity = Severity.error
  static let summary = "a Component among resources, or something else among components"
  static let explanation = """
    A directory whose kustomization says `kind: Component` goes into `components`, any other into `resources`; \
    kustomize refuses the one in the place of the other. A file is never a component.

    Fix: move the entry to the other list.

    Source: kustomize 5.7.1, "expected kind != 'Component' for path", "expected kind 'Component' for path".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - map.yaml
        - ↓components/alerts
      components:
        - components/volume
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      -- components/alerts/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      resources: []
      -- components/volume/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      resources: []
      """,
      fixed: """
        -- kustomization.yaml --
        resources:
          - map.yaml
        components:
          - components/volume
          - components/alerts
        -- map.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default
        -- components/alerts/kustomization.yaml --
        apiVersion: kustomize.config.k8s.io/v1alpha1
        kind: Component
        resources: []
        -- components/volume/kustomization.yaml --
        apiVersion: kustomize.config.k8s.io/v1alpha1
        kind: Component
        resources: []
        """),
    .bad(
      "a base without a kind, and a file",
      """
      -- kustomization.yaml --
      components:
        - ↓base
        - ↓map.yaml
      -- base/kustomization.yaml --
      resources: []
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
    .good(
      """
      -- kustomization.yaml --
      resources:
        - base
      components:
        - alerts
      -- base/kustomization.yaml --
      resources: []
      -- alerts/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      resources: []
      """),
    .good(
      "a component of a component",
      """
      -- alerts/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      components:
        - ../labels
      -- labels/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { kustomization, local in
      guard let path = local.path, path != kustomization.directory, path != kustomization.path else {
        return nil
      }
      switch (local.entry.use, local.kind) {
      case (.component, .file):
        return report(local.entry, "is a file, but 'components' takes directories", nil, kustomization)
      case (.resource, .directory), (.component, .directory):
        guard let listed = context.tree.kustomization(in: path), !listed.isFluxObject,
          listed.isComponent == (local.entry.use == .resource)
        else { return nil }
        let words =
          listed.isComponent
          ? "is a Component and belongs in 'components'" : "is no Component and belongs in 'resources'"
        return report(local.entry, words, listed, kustomization)
      default: return nil
      }
    }
  }

  private func report(
    _ entry: Kustomization.PathEntry, _ words: String, _ listed: Kustomization?,
    _ kustomization: Kustomization
  ) -> Diagnostic {
    let note = listed.map { Note($0.field("kind")?.value.range ?? $0.fileRange, "its kind is decided here") }
    return finding(
      "'\(entry.path)' in '\(entry.field)' \(words)", at: entry.node.range, related: note.map { [$0] } ?? [],
      fix: listed.flatMap { move(entry, isComponent: $0.isComponent, kustomization) })
  }

  /// Takes the entry out of one list and adds it to the other, where that one exists.
  private func move(_ entry: Kustomization.PathEntry, isComponent: Bool, _ kustomization: Kustomization)
    -> Fix?
  {
    let other = isComponent ? "components" : "resources"
    guard let from = kustomization.field(entry.field), let to = kustomization.field(other),
      let removal = ListEdits.remove(entry.node, from: from.value),
      let addition = ListEdits.append(entry.path, to: to.value)
    else { return nil }
    return Fix("move '\(entry.path)' to \(other)", .unsafe, [removal, addition])
  }
}
