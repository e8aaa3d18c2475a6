import Diagnostics
import Flux
import Foundation
import Kustomize
import Lint
import Manifests
import YAML

/// How a kustomization is written, and what it names besides resources.
extension Defect {
  /// A class that edits the top of a kustomization.
  private static func top(
    _ name: String, _ rules: String..., level: Level = .error, kustomize: Verdict = .refuses,
    _ make: @escaping @Sendable (Bed.Listing, inout Dice) -> Draft?
  ) -> Defect {
    Defect(name, rules, level: level, kustomize: kustomize) { bed, dice in
      bed.draft(bed.listings, &dice, make)
    }
  }

  static let kustomizationFields: [Defect] = [
    top("field of a kustomization misspelt", "kust-unknown-field") { listing, dice in
      let entries = listing.kustomization.root.entries.filter { $0.value.kind == .sequence }
      guard let entry = entries.isEmpty ? nil : dice.pick(Array(entries)), let key = entry.key.text else {
        return nil
      }
      return entry.renamed(dice.oneEdit(key)).map { Draft($0) }
    },
    top("resource for resources", "kust-unknown-field") { listing, _ in
      listing.kustomization.field("resources")?.renamed("resource").map { Draft($0) }
    },
    top(
      "field of a kustomization in other letter case", "kust-field-case", level: .warning, kustomize: .builds
    ) { listing, _ in
      listing.kustomization.field("resources")?.renamed("Resources").map { Draft($0) }
    },
    top("resources written twice", "kust-duplicate-key", "yaml-duplicate-key", kustomize: .builds) {
      listing, _ in
      guard let key = listing.kustomization.field("resources")?.key else { return nil }
      return listing.kustomization.root.inserting("resources: []", before: "resources").map {
        Draft($0, .inserted(0), .old(key.range))
      }
    },
    top("resources as a text", "kust-not-a-list") { listing, _ in
      guard let first = listing.resources.elements.first(where: { _ in true })?.text else { return nil }
      return listing.resources.replacedWhole(by: "  " + first).map { edit in
        Draft(edit, .inserted(0), .old(listing.resources.range))
      }
    },
    top("apiVersion v1", "kust-api-version") { listing, _ in
      listing.kustomization.field("apiVersion")?.value.replaced(by: "kustomize.config.k8s.io/v1").map {
        Draft($0)
      }
    },
    top("kind misspelt", "kust-api-version") { listing, dice in
      listing.kustomization.field("kind")?.value.replaced(by: dice.oneEdit("Kustomization")).map { Draft($0) }
    },
    top("Flux's apiVersion in kustomize's file", "kust-flux-kind") { listing, _ in
      listing.kustomization.field("apiVersion")?.value.replaced(by: "kustomize.toolkit.fluxcd.io/v1").map {
        Draft($0, .file(listing.kustomization.path))
      }
    },
    top("second document", "kust-multi-document", kustomize: .builds) { listing, _ in
      Draft(
        listing.kustomization.root.appending(
          "---\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n"),
        .file(listing.kustomization.path))
    },
    top("newTag as a number", "kust-image-tag-type") { listing, _ in
      guard listing.kustomization.field("images") == nil else { return nil }
      let text = "images:\n  - name: planted\n    newTag: 1.10"
      return listing.kustomization.root.inserting(text, before: "resources").map {
        Draft($0, .inserted(text.utf8.count - 2))
      }
    },
    Defect("helmCharts", "kust-helmcharts", kustomize: .refuses) { bed, dice in
      let directories = Set(bed.context.clusters.flatMap(\.kustomizations).compactMap(\.directory))
      let built = bed.listings.filter { directories.contains($0.directory) }
      return bed.draft(built, &dice) { listing, _ in
        guard listing.kustomization.field("helmCharts") == nil else { return nil }
        let text = "helmCharts:\n  - name: planted\n    repo: https://charts.example.net"
        return listing.kustomization.root.inserting(text, before: "resources").map {
          Draft($0, .inserted(0), .inserted(16), .inserted(text.utf8.count - 3))
        }
      }
    },
    top("patch of something that is not there", "kust-patch-no-match") { listing, dice in
      guard listing.kustomization.field("patches") == nil else { return nil }
      let text = """
        patches:
          - patch: |-
              apiVersion: v1
              kind: ConfigMap
              metadata:
                name: \(dice.letters(9))
              data:
                a: b
        """
      return listing.kustomization.root.inserting(text, before: "resources").map {
        Draft($0, .file(listing.kustomization.path))
      }
    },
    top("patch whose file is not there", "kust-patch-missing") { listing, dice in
      guard listing.kustomization.field("patches") == nil else { return nil }
      let text = "patches:\n  - path: \(dice.letters(9)).yaml"
      return listing.kustomization.root.inserting(text, before: "resources").map {
        Draft($0, .inserted(text.utf8.count - 2))
      }
    },
    top("generator whose file is not there", "kust-generator-file-missing") { listing, dice in
      guard listing.kustomization.field("configMapGenerator") == nil else { return nil }
      let text = "configMapGenerator:\n  - name: planted\n    files:\n      - \(dice.letters(9)).yaml"
      return listing.kustomization.root.inserting(text, before: "resources").map {
        Draft($0, .inserted(text.utf8.count + 8), .inserted(text.utf8.count - 2))
      }
    },
  ]

