import Diagnostics
import Manifests
import YAML

struct KustDeprecatedField: Rule {
  static let id = "kust-deprecated-field"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a field that kustomize has replaced by another"
  static let explanation = """
    kustomize still reads `bases`, `commonLabels`, `imageTags`, `patchesJson6902`, `patchesStrategicMerge` and `vars`, \
    warns of each, and says that a later version will not.

    Fix: `bases` is `resources`, the two lists of patches are `patches`, `imageTags` is `images`, `vars` are \
    `replacements`. `commonLabels` is `labels` with `includeSelectors: true`; leaving that out changes selectors, \
    which objects that exist do not allow.

    Source: kustomize 5.7.1, Kustomization.CheckDeprecatedFields.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- overlay/kustomization.yaml --
      ↓bases:
        - ../base
      ↓patchesStrategicMerge:
        - web.yaml # more replicas
      -- overlay/web.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      -- base/kustomization.yaml --
      resources: []
      """,
      fixed: """
        -- overlay/kustomization.yaml --
        resources:
          - ../base
        patches:
          - path: web.yaml # more replicas
        -- overlay/web.yaml --
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: default
        -- base/kustomization.yaml --
        resources: []
        """),
    .bad(
      "no fix where the newer field is there already",
      """
      -- kustomization.yaml --
      resources: []
      ↓bases:
        - base
      ↓commonLabels:
        app: web
      -- base/kustomization.yaml --
      resources: []
      """),
    .good(
      """
      -- kustomization.yaml --
      resources: []
      patches: []
      labels:
        - pairs:
            app: web
          includeSelectors: true
      """),
    .good(
      "a label of that name",
      """
      -- kustomization.yaml --
      resources: []
      commonAnnotations:
        vars: none
      """),
  ]

  private static let successors = [
    "bases": "resources", "commonlabels": "labels", "imagetags": "images", "patchesjson6902": "patches",
    "patchesstrategicmerge": "patches", "vars": "replacements",
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization -> [Diagnostic] in
      guard !kustomization.isFluxObject else { return [] }
      return kustomization.root.entries.compactMap { entry in
        guard let key = entry.key.text, let successor = Self.successors[key.lowercased()] else { return nil }
        return finding(
          "'\(key)' is deprecated in kustomize; '\(successor)' takes its place", at: entry.key.range,
          fix: fix(entry, key.lowercased(), successor, kustomization))
      }
    }
  }

  private func fix(_ entry: Node.Entry, _ key: String, _ successor: String, _ kustomization: Kustomization)
    -> Fix?
  {
    guard kustomization.field(successor) == nil, let rename = ListEdits.replace(entry.key, with: successor)
    else {
      return nil
    }
    switch key {
    case "bases": return Fix("write 'resources'", .safe, [rename])
    // Two lists that both become 'patches' are for a person to merge.
    case "patchesjson6902" where kustomization.field("patchesStrategicMerge") == nil:
      return Fix("write 'patches'", .unsafe, [rename])
    case "patchesstrategicmerge" where kustomization.field("patchesJson6902") == nil:
      let items = Array(entry.value.elements)
      let paths = items.compactMap { item -> TextEdit? in
        guard let text = item.text, TreePath.isYAML(text), !item.isAlias, item.anchor == nil,
          entry.value.style != .flow
        else { return nil }
        let start = item.range.bytes.lowerBound
        return TextEdit(
          range: SourceRange(path: item.range.path, bytes: start..<start), replacement: "path: ")
      }
      return paths.count == items.count ? Fix("write 'patches'", .unsafe, [rename] + paths) : nil
    default: return nil
    }
  }
}
