import Flux
import Manifests

extension LintContext {
  /// The Flux Kustomizations of which a field is known as the cluster gets it: not templates, and not those that no
  /// build of the tree yields while its patches may set the field.
  func kustomizations(knowing field: String) -> [FluxKustomization] {
    let isPatched = patches.anySets(field, of: "Kustomization")
    return clusters.flatMap(\.kustomizations).filter { kustomization in
      !(kustomization.isRoot && isPatched) && !kustomization.manifest.id.name.isTemplated
    }
  }
}
