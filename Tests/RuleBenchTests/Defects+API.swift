import Diagnostics
import Flux
import Foundation
import Kustomize
import Lint
import Manifests
import YAML

/// Objects that their API refuses.
extension Defect {
  private static let sources = ["HelmRepository", "OCIRepository", "GitRepository"]
  private static let flux = sources + ["HelmRelease", "ImagePolicy", "ImageRepository", "Receiver"]

  /// Whether the tree's Flux is one of today: older ones serve older versions.
  private static func isCurrent(_ bed: Bed) -> Bool {
    bed.context.api.flux >= FluxVersion(major: 2, minor: 8)
  }

  private static func version(
    _ name: String, _ rules: String..., kinds: [String] = flux,
    to change: @escaping @Sendable (String, String, inout Dice) -> String?
  ) -> Defect {
    Defect(name, rules) { bed, dice in
      guard isCurrent(bed) else { return nil }
      return bed.draft(bed.sites(kinds, "apiVersion"), &dice) { site, dice in
        guard let text = site.node.text, text.contains("fluxcd.io/"),
          let new = change(text, site.object.id.kind, &dice)
        else { return nil }
        return site.node.replaced(by: new).map { Draft($0) }
      }
    }
  }

  static let versions: [Defect] = [
    version("removed API version", "api-removed", kinds: sources + ["HelmRelease"]) { text, kind, dice in
      if kind == "OCIRepository" { return "source.toolkit.fluxcd.io/v1beta2" }
      let group = text.prefix { $0 != "/" }
      return "\(group)/\(dice.pick(kind == "HelmRelease" ? ["v2beta1", "v2beta2"] : ["v1beta1", "v1beta2"]))"
    },
    version("API version that never was", "api-unknown-version") { text, _, dice in
      "\(text.prefix { $0 != "/" })/v\(4 + dice.int(5))"
    },
    version("API group misspelt", "api-unknown-group") { text, _, dice in
      let group = text.prefix { $0 != "/" }
      let first = String(group.prefix { $0 != "." })
      return dice.oneEdit(first) + text.dropFirst(first.count)
    },
    .value("kind in other letter case", "api-kind-case", "api-unknown-version", kinds: flux, at: "kind") {
      kind, _ in
      kind.prefix(1).lowercased() + kind.dropFirst()
    },
    .without(
      "interval left out", "api-required", kinds: ["HelmRelease", "GitRepository", "OCIRepository"],
      "spec.interval"),
    .without(
      "url left out", "api-required", kinds: ["HelmRepository", "OCIRepository", "GitRepository"], "spec.url"),
    .without("chart name left out", "api-required", kinds: ["HelmRelease"], "spec.chart.spec.chart"),
    .without("kind of chartRef left out", "api-required", kinds: ["HelmRelease"], "spec.chartRef.kind"),
    .line(
      "field that v1 dropped", "api-removed-field", kinds: ["Kustomization"], in: "spec",
      text: "validation: client"),
    .line(
      "chart beside chartRef", "api-exclusive", kinds: ["HelmRelease"], in: "spec",
      text: "chartRef:\n  kind: OCIRepository\n  name: planted",
      where: {
        $0.node["chart"] != nil && $0.node["chartRef"] == nil && $0.object.id.apiVersion.hasSuffix("/v2")
      }),
  ]

