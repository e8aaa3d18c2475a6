import Diagnostics
import Flux
import Kustomize
import Manifests
import YAML

/// What rules judge: the tree as written, what kustomize and Flux make of it, and the settings of the run.
///
/// Every index is made once, before the first rule runs.
package struct LintContext: Sendable {
  package let tree: Tree
  package let builder: Builder
  package let settings: LintSettings
  private let byKind: [String: [Manifest]]

  package init(tree: Tree, settings: LintSettings = LintSettings()) {
    self.tree = tree
    self.settings = settings
    builder = Builder(tree)
    byKind = Dictionary(grouping: tree.manifests, by: \.id.kind)
  }

  /// The objects of one kind as their files write them, in the order of path and place; patches are not among them.
  package func manifests(_ kind: String) -> [Manifest] { byKind[kind] ?? [] }

  /// The references that resolve to an object, given as its file writes it; each referring object and field once.
  package func references(to manifest: Manifest) -> [Reference] { [] }
}

/// What a run is told besides the tree.
package struct LintSettings: Sendable {
  /// Objects that exist although no file makes them.
  package var external: [ExternalObject] = []

  package init() {}
}