  static let kustomizationParts: [Defect] = [
    Defect("patch path misspelt", "kust-patch-missing", kustomize: .refuses) { bed, dice in
      bed.draft(entries(.patch, bed), &dice) { place, dice in
        let new = dice.oneEdit(place.entry.path)
        guard bed.tree.kind(of: TreePath.resolve(new, from: place.directory) ?? "") == .missing else {
          return nil
        }
        return place.entry.node.replaced(by: new).map { Draft($0) }
      }
    },
    Defect("generator file misspelt", "kust-generator-file-missing", kustomize: .refuses) { bed, dice in
      bed.draft(entries(.generatorInput, bed), &dice) { place, dice in
        guard let written = place.entry.node.text, written.hasSuffix(place.entry.path) else { return nil }
        let new = dice.oneEdit(place.entry.path)
        guard bed.tree.kind(of: TreePath.resolve(new, from: place.directory) ?? "") == .missing else {
          return nil
        }
        return place.entry.node.replaced(by: written.dropLast(place.entry.path.count) + new).map { Draft($0) }
      }
    },
    Defect("second kustomization file", "kust-multiple-files", kustomize: .refuses) { bed, dice in
      bed.draft(bed.listings.filter { $0.kustomization.path.hasSuffix("kustomization.yaml") }, &dice) {
        listing, _ in
        let path = TreePath.join(listing.directory, "kustomization.yml")
        guard bed.tree[path] == nil else { return nil }
        return Draft(
          TextEdit(
            range: SourceRange(path: path, bytes: 0..<0),
            replacement: "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n"),
          .file(path), .file(listing.kustomization.path))
      }
    },
    Defect("object defined twice in a build", "kust-id-duplicate", kustomize: .refuses) { bed, dice in
      copies(bed, &dice) { $0 }
    },
    Defect("object in two API versions in a build", "kust-id-version-duplicate", kustomize: .builds) {
      bed, dice in
      copies(bed, &dice) { text in
        // A patch within may write the version too.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let line = lines.firstIndex(of: "apiVersion: helm.toolkit.fluxcd.io/v2") else { return nil }
        return (lines[..<line] + ["apiVersion: helm.toolkit.fluxcd.io/v2beta2"] + lines[(line + 1)...])
          .joined(
            separator: "\n")
      }
    },
    Defect("file that is no manifest where Flux lists all", "kust-generated-not-manifest") { bed, dice in
      let listed = bed.context.clusters.flatMap(\.kustomizations).filter { kustomization in
        kustomization.failures.isEmpty && !kustomization.objects.isEmpty
          && kustomization.spec?["sourceRef"]?["name"]?.text == "flux-system"
          && kustomization.directory.map { bed.tree.kustomizationPaths(in: $0).isEmpty && !$0.isEmpty }
            ?? false
      }
      return bed.draft(listed, &dice) { kustomization, dice in
        let path = TreePath.join(kustomization.directory ?? "", dice.letters(8) + ".yaml")
        return Draft(
          TextEdit(
            range: SourceRange(path: path, bytes: 0..<0), replacement: "rules:\n  line-length: disable\n"),
          .file(path))
      }
    },
  ]

  private static func entries(
    _ use: Kustomization.Use, _ bed: Bed
  ) -> [(entry: Kustomization.PathEntry, directory: String)] {
    bed.listings.flatMap { listing in
      listing.kustomization.paths.filter { entry in
        entry.use == use && entry.node.isSimple && !entry.isRemote
          && TreePath.resolve(entry.path, from: listing.directory).map(bed.tree.kind) == .file
      }.map { ($0, listing.directory) }
    }
  }

  /// A manifest of one document, written a second time behind itself.
  private static func copies(
    _ bed: Bed, _ dice: inout Dice, _ change: (String) -> String?
  ) -> Draft? {
    let items = bed.items(.file).filter { item in
      let documents = bed.tree[item.path]?.stream?.documents ?? []
      return documents.count == 1 && documents[0].manifests.count == 1 && bed.isClean(item.path)
        && bed.built[documents[0].range] != nil && !(documents[0].manifests[0].isEncrypted)
    }
    return bed.draft(items, &dice) { item, _ in
      let bytes = bed.bytes(item.path)
      var text = String(decoding: bytes, as: UTF8.self)
      if !text.hasSuffix("\n") { text += "\n" }
      guard let root = bed.tree[item.path]?.stream?.documents.first?.root, let copy = change(text) else {
        return nil
      }
      let second = copy.hasPrefix("---") ? copy : "---\n" + copy
      let range = SourceRange(path: item.path, bytes: bytes.count..<bytes.count)
      return Draft(
        TextEdit(range: range, replacement: (bytes.last == 10 ? "" : "\n") + second), .file(item.path),
        .old(root.range),
        directory: item.listing.directory)
    }
  }
}
