import Diagnostics
import Manifests
import YAML

struct YAMLDuplicateKey: Rule {
  static let id = "yaml-duplicate-key"
  static let aliases = ["sec-duplicate-key"]
  static let severity = Severity.error
  static let summary = "a key that stands twice in one mapping of a manifest"
  static let explanation = """
    kustomize, and so Flux, refuses a manifest in which a key is defined twice; other readers keep the last value \
    and lose the first without a word.

    Fix: remove one of the two, or merge their values.

    Source: kustomize 5.7.1, "mapping key already defined".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        ↓interval: 10m
        url: https://stefanprodan.github.io/podinfo
      """),
    .bad(
      "in a flow mapping and deep inside",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
        labels: {app: web, ↓app: api}
      """),
    .good(
      "the same key in two mappings",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        name: settings
      """),
    .good(
      "a merged key may be written again",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
        labels: &labels
          app: web
        annotations:
          <<: *labels
          app: api
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.files.flatMap { file -> [Diagnostic] in
      guard file.isJudged, file.role == .manifest || file.role == .patch, let stream = file.stream else {
        return []
      }
      return stream.duplicateKeys.map { duplicate in
        finding(
          "the key '\(duplicate.second.text ?? "")' stands twice in one mapping, and YAML allows each once",
          at: duplicate.second.range,
          related: [Note(duplicate.first.range, "first defined here")])
      }
    }
  }
}
