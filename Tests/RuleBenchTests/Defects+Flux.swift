import Diagnostics
import Flux
import Foundation
import Kustomize
import Lint
import Manifests
import YAML

/// What Flux reconciles: dependencies, paths, substitution, and the references of the cluster's own objects.
extension Defect {
  private static let isDependency: @Sendable (Reference) -> Bool = {
    $0.field == "spec.dependsOn[]" && $0.name.utf8.count >= 5
  }

  static let dependencies: [Defect] = [
    Defect("dependsOn misspelt", "ref-depends-missing") { bed, dice in
      bed.draft(bed.links(isDependency), &dice) { link, dice in
        bed.replacing(link.reference.nameRange, by: bed.nearName(link.reference.name, &dice))
      }
    },
    Defect("dependsOn names the other kind", "ref-depends-wrong-kind") { bed, dice in
      let releases = bed.objects("HelmRelease").filter { release in
        !bed.context.objects.contains { $0.id.kind == "Kustomization" && $0.id.name == release.id.name }
      }
      return bed.draft(bed.links { isDependency($0) && $0.source.id.kind == "Kustomization" }, &dice) {
        link, dice in
        // Of the same cluster: what another one has cannot have been meant.
        let cluster = bed.context.clusters.first { cluster in
          cluster.objects.contains { $0.source == link.reference.source.source }
        }
        let built = Set((cluster?.objects ?? []).map(\.source))
        let near = releases.filter { built.contains($0.source) }
        return near.isEmpty ? nil : bed.replacing(link.reference.nameRange, by: dice.pick(near).id.name)
      }
    },
    Defect("dependsOn names the release itself", "ref-depends-cycle") { bed, dice in
      bed.draft(bed.links(isDependency), &dice) { link, _ in
        guard link.reference.source.root["metadata"]?["name"]?.node != nil,
          link.reference.holder.node?["namespace"] == nil
        else { return nil }
        return bed.replacing(link.reference.nameRange, by: link.reference.source.id.name)
      }
    },
    Defect("dependsOn closes a ring", "ref-depends-cycle") { bed, dice in
      bed.draft(bed.links(isDependency), &dice) { link, _ in
        guard let spec = link.target.root["spec"]?.node, spec["dependsOn"] == nil,
          bed.isClean(spec.range.path),
          link.target.id.namespace == link.reference.source.id.namespace
        else { return nil }
        return spec.inserting("dependsOn:\n  - name: \(link.reference.source.id.name)").map {
          Draft(
            $0, .inserted("dependsOn:\n  ".utf8.count + 8), .old(link.reference.nameRange),
            .old(link.target.source))
        }
      }
    },
    Defect("dependsOn in another namespace", "ref-depends-namespace", "ref-depends-missing") { bed, dice in
      bed.draft(bed.links(isDependency), &dice) { link, _ in
        guard let holder = link.reference.holder.node else { return nil }
        if let node = holder["namespace"] {
          return node.replaced(by: "default").map { Draft($0, .inserted(0), .old(holder.range)) }
        }
        return holder.inserting("namespace: default").map { Draft($0, .inserted(0), .old(holder.range)) }
      }
    },
    Defect("dependsOn twice", "ref-depends-duplicate", level: .warning) { bed, dice in
      bed.draft(bed.links(isDependency), &dice) { link, _ in
        guard let list = link.reference.source.root.at(["spec", "dependsOn"])?.node,
          let index = list.elements.enumerated().first(where: {
            $1["name"]?.range == link.reference.nameRange
          })?.offset,
          list.elements.map({ $0 })[index].count == 1
        else { return nil }
        return list.inserting(item: "name: \(link.reference.name)", at: index).map {
          Draft($0, .inserted(0), .old(link.reference.nameRange))
        }
      }
    },
  ]

