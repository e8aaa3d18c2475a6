import Diagnostics
import Flux
import Manifests

struct RefSubstituteUndefined: Rule {
  static let id = "ref-substitute-undefined"
  static let severity = Severity.error
  static let summary = "a variable that nothing defines and that has no default"
  static let explanation = """
    Where a Flux Kustomization has variables, every `${NAME}` in what it builds is one, also in a shell script \
    inside a ConfigMap. Since Flux 2.9 one that nothing defines stops the Kustomization; before, it became an \
    empty text.

    Only judged where the tree holds every object that `substituteFrom` names. A warning where the Flux of the \
    tree is older than 2.9.

    Fix: define the variable, give it a default (`${NAME:=value}`), write `$${NAME}` where the text is meant, \
    or label the object `kustomize.toolkit.fluxcd.io/substitute: disabled`.

    Source: kustomize-controller 1.9, StrictPostBuildSubstitutions; fluxcd/flux2#5967, #2148.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        postBuild:
          substitute:
            DOMAIN: example.com
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        url: https://web.${DOMAIN}
        path: ↓${WEB_PATH}
      """,
      fixed: """
        -- clusters/dev/apps.yaml --
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 5m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
          path: ./apps
          postBuild:
            substitute:
              DOMAIN: example.com
        -- apps/web.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
          namespace: default
        data:
          url: https://web.${DOMAIN}
          path: $${WEB_PATH}
        """),
    .bad(
      "a script",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        postBuild:
          substitute:
            DOMAIN: example.com
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        run.sh: |
          for file in *; do
            echo ↓${file}
          done
      """,
      fixed: """
        -- clusters/dev/apps.yaml --
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 5m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
          path: ./apps
          postBuild:
            substitute:
              DOMAIN: example.com
        -- apps/web.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
          namespace: default
        data:
          run.sh: |
            for file in *; do
              echo $${file}
            done
        """),
    .good(
      "defaults, escapes and an object that is left alone",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        postBuild:
          substitute:
            DOMAIN: example.com
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        path: ${WEB_PATH:=/}
        script: echo $${file} $HOME
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: script
        namespace: default
        labels:
          kustomize.toolkit.fluxcd.io/substitute: disabled
      data:
        run.sh: echo ${file}
      """),
    .good(
      "a Secret that is not in the tree may define it",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        postBuild:
          substitute:
            DOMAIN: example.com
          substituteFrom:
            - kind: Secret
              name: cluster-secrets
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        path: ${WEB_PATH}
      """),
    .good(
      "without variables nothing is replaced",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        path: ${WEB_PATH}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let severity: Severity = context.api.flux < FluxVersion(major: 2, minor: 9) ? .warning : .error
    var seen: Set<SourceRange> = []
    return context.kustomizations(knowing: "substitute").flatMap { kustomization -> [Diagnostic] in
      let problems = kustomization.substitutionReport.problems.filter { $0.cause == .undefined }
      let byName = Dictionary(grouping: problems, by: \.text)
      return byName.sorted { $0.key < $1.key }.compactMap { name, problems in
        let places = problems.compactMap { VariablePlace($0, in: context) }.sorted { $0.range < $1.range }
        let fresh = places.filter { context.isJudged($0.range.path) && seen.insert($0.range).inserted }
        return fresh.first.map { report(name, $0, fresh.dropFirst(), kustomization, severity) }
      }
    }
  }

  private func report(
    _ name: String, _ first: VariablePlace, _ others: ArraySlice<VariablePlace>,
    _ kustomization: FluxKustomization, _ severity: Severity
  ) -> Diagnostic {
    let owner = kustomization.manifest
    return finding(
      "nothing defines the variable '\(name)', which Kustomization '\(owner.id.name)' substitutes, and it has no default",
      at: first.range, in: first.object, severity: severity,
      related: [Note(owner.nameRange, "its 'postBuild' knows no '\(name)'")]
        + others.prefix(10).map { Note($0.range, "'\(name)' is used here too") },
      fix: first.isExact
        ? Fix("write '$${\(name)}', which stays '${\(name)}'", .unsafe, [first.escaping]) : nil)
  }
}
