import Diagnostics
import Flux
import Foundation
import Kustomize
import Lint
import Manifests
import YAML

/// What kustomizations list, and how they are written.
extension Bed {
  /// A kustomization that builds and is clean.
  struct Listing {
    let kustomization: Kustomization
    let resources: Node
    var directory: String { kustomization.directory }
  }

  /// Kustomizations in whose builds nothing is amiss.
  var listings: [Listing] {
    tree.kustomizations.compactMap { kustomization in
      guard isClean(kustomization.path), !kustomization.isComponent,
        let resources = kustomization.field("resources")?.value, resources.kind == .sequence,
        context.builder.build(kustomization.directory).failures.isEmpty
      else { return nil }
      return Listing(kustomization: kustomization, resources: resources)
    }
  }

  /// An item of `resources` that names something of the tree.
  struct Item {
    let listing: Listing
    let index: Int
    let node: Node
    let path: String

    var written: String { node.text ?? "" }
  }

  func items(_ kind: PathKind) -> [Item] {
    listings.flatMap { listing in
      listing.resources.elements.enumerated().compactMap { index, node -> Item? in
        guard node.isSimple, let text = node.text, !Kustomization.isRemote(text),
          let path = TreePath.resolve(text, from: listing.directory), tree.kind(of: path) == kind
        else { return nil }
        return Item(listing: listing, index: index, node: node, path: path)
      }
    }
  }

  /// How many kustomizations name a path.
  func uses(of path: String) -> Int {
    tree.kustomizations.flatMap { kustomization in
      kustomization.paths.filter { TreePath.resolve($0.path, from: kustomization.directory) == path }
    }.count
  }
}

extension Defect {
  /// A class that writes another text in place of an item of `resources`.
  private static func item(
    _ name: String, _ rules: String..., kustomize: Verdict = .refuses,
    to change: @escaping @Sendable (Bed, Bed.Item, inout Dice) -> String?
  ) -> Defect {
    Defect(name, rules, kustomize: kustomize) { bed, dice in
      bed.draft(bed.items(.file), &dice) { item, dice in
        guard let new = change(bed, item, &dice) else { return nil }
        return item.node.replaced(by: new).map { Draft($0) }
      }
    }
  }

  /// A class that puts an item into `resources`.
  private static func added(
    _ name: String, _ rules: String..., kustomize: Verdict = .refuses,
    _ text: @escaping @Sendable (Bed, Bed.Item, inout Dice) -> String?
  ) -> Defect {
    Defect(name, rules, kustomize: kustomize) { bed, dice in
      bed.draft(bed.items(.file), &dice) { item, dice in
        guard let new = text(bed, item, &dice) else { return nil }
        return item.listing.resources.inserting(item: new, at: item.index).map {
          Draft($0, .inserted(0), .old(item.node.range))
        }
      }
    }
  }

  static let entries: [Defect] =
    [
      Defect("manifest taken out of resources", "kust-orphan-file", level: .warning, kustomize: .builds) {
        bed, dice in
        let own = bed.items(.file).filter { TreePath.directory(of: $0.path) == $0.listing.directory }
        return bed.draft(own, &dice) { item, _ in
          guard bed.uses(of: item.path) == 1, bed.tree[item.path]?.role == .manifest,
            TreePath.name(of: item.path) != "gotk-sync.yaml"
          else { return nil }
          return item.listing.resources.removing(itemAt: item.index).map { Draft($0, .file(item.path)) }
        }
      },
      Defect(
        "directory taken out of resources", "kust-parent-missing", "kust-root-shadow", level: .warning,
        kustomize: .builds
      ) {
        bed, dice in
        bed.draft(bed.items(.directory), &dice) { item, _ in
          let reached = bed.context.clusters.flatMap(\.kustomizations).contains {
            $0.directory.map { TreePath.contains($0, item.path) && $0 != item.listing.directory } ?? false
          }
          guard bed.uses(of: item.path) == 1, !reached,
            let file = bed.tree.kustomizationPaths(in: item.path).first
          else { return nil }
          return item.listing.resources.removing(itemAt: item.index).map {
            Draft($0, .file(file), .file(item.listing.kustomization.path))
          }
        }
      },
    ] + misspeltItems + addedItems

