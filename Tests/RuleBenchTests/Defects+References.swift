import Diagnostics
import Flux
import Foundation
import Kustomize
import Lint
import Manifests
import YAML

/// Names that lead nowhere any more, and objects that are no longer where their users look.
extension Bed {
  /// A reference that resolves, whose name stands in a clean file as it is read.
  struct Link {
    let reference: Reference
    let target: Manifest
  }

  func links(_ isWanted: (Reference) -> Bool) -> [Link] {
    context.references.compactMap { reference in
      guard let target = reference.target, isWanted(reference), !reference.isOptional,
        isClean(reference.nameRange.path), isWritten(reference.name, at: reference.nameRange),
        !isAliased(target)
      else { return nil }
      return Link(reference: reference, target: target)
    }
  }

  /// Whether a name stands at a place as it is, with or without quotes.
  func isWritten(_ name: String, at range: SourceRange) -> Bool {
    let file = bytes(range.path)
    guard range.bytes.upperBound <= file.count else { return false }
    let text = String(decoding: file[range.bytes], as: UTF8.self)
    return text == name || text == "'\(name)'" || text == "\"\(name)\""
  }

  /// Whether the name of an object stands for other values of its file too.
  private func isAliased(_ object: Manifest) -> Bool {
    object.root["metadata"]?["name"]?.node.map { $0.isAlias || $0.anchor != nil } ?? false
  }

  func links(_ field: String, from kind: String? = nil) -> [Link] {
    links { $0.field == field && (kind == nil || $0.source.id.kind == kind) && $0.name.utf8.count >= 5 }
  }

  func replacing(_ range: SourceRange, by text: String) -> Draft {
    Draft(TextEdit(range: range, replacement: text))
  }

  /// A name that is one edit away and that nothing has.
  func nearName(_ name: String, _ dice: inout Dice) -> String {
    for _ in 0..<20 {
      let new = dice.oneEdit(name)
      if !names.contains(new) { return new }
    }
    return name + "qq"
  }
}

extension Defect {
  /// A class that misspells the name in references of a field.
  private static func misspelt(
    _ name: String, _ rules: String..., field: String, from kind: String? = nil, level: Level = .error
  ) -> Defect {
    Defect(name, rules, level: level) { bed, dice in
      bed.draft(bed.links(field, from: kind), &dice) { link, dice in
        bed.replacing(link.reference.nameRange, by: bed.nearName(link.reference.name, &dice))
      }
    }
  }

  init(
    _ name: String, _ rules: [String], level: Level = .error, kustomize: Verdict = .untouched,
    make: @escaping @Sendable (Bed, inout Dice) -> Draft?
  ) {
    self.name = name
    self.level = level
    self.rules = Set(rules)
    self.kustomize = kustomize
    self.make = make
  }

  static let references: [Defect] =
    [
      misspelt("chart source misspelt", "ref-source-missing", field: "spec.chart.spec.sourceRef"),
      misspelt("chartRef misspelt", "ref-chartref-missing", "ref-source-missing", field: "spec.chartRef"),
      misspelt("secretRef misspelt", "ref-secret-missing", field: "spec.secretRef"),
      misspelt("certSecretRef misspelt", "ref-secret-missing", field: "spec.certSecretRef"),
      misspelt("valuesFrom misspelt", "ref-values-missing", field: "spec.valuesFrom[]"),
      misspelt("providerRef misspelt", "ref-alert-provider", field: "spec.providerRef"),
      misspelt("imageRepositoryRef misspelt", "ref-image-repo", field: "spec.imageRepositoryRef"),
      misspelt(
        "image automation source misspelt", "ref-image-automation-source", field: "spec.sourceRef",
        from: "ImageUpdateAutomation"),
      misspelt("alert source misspelt", "ref-alert-source", field: "spec.eventSources[]", level: .warning),
      misspelt(
        "receiver resource misspelt", "ref-receiver-resource", field: "spec.resources[]", level: .warning),
    ] + spelling + renamed + kinds

  private static let flux: @Sendable (Reference) -> Bool = { $0.isFlux && $0.name.utf8.count >= 5 }

  private static let spelling: [Defect] = [
    Defect("reference in other letter case", "ref-case-mismatch") { bed, dice in
      bed.draft(bed.links(flux), &dice) { link, _ in
        let name = link.reference.name
        return bed.replacing(
          link.reference.nameRange, by: name.prefix(1).uppercased() + String(name.dropFirst()))
      }
    },
    Defect("reference with underscores", "ref-case-mismatch") { bed, dice in
      bed.draft(bed.links { flux($0) && $0.name.contains("-") }, &dice) { link, _ in
        bed.replacing(
          link.reference.nameRange,
          by: String(link.reference.name.map { $0 == "-" ? Character("_") : $0 }))
      }
    },
    Defect("reference with a blank behind it", "ref-trailing-space") { bed, dice in
      bed.draft(bed.links(flux), &dice) { link, _ in
        bed.replacing(link.reference.nameRange, by: "\"\(link.reference.name) \"")
      }
    },
  ]