  /// Flux Kustomizations whose path is a directory of the tree by their own repository.
  private static func paths(_ bed: Bed) -> [(node: Node, directory: String)] {
    bed.context.clusters.flatMap(\.kustomizations).compactMap { kustomization in
      // What a FluxInstance begins with is not surely this repository.
      guard kustomization.manifest.root.node != nil, let node = kustomization.path?.node, node.isSimple,
        bed.isClean(node.range.path),
        let directory = kustomization.directory, !directory.isEmpty,
        kustomization.spec?["sourceRef"]?["name"]?.text == "flux-system",
        kustomization.spec?["sourceRef"]?["kind"]?.text == "GitRepository", !(node.text ?? "").contains("$")
      else { return nil }
      return (node, directory)
    }
  }

  static let fluxPaths: [Defect] = [
    Defect("Flux path misspelt", "ref-ks-path-missing") { bed, dice in
      bed.draft(paths(bed), &dice) { place, dice in
        let new = dice.oneEdit(place.directory)
        guard bed.tree.kind(of: new) == .missing, !new.contains("//"), !new.hasSuffix("/") else { return nil }
        return place.node.replaced(by: "./" + new).map { Draft($0) }
      }
    },
    Defect("Flux path in other letter case", "ref-ks-path-missing", "ref-ks-path-case") { bed, dice in
      bed.draft(paths(bed), &dice) { place, _ in
        let new = place.directory.prefix(1).uppercased() + place.directory.dropFirst()
        guard bed.tree.kind(of: String(new)) == .missing else { return nil }
        return place.node.replaced(by: "./" + new).map { Draft($0) }
      }
    },
    Defect("Flux path is a file", "ref-ks-path-file") { bed, dice in
      bed.draft(paths(bed), &dice) { place, dice in
        let files = bed.tree.names(in: place.directory).filter(TreePath.isYAML)
        guard !files.isEmpty else { return nil }
        return place.node.replaced(by: "./\(place.directory)/\(dice.pick(files))").map { Draft($0) }
      }
    },
    Defect("Flux path leaves the root", "ref-ks-path-escape") { bed, dice in
      bed.draft(paths(bed), &dice) { place, dice in
        place.node.replaced(by: "../\(dice.letters(8))/\(place.directory)").map { Draft($0) }
      }
    },
    Defect("Flux component that is not there", "ref-components-missing") { bed, dice in
      bed.draft(bed.sites(["Kustomization"], "spec.path"), &dice) { site, dice in
        guard site.holder["components"] == nil,
          paths(bed).contains(where: { $0.node.range == site.node.range })
        else { return nil }
        return site.holder.inserting("components:\n  - ../\(dice.letters(9))").map {
          Draft($0, .inserted("components:\n  - ".utf8.count + 4), .inserted(0))
        }
      }
    },
    Defect("sops file without decryption", "ref-decryption-missing") { bed, dice in
      let encrypted = bed.context.clusters.flatMap(\.kustomizations).filter { kustomization in
        kustomization.objects.contains { $0.isEncrypted }
      }
      return bed.draft(encrypted, &dice) { kustomization, _ in
        guard let spec = kustomization.spec?.node, spec["decryption"] != nil,
          bed.isClean(spec.range.path)
        else { return nil }
        let files = kustomization.objects.filter(\.isEncrypted).map { Spot.old($0.source) }
        return spec.removing("decryption").map {
          Draft($0, anyOf: files + [.old(kustomization.manifest.source)])
        }
      }
    },
    Defect("prune left out", "api-required") { bed, dice in
      bed.draft(bed.sites(["Kustomization"], "spec.prune"), &dice) { site, _ in
        site.holder.removing("prune").map { Draft($0, .old(site.object.source)) }
      }
    },
  ]

  /// Objects whose texts Flux substitutes with values that the tree holds.
  private static func substituted(_ bed: Bed) -> [Bed.Site] {
    let known = bed.context.clusters.flatMap(\.kustomizations).filter { kustomization in
      guard let substitution = kustomization.substitution else { return false }
      return substitution.isComplete && !substitution.values.isEmpty
    }
    let sources = Set(known.flatMap(\.objects).map(\.source))
    return bed.tree.manifests.filter { object in
      sources.contains(object.source) && object.id.kind == "ConfigMap" && bed.isClean(object.source.path)
    }.compactMap { object in
      guard let node = object.root["data"]?.node, object.root.node != nil else { return nil }
      return Bed.Site(object: object, node: node, holder: node, key: "data")
    }
  }