  static let fields: [Defect] = [
    Defect("field misspelt", "api-unknown-field") { bed, dice in
      let kinds = ["HelmRelease", "HelmRepository", "OCIRepository", "GitRepository", "Kustomization"]
      return bed.draft(kinds.flatMap { bed.sites([$0], "spec") }, &dice) { site, dice in
        guard site.object.id.group.contains("fluxcd.io"),
          let entry = site.node.entries.map({ $0 }).filter({
            ($0.key.text ?? "").count > 4 && $0.key.isSimple
          }).randomElement(&dice),
          let key = entry.key.text
        else { return nil }
        return entry.renamed(dice.oneEdit(key)).map { Draft($0) }
      }
    },
    Defect("field in other letter case", "api-unknown-field") { bed, dice in
      bed.draft(bed.sites(flux, "spec"), &dice) { site, _ in
        guard let entry = site.node.entries.first(where: { ($0.key.text ?? "").contains { $0.isUppercase } }),
          let key = entry.key.text
        else { return nil }
        return entry.renamed(key.lowercased()).map { Draft($0) }
      }
    },
    .value(
      "kind of a source misspelt", "api-enum", "ref-source-kind-not-allowed", "ref-source-kind",
      kinds: ["HelmRelease"], at: "spec.chart.spec.sourceRef.kind"
    ) { text, dice in
      dice.oneEdit(text)
    },
    .line(
      "provider in capitals", "api-enum", kinds: ["OCIRepository"], in: "spec", text: "provider: AWS",
      where: { $0.node["provider"] == nil }),
    .value(
      "layer operation misspelt", "api-enum", kinds: ["OCIRepository"], at: "spec.layerSelector.operation"
    ) { text, dice in
      dice.oneEdit(text)
    },
    .value("version as a number", "api-type", kinds: ["HelmRelease"], at: "spec.chart.spec.version") {
      _, dice in
      "\(1 + dice.int(8)).\(dice.int(9))0"
    },
    .value("interval as a number", "api-type", "api-duration", kinds: flux, at: "spec.interval") { _, dice in
      "\(10 + dice.int(90))"
    },
    .value("interval in words", "api-duration", kinds: flux, at: "spec.interval") { _, dice in
      "\(1 + dice.int(50)) " + dice.pick(["minutes", "min", "m"])
    },
    .value("interval in days", "api-duration", kinds: flux + ["Kustomization"], at: "spec.interval") {
      _, dice in "\(1 + dice.int(6))d"
    },
    .line(
      "timeout of a source in hours", "api-duration", kinds: ["GitRepository", "OCIRepository"], in: "spec",
      text: "timeout: 1h", where: { $0.node["timeout"] == nil }),
    .value("prune as a text", "api-type", kinds: ["Kustomization"], at: "spec.prune") { text, _ in
      "\"\(text)\""
    },
    .line(
      "suspend as a text", "api-type", kinds: flux, in: "spec", text: "suspend: \"no\"",
      where: { $0.node["suspend"] == nil && ["HelmRelease", "GitRepository"].contains($0.object.id.kind) }),
    .value("replicas as a word", "api-type", kinds: ["Deployment"], at: "spec.replicas") { _, _ in "two" },
    Defect("label that is no text", "api-label-type") { bed, dice in
      bed.draft(bed.sites(flux, "metadata"), &dice) { site, dice in
        let value = dice.pick(["true", "1", "0.5"])
        if let labels = site.node["labels"] {
          return labels.inserting("planted: \(value)").map { Draft($0) }
        }
        return site.node.inserting("labels:\n  planted: \(value)").map { Draft($0, .inserted(12)) }
      }
    },
    Defect("annotation that is no text", "api-label-type") { bed, dice in
      bed.draft(bed.sites(flux, "metadata"), &dice) { site, dice in
        let value = dice.pick(["true", "1"])
        if let annotations = site.node["annotations"] {
          return annotations.inserting("planted: \(value)").map { Draft($0) }
        }
        return site.node.inserting("annotations:\n  planted: \(value)").map { Draft($0, .inserted(17)) }
      }
    },
  ]

  private static let named = flux + ["ConfigMap", "Service", "Deployment"]

  static let names: [Defect] = [
    .value("name with a capital", "api-name-dns", kinds: named, at: "metadata.name") { name, _ in
      name.prefix(1).uppercased() + name.dropFirst()
    },
    .value("name with an underscore", "api-name-dns", kinds: named, at: "metadata.name") { name, dice in
      name + "_" + dice.letters(3)
    },
    .value("name that is too long", "api-name-dns", kinds: named, at: "metadata.name") { _, dice in
      dice.letters(260)
    },
    .value("name with a dash at its end", "api-name-dns", kinds: named, at: "metadata.name") { name, _ in
      name + "-"
    },
    .value("namespace with a capital", "api-name-dns", kinds: named, at: "metadata.namespace") { name, _ in
      name.prefix(1).uppercased() + name.dropFirst()
    },
  ]
}

extension Array {
  fileprivate func randomElement(_ dice: inout Dice) -> Element? { isEmpty ? nil : dice.pick(self) }
}
