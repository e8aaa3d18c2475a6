import Diagnostics
import Manifests
import YAML

struct YAMLTemplateMarkers: Rule {
  static let id = "yaml-template-markers"
  static let severity = Severity.error
  static let summary = "an unquoted `{{ … }}` in a manifest"
  static let explanation = """
    YAML reads `{{ name }}` as a mapping whose key is a mapping, which JSON and so Kubernetes do not have. kustomize \
    stops with "invalid map key". Templates of Helm, jinja and the like are filled in by other tools, never by Flux.

    Fix: write the value, use `${NAME}` with postBuild.substitute, or put the braces in quotes where they are meant.

    Source: kustomize 5.7.1; fluxcd/flux2#3094.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: ↓{{ app }}
        namespace: default
      """),
    .bad(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
        labels:
          app: ↓{{ .Values.app }}
      """),
    .good(
      "in quotes, and in a block",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        url: "{{ .host }}/path"
        template: |
          name: {{ app }}
      """),
    .good(
      "the template of a chart",
      """
      -- chart/Chart.yaml --
      apiVersion: v2
      name: chart
      version: 0.1.0
      -- chart/templates/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.files.flatMap { file -> [Diagnostic] in
      switch file.role {
      case .manifest, .patch, .kustomization: break
      default: return []
      }
      guard file.isJudged, let stream = file.stream else { return [] }
      var found: [Diagnostic] = []
      for document in stream.documents {
        document.root?.forEachDescendant { node in
          guard node.kind == .mapping, node.style == .flow, !node.isAlias,
            let key = node.entries.first(where: { _ in true })?.key, key.kind == .mapping
          else { return }
          let text = stream.source.text(node.range.bytes)
          found.append(
            finding(
              "'\(text)' is no text to YAML, but a mapping that is a key; quote it or fill it in",
              at: node.range))
        }
      }
      return found
    }
  }
}