  /// - Parameter since: the Flux from which on it is refused.
  private static func text(_ name: String, _ rules: String..., since: FluxVersion? = nil, text: String)
    -> Defect
  {
    Defect(name, rules) { bed, dice in
      if let since, bed.context.api.flux < since { return nil }
      return bed.draft(substituted(bed), &dice) { site, _ in
        site.node.inserting("planted: \"\(text)\"").map { Draft($0) }
      }
    }
  }

  static let substitutions: [Defect] = [
    text(
      "undefined variable", "ref-substitute-undefined", since: FluxVersion(major: 2, minor: 9),
      text: "a ${no_such_variable_here} b"),
    text("array expansion", "ref-substitute-unsupported", text: "${list[@]}"),
    text("expansion with a dash alone", "ref-substitute-unsupported", text: "${zone-none}"),
    Defect("variable with a dash", "ref-substitute-bad-name") { bed, dice in
      bed.draft(bed.sites(["Kustomization"], "spec.postBuild.substitute"), &dice) { site, dice in
        site.node.inserting("\(dice.letters(4))-\(dice.letters(4)): east").map { Draft($0) }
      }
    },
  ]

  static let clusterReferences: [Defect] = [
    Defect("selector that the pods do not fit", "ref-core-selector") { bed, dice in
      let kinds = ["Deployment", "StatefulSet", "DaemonSet"]
      return bed.draft(bed.sites(kinds, "spec.selector.matchLabels"), &dice) { site, dice in
        guard
          let entry = site.node.entries.first(where: { $0.value.isSimple && $0.value.scalarType == .string }),
          let text = entry.value.text
        else { return nil }
        let new = dice.oneEdit(text)
        return entry.value.replaced(by: new).flatMap { edit in
          let path = ["spec", "selector", "matchLabels"]
          // Labels that a kustomization adds are written over what stands here.
          guard
            bed.yields(site.object, edit, where: { $0.at(path)?[named: entry.key.text ?? ""]?.text == new })
          else { return nil }
          return Draft(edit, .inserted(0), .old(site.node.range))
        }
      }
    },
    Defect("configMapKeyRef to a key that is not there", "ref-core-key") { bed, dice in
      let links = bed.links { $0.field.hasSuffix("configMapKeyRef") && $0.holder["optional"] == nil }
      return bed.draft(links, &dice) { link, dice in
        guard let node = link.reference.holder.node?["key"], let text = node.text else { return nil }
        return node.replaced(by: dice.oneEdit(text)).map {
          Draft($0, .inserted(0), .old(link.reference.nameRange))
        }
      }
    },
    Defect("volumeMount without a volume", "ref-core-volume-mount") { bed, dice in
      let kinds = ["Deployment", "StatefulSet", "DaemonSet"]
      let sites = bed.sites(kinds, "spec.template.spec.containers.0.volumeMounts.0.name")
      return bed.draft(sites, &dice) { site, dice in
        guard let text = site.node.text else { return nil }
        return site.node.replaced(by: dice.oneEdit(text)).map { Draft($0) }
      }
    },
    .without(
      "binding of a ServiceAccount without namespace", "ref-core-binding-namespace", "api-required",
      kinds: ["ClusterRoleBinding"], "subjects.0.namespace",
      where: { $0.holder["kind"]?.text == "ServiceAccount" }),
    Defect("ConfigMap of a pod misspelt", "ref-core-configmap", level: .warning) { bed, dice in
      let links = bed.links { !$0.isFlux && $0.kinds == ["ConfigMap"] && $0.name.utf8.count >= 5 }
      return bed.draft(links, &dice) { link, dice in
        bed.replacing(link.reference.nameRange, by: bed.nearName(link.reference.name, &dice))
      }
    },
    Defect("serviceAccountName misspelt", "ref-core-sa", level: .warning) { bed, dice in
      let links = bed.links {
        !$0.isFlux && $0.field.hasSuffix("serviceAccountName") && $0.name.utf8.count >= 5
      }
      return bed.draft(links, &dice) { link, dice in
        bed.replacing(link.reference.nameRange, by: bed.nearName(link.reference.name, &dice))
      }
    },
  ]
}
