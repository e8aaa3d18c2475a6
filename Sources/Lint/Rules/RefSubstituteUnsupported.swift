import Diagnostics
import Flux
import Manifests

struct RefSubstituteUnsupported: Rule {
  static let id = "ref-substitute-unsupported"
  static let severity = Severity.error
  static let summary = "an expression that Flux's substitution refuses or misreads"
  static let explanation = """
    What Flux substitutes looks like a shell's parameters, but is less: `${A[@]}`, `${A-x}`, `${A+x}` and \
    `${A.b}` stop the Kustomization ("missing closing brace"), and `${A:?x}` and `${A:+x}` mean the default `x` \
    without a word.

    An error for the first, a warning for the second.

    Fix: write `$${…}` where a script is meant to see the expression, or label the object \
    `kustomize.toolkit.fluxcd.io/substitute: disabled`.

    Source: fluxcd/pkg envsubst; rwlove/home-ops#13254.
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
        run.sh: |
          echo "↓${FILES[@]}"
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
            echo "$${FILES[@]}"
        """),
    .bad(
      "a warning: the text behind `:?` becomes the value",
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
        url: ↓${URL:?must be set}
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
          url: $${URL:?must be set}
        """),
    .good(
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
        a: ${DOMAIN:-x}${DOMAIN:0:3}${DOMAIN/a/b}${DOMAIN^^}
        b: $${FILES[@]}
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
        a: ${FILES[@]}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.kustomizations(knowing: "substitute").flatMap { kustomization in
      kustomization.substitutionReport.problems.compactMap { problem -> Diagnostic? in
        guard problem.cause != .undefined, let place = VariablePlace(problem, in: context),
          context.isJudged(place.range.path), seen.insert(place.range).inserted
        else { return nil }
        return report(problem, place, kustomization.manifest)
      }
    }
  }

  private func report(_ problem: Substitution.Problem, _ place: VariablePlace, _ owner: Manifest)
    -> Diagnostic
  {
    let shown = problem.text.prefix { $0 != "\n" }
    let isRefused = problem.cause == .refused
    return finding(
      isRefused
        ? "Flux's substitution does not know the expression '\(shown)', and stops Kustomization '\(owner.id.name)'"
        : "Flux takes what follows the operator in '\(shown)' for a default",
      at: place.range, in: problem.object, severity: isRefused ? .error : .warning,
      related: [Note(owner.nameRange, "its 'postBuild' substitutes variables")],
      fix: place.isExact
        ? Fix("write '$$' in place of '$', so that it is left alone", .unsafe, [place.escaping]) : nil)
  }
}