  private static let misspeltItems: [Defect] = [
    item("resource misspelt", "kust-resource-missing") { bed, item, dice in
      let stem = TreePath.name(of: item.written)
      let new = TreePath.join(TreePath.directory(of: item.written), dice.oneEdit(stem))
      let path = TreePath.resolve(new, from: item.listing.directory)
      return path.map(bed.tree.kind) == .missing ? new : nil
    },
    item("resource in other letter case", "kust-resource-case", "kust-resource-missing") { bed, item, _ in
      let name = TreePath.name(of: item.written)
      let new = TreePath.join(
        TreePath.directory(of: item.written), name.prefix(1).uppercased() + name.dropFirst())
      return TreePath.resolve(new, from: item.listing.directory).map(bed.tree.kind) == .missing ? new : nil
    },
    item("resource with the other extension", "kust-resource-missing") { bed, item, _ in
      guard item.written.hasSuffix(".yaml") else { return nil }
      let new = item.written.dropLast(5) + ".yml"
      return TreePath.resolve(String(new), from: item.listing.directory).map(bed.tree.kind) == .missing
        ? String(new) : nil
    },
    item("resource with a blank behind it", "kust-entry-space", "kust-resource-missing") { _, item, _ in
      "'\(item.written) '"
    },
    item("resource as a pattern", "kust-glob") { _, item, _ in
      "'\(TreePath.join(TreePath.directory(of: item.written), "*.yaml"))'"
    },
    item("resource by an absolute path", "kust-absolute-path") { _, item, _ in "/" + item.path },
    Defect("resource is a directory without kustomization", "kust-resource-dir-bare", kustomize: .refuses) {
      bed, dice in
      bed.draft(bed.items(.directory), &dice) { item, dice in
        let folders = Set(bed.files.map { TreePath.directory(of: $0.path) }).sorted().filter {
          !$0.isEmpty && bed.tree.kustomizationPaths(in: $0).isEmpty && !$0.hasPrefix(".")
        }
        guard !folders.isEmpty else { return nil }
        return item.node.replaced(by: TreePath.relative(dice.pick(folders), to: item.listing.directory)).map {
          Draft($0)
        }
      }
    },
    Defect("directory misspelt", "kust-resource-missing", kustomize: .refuses) { bed, dice in
      bed.draft(bed.items(.directory), &dice) { item, dice in
        let new = dice.oneEdit(item.written)
        guard TreePath.resolve(new, from: item.listing.directory).map(bed.tree.kind) == .missing else {
          return nil
        }
        return item.node.replaced(by: new).map { Draft($0) }
      }
    },
  ]

  private static let addedItems: [Defect] = [
    added("resource listed twice", "kust-resource-twice") { _, item, _ in item.written },
    added("resource listed twice in two spellings", "kust-resource-twice") { _, item, _ in
      item.written.hasPrefix("./") ? String(item.written.dropFirst(2)) : "./" + item.written
    },
    added("empty item", "kust-null-entry") { _, _, _ in "" },
    added("kustomization lists itself", "kust-self", "kust-cycle") { _, item, _ in
      TreePath.name(of: item.listing.kustomization.path)
    },
    added("kustomization lists its directory", "kust-self", "kust-cycle") { _, _, _ in "." },
    added("resource is no manifest", "kust-not-manifest") { bed, item, dice in
      let others = bed.files.filter { file in
        guard file.role == .other || file.role == .generatorInput, TreePath.isYAML(file.path), file.isJudged,
          let documents = file.stream?.documents, file.stream?.error == nil
        else { return false }
        return documents.contains { $0.root?.kind == .mapping && $0.root?["kind"] == nil }
      }
      guard !others.isEmpty else { return nil }
      return TreePath.relative(dice.pick(others).path, to: item.listing.directory)
    },
    added("component among resources", "kust-component-mixup") { bed, item, dice in
      let parts = bed.tree.kustomizations.filter { $0.isComponent && bed.isClean($0.path) }
      guard !parts.isEmpty else { return nil }
      return TreePath.relative(dice.pick(parts).directory, to: item.listing.directory)
    },
    added("patch among resources", "kust-patch-listed-as-resource", "kust-id-duplicate", "kust-not-manifest")
    {
      bed, item, dice in
      let patches = item.listing.kustomization.paths.filter { entry in
        guard entry.use == .patch, let path = TreePath.resolve(entry.path, from: item.listing.directory),
          let root = bed.tree[path]?.stream?.documents.first?.root
        else { return false }
        return root.kind == .mapping && root["$patch"] == nil
      }
      return patches.isEmpty ? nil : dice.pick(patches).path
    },
    Defect("two directories list each other", "kust-cycle", kustomize: .refuses) { bed, dice in
      bed.draft(bed.items(.directory), &dice) { item, _ in
        guard let child = bed.listings.first(where: { $0.directory == item.path }) else { return nil }
        return child.resources.inserting(
          item: TreePath.relative(item.listing.directory, to: child.directory), at: 0
        ).map {
          Draft($0, .inserted(0), .old(item.node.range), .file(item.listing.kustomization.path))
        }
      }
    },
    Defect("Kustomization among components", "kust-component-mixup", kustomize: .refuses) { bed, dice in
      bed.draft(bed.items(.directory), &dice) { item, _ in
        guard item.listing.kustomization.field("components") == nil else { return nil }
        return item.listing.kustomization.root.inserting(
          "components:\n  - \(item.written)", before: "resources"
        ).map {
          Draft($0, .inserted("components:\n  -".utf8.count))
        }
      }
    },
  ]
}
