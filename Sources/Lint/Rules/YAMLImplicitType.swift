import Diagnostics
import Manifests
import YAML

struct YAMLImplicitType: Rule {
  static let id = "yaml-implicit-type"
  static let severity = Severity.warning
  static let summary = "an unquoted number or truth value where only text is allowed"
  static let explanation = """
    YAML reads `1.10` as the number 1.1 and `true` as a truth value. The data of a ConfigMap and the value of an \
    environment variable are text; the API server refuses anything else, and kustomize says nothing before.

    Fix: put the value in quotes.

    Source: Kubernetes API, "cannot unmarshal number into Go struct field ConfigMap.data of type string".
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
        replicas: ↓3
        debug: ↓true # for now
        version: ↓1.10
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default
        data:
          replicas: "3"
          debug: "true" # for now
          version: "1.10"
        """),
    .bad(
      "the environment and arguments of a container",
      """
      apiVersion: batch/v1
      kind: CronJob
      metadata:
        name: backup
        namespace: default
      spec:
        schedule: "@daily"
        jobTemplate:
          spec:
            template:
              spec:
                containers:
                  - name: backup
                    args: [--keep, ↓7]
                    env:
                      - name: PORT
                        value: ↓5432
      """,
      fixed: """
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: backup
          namespace: default
        spec:
          schedule: "@daily"
          jobTemplate:
            spec:
              template:
                spec:
                  containers:
                    - name: backup
                      args: [--keep, "7"]
                      env:
                        - name: PORT
                          value: "5432"
        """),
    .good(
      "words that only YAML 1.1 takes for truth values, and what is substituted",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        enabled: yes
        time: 12:30:00
        version: 1.10.0
        port: ${PORT}
        empty:
        quoted: "1"
      """),
    .good(
      "values of a chart may be numbers",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: default
      spec:
        values:
          env:
            - name: PORT
              value: 5432
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.manifests.flatMap { manifest -> [Diagnostic] in
      places(of: manifest).compactMap { field, value in
        let type = value.scalarType
        guard type == .int || type == .float || type == .bool, let node = value.node, let text = node.text
        else {
          return nil
        }
        let edit = node.valueRange.map { TextEdit(range: $0, replacement: "\"\(text)\"") }
        return finding(
          "\(field) must be text, but YAML reads \(text) as a \(type == .bool ? "truth value" : "number")",
          at: node.range, in: manifest, fix: edit.map { Fix("put \(text) in quotes", .safe, [$0]) })
      }
    }
  }

  /// The values of an object that must be text.
  private func places(of manifest: Manifest) -> [(String, Value)] {
    if manifest.isKind("ConfigMap", group: "") {
      return manifest.root["data"]?.entries.map { ("'data.\($0.key)'", $0.value) } ?? []
    }
    guard let pod = podSpec(of: manifest) else { return [] }
    var places: [(String, Value)] = []
    for container in (pod["initContainers"]?.elements ?? []) + (pod["containers"]?.elements ?? []) {
      for variable in container["env"]?.elements ?? [] {
        guard let value = variable["value"] else { continue }
        places.append(("the environment variable '\(variable["name"]?.text ?? "")'", value))
      }
      for field in ["command", "args"] {
        for item in container[field]?.elements ?? [] { places.append(("an item of '\(field)'", item)) }
      }
    }
    return places
  }

  private func podSpec(of manifest: Manifest) -> Value? {
    let spec = manifest.root["spec"]
    switch (manifest.id.group, manifest.id.kind) {
    case ("", "Pod"): return spec
    case ("apps", "Deployment"), ("apps", "StatefulSet"), ("apps", "DaemonSet"), ("apps", "ReplicaSet"),
      ("batch", "Job"):
      return spec?["template"]?["spec"]
    case ("batch", "CronJob"): return spec?["jobTemplate"]?["spec"]?["template"]?["spec"]
    default: return nil
    }
  }
}
