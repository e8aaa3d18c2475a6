import Diagnostics
import Flux
import Manifests

struct RefTrailingSpace: Rule {
  static let id = "ref-trailing-space"
  static let severity = Severity.error
  static let summary = "a reference with blanks before or behind the name"
  static let explanation = """
    Quotes keep blanks, and no object has a name with blanks: the reference finds nothing.

    Fix: take the blanks away.

    Source: Kubernetes API conventions, names.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        username: john
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: ↓'creds '
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: creds
          namespace: default
        stringData:
          username: john
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: gitlab
          namespace: default
        spec:
          url: https://charts.example.com
          secretRef:
            name: 'creds'
        """),
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: redis
        namespace: default
      spec:
        interval: 5m
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: ↓" redis"
      """,
      fixed: """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: redis
          namespace: default
        spec:
          interval: 5m
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: web
          namespace: default
        spec:
          interval: 5m
          dependsOn:
            - name: "redis"
        """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        username: john
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: 'creds'
      """),
    .good(
      "blanks behind a plain scalar are no part of it",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        username: john
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: creds   # the deploy token
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.references.compactMap { reference in
      guard reference.hasOuterSpace, context.isJudged(reference.nameRange.path),
        seen.insert(reference.nameRange).inserted
      else { return nil }
      let name = reference.name.trimmed
      return finding(
        "'\(reference.plainField)' names the \(reference.kinds.first ?? "object") '\(reference.name)', with blanks around it",
        at: reference.nameRange, in: reference.source,
        fix: name.isEmpty ? nil : reference.rename(to: name, .safe))
    }
  }
}
