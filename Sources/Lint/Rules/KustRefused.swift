import Diagnostics
import Kustomize
import Manifests
import YAML

struct KustRefused: Rule {
  static let id = "kust-refused"
  static let severity = Severity.error
  static let summary = "anything else for which kustomize refuses a directory"
  static let explanation = """
    The mistakes that are made often have rules of their own. This one reports what else stops a build: a patch that \
    is no valid patch or changes a path that is not there, a field of the wrong type, a generator without a name or \
    with a behavior that finds nothing, a replacement without source or target.

    Fix: as the message says.

    Source: kustomize 5.7.1, built in process.
    """
  static let examples: [Example] = [
    .bad(
      "a JSON patch of a path that is not there",
      """
      -- kustomization.yaml --
      resources:
        - map.yaml
      patches:
        - target:
            kind: ConfigMap
          patch: |
            - op: remove
              path: ↓/data/b
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        a: b
      """),
    .bad(
      "a number where text belongs, and a field that an entry does not have",
      """
      -- kustomization.yaml --
      namePrefix: ↓1
      resources: []
      replicas:
        - name: web
          count: ↓many
      """),
    .bad(
      "a list of its entries alone",
      """
      -- kustomization.yaml --
      ↓- map.yaml
      """),
    .good(
      "what has a rule of its own is reported there",
      """
      -- kustomization.yaml --
      resources:
        - missing.yaml
        -
        - map.yaml
      images:
        - name: nginx
          newTag: 1.27
      -- map.yaml --
      replicas: 2
      """),
    .good(
      "a component alone lacks what it patches",
      """
      -- component/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      configMapGenerator:
        - name: settings
          behavior: merge
          literals: [a=b]
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let failures =
      context.failures(.wrongType, .patchSyntax, .generatorInput, .notAnObject)
      + context.absences(.patchPathMissing, .generatorBehavior, .replacement)
    let others = failures.isEmpty ? [] : Self.others.flatMap { $0.check(context) }
    let reported = Set(others.map(\.range) + others.flatMap(\.related).map(\.range))
    let objects = Set(context.judgedKustomizations.filter(\.isFluxObject).map(\.path))
    return notMappings(context)
      + failures.compactMap { failure in
        // What is no manifest at all is for the rules that know who lists it.
        guard !objects.contains(failure.range.path),
          failure.cause != .notAnObject || context.tree[failure.range.path]?.role == .manifest,
          !reported.contains(where: { $0.path == failure.range.path && $0.bytes.touches(failure.range.bytes) }
          )
        else { return nil }
        return finding(failure.message, at: failure.range, related: failure.related)
      }
  }

  /// The kustomizations that are a list or a single value.
  private func notMappings(_ context: LintContext) -> [Diagnostic] {
    context.tree.files.compactMap { file in
      guard file.isJudged, file.role == .kustomization, let root = file.stream?.documents.first?.root,
        root.kind != .mapping, root.scalarType != .null
      else { return nil }
      return finding(
        "a kustomization must be a mapping, but is a \(root.kind == .sequence ? "list" : "single value")",
        at: root.range)
    }
  }

  /// The rules that report some of these causes from the files alone.
  private static let others: [any Rule] = [
    KustAbsolutePath(), KustEntrySpace(), KustFluxKind(), KustGeneratorFileMissing(), KustGlob(),
    KustImageTagType(),
    KustNotAList(), KustNotManifest(), KustNullEntry(), KustPatchMissing(), KustResourceCase(), KustSelf(),
    KustUnknownField(), YAMLTemplateMarkers(),
  ]
}

extension Range<Int> {
  /// Whether the two share a byte, or begin at the same one.
  fileprivate func touches(_ other: Range<Int>) -> Bool { lowerBound == other.lowerBound || overlaps(other) }
}