  /// A class that renames or moves objects of some kinds that others name.
  private static func moved(
    _ name: String, _ rules: String..., kinds: Set<String>, field: String,
    to change: @escaping @Sendable (Bed, String, inout Dice) -> String
  ) -> Defect {
    Defect(name, rules) { bed, dice in
      let links = bed.links { reference in
        reference.isFlux && reference.name.utf8.count >= 5
          && reference.target.map { kinds.contains($0.id.kind) } ?? false
      }
      return bed.draft(links, &dice) { link, dice in
        guard let node = link.target.root.at(["metadata", field])?.node, node.isSimple,
          node.range.path == link.target.source.path, bed.isClean(node.range.path), let old = node.text,
          field == "name" ? old == link.reference.name : old == link.reference.namespace,
          !old.contains("$")
        else { return nil }
        let users = bed.context.references.filter { $0.target?.source == link.target.source }
        return node.replaced(by: change(bed, old, &dice)).map { edit in
          Draft(
            edit,
            anyOf: users.map { .old($0.nameRange) }
              + users.compactMap { user in
                user.holder["namespace"]?.origin.map { .old($0) }
              })
        }
      }
    }
  }

  private static let sources: Set<String> = ["HelmRepository", "OCIRepository"]

  private static let renamed: [Defect] = [
    // Where another namespace has a source of the old name, that one was meant.
    moved(
      "source renamed", "ref-source-missing", "ref-chartref-missing", "ref-source-namespace", kinds: sources,
      field: "name"
    ) { bed, name, dice in bed.nearName(name, &dice) },
    moved("Secret renamed", "ref-secret-missing", "ref-values-missing", kinds: ["Secret"], field: "name") {
      bed, name, dice in bed.nearName(name, &dice)
    },
    moved(
      "Secret in another namespace", "ref-secret-namespace", "ref-secret-missing", kinds: ["Secret"],
      field: "namespace"
    ) { _, _, _ in "flux-system" },
    moved("source in another namespace", "ref-source-namespace", kinds: sources, field: "namespace") {
      _, _, _ in "default"
    },
    moved(
      "provider in another namespace", "ref-alert-provider", kinds: ["Provider"], field: "namespace"
    ) { _, _, _ in "default" },
    Defect("chart source in a namespace that has none", "ref-source-namespace") { bed, dice in
      let links = bed.links { $0.field == "spec.chart.spec.sourceRef" || $0.field == "spec.chartRef" }
      return bed.draft(links, &dice) { link, _ in
        guard let node = link.reference.holder["namespace"]?.node, node.isSimple else { return nil }
        return node.replaced(by: "default").map { Draft($0, .inserted(0), .old(link.reference.nameRange)) }
      }
    },
  ]

  private static func kind(_ name: String, _ rules: String..., field: String, to kind: String) -> Defect {
    Defect(name, rules) { bed, dice in
      bed.draft(bed.links { $0.field == field }, &dice) { link, _ in
        guard let node = link.reference.holder["kind"]?.node, node.isSimple, node.text != kind else {
          return nil
        }
        return node.replaced(by: kind).map { Draft($0, .inserted(0), .old(link.reference.nameRange)) }
      }
    }
  }

  private static let kinds: [Defect] = [
    kind(
      "chart source of another kind", "ref-source-kind", field: "spec.chart.spec.sourceRef",
      to: "GitRepository"),
    kind(
      "chart source of a kind that is not allowed", "ref-source-kind-not-allowed", "ref-source-kind",
      "api-enum", field: "spec.chart.spec.sourceRef", to: "OCIRepository"),
    kind(
      "chartRef to a HelmRepository", "ref-source-kind-not-allowed", "ref-source-kind", "api-enum",
      field: "spec.chartRef",
      to: "HelmRepository"),
    kind(
      "valuesFrom of the other kind", "ref-values-missing", field: "spec.valuesFrom[]", to: "Secret"),
    Defect(
      "Flux source of a kind that is not allowed", "ref-source-kind-not-allowed", "ref-source-kind",
      "api-enum"
    ) {
      bed, dice in
      bed.draft(bed.sites(["Kustomization"], "spec.sourceRef.kind"), &dice) { site, _ in
        site.node.replaced(by: "HelmRepository").map { Draft($0, .inserted(0), .old(site.holder.range)) }
      }
    },
    Defect("valuesKey that is not there", "ref-values-key") { bed, dice in
      bed.draft(bed.links { $0.field == "spec.valuesFrom[]" && !$0.isOptional }, &dice) { link, dice in
        guard !(link.target.isEncrypted), let holder = link.reference.holder.node else { return nil }
        if let key = holder["valuesKey"], let text = key.text {
          return key.replaced(by: dice.oneEdit(text)).map { Draft($0, .inserted(0), .old(holder.range)) }
        }
        return holder.inserting("valuesKey: other.yaml").map { Draft($0, .inserted(0), .old(holder.range)) }
      }
    },
  ]
}
