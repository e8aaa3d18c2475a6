import Diagnostics
import Flux
import Manifests
import YAML

struct HelmValuesType: Rule {
  static let id = "helm-values-type"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "several lines or a list put at one value's path by `valuesFrom`"
  static let explanation = """
    With `targetPath` the value goes through the syntax of `helm --set`: commas, braces and line breaks in it are \
    taken apart. Since Flux 2.9 `literal: true` puts it there as it is.

    Fix: set `literal: true`, or drop `targetPath` and hold a whole `values.yaml`.

    Source: Flux documentation of HelmRelease, "Values references".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        hosts: a.example.com,b.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
        valuesFrom:
          - kind: ConfigMap
            name: settings
            valuesKey: hosts
            targetPath: ↓ingress.hosts
      """),
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        config: |
          a: 1
          b: 2
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
        valuesFrom:
          - kind: ConfigMap
            name: settings
            valuesKey: config
            targetPath: ↓config
      """),
    .good(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        hosts: a.example.com,b.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
        valuesFrom:
          - kind: ConfigMap
            name: settings
            valuesKey: hosts
            targetPath: ingress.hosts
            literal: true
      """),
    .good(
      "the ConfigMap is not in the tree",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
        valuesFrom:
          - kind: ConfigMap
            name: settings
            valuesKey: hosts
            targetPath: ingress.hosts
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.manifests("ConfigMap").flatMap { map -> [Diagnostic] in
      context.references(to: map).compactMap { reference in
        guard reference.source.isKind("HelmRelease", group: "helm.toolkit.fluxcd.io"),
          let entry = (reference.source.root["spec"]?["valuesFrom"]?.elements ?? []).first(where: {
            $0["name"]?.origin == reference.nameRange
          }), let path = entry["targetPath"], let place = path.origin, entry["literal"]?.text != "true",
          let text = map.root["data"]?[named: entry["valuesKey"]?.text ?? "values.yaml"]?.text
        else { return nil }
        let body = text.hasSuffix("\n") ? text.dropLast() : text[...]
        guard body.contains(where: { $0 == "\n" || $0 == "," || $0 == "{" }) else { return nil }
        return finding(
          "the value for '\(path.text ?? "")' holds a comma, a brace or a line break, which 'targetPath' takes apart",
          at: place, in: reference.source, related: [Note(map.nameRange, "the value comes from here")])
      }
    }
  }
}
