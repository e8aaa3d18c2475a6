import Diagnostics
import Flux
import Manifests

struct RefCoreSelector: Rule {
  static let id = "ref-core-selector"
  static let severity = Severity.error
  static let summary = "a workload whose selector does not match the labels of its own pods"
  static let explanation = """
    The API server refuses such a workload: "`selector` does not match template `labels`".

    Fix: give the template the labels of the selector.

    Source: Kubernetes validation of apps/v1.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: ↓webb
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
      """),
    .bad(
      "a label that the template lacks",
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
            tier: ↓front
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
      """),
    .good(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
              tier: front
          spec:
            containers:
              - name: web
                image: nginx:1.27
      """),
    .good(
      "kustomize adds a label to both",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      commonLabels:
        team: a
      resources:
        - web.yaml
      -- web.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.objects.flatMap { object -> [Diagnostic] in
      guard object.id.group == "apps", let spec = object.root["spec"], let template = spec["template"],
        template["spec"]?["containers"] != nil
      else { return [] }
      let labels = template["metadata"]?["labels"]
      return (spec["selector"]?["matchLabels"]?.entries ?? []).compactMap { entry in
        let found = labels?[named: entry.key]
        guard let wanted = entry.value.text, found?.text != wanted, !wanted.isTemplated,
          !(found?.text?.isTemplated ?? false), let place = entry.value.origin, context.isJudged(place.path),
          seen.insert(place).inserted
        else { return nil }
        let has = found?.text.map { "has '\(entry.key): \($0)'" } ?? "has no label '\(entry.key)'"
        return finding(
          "the selector of \(object.id.kind) '\(object.id.name)' wants '\(entry.key): \(wanted)', but its template \(has)",
          at: place, in: object,
          related: [(found ?? labels)?.origin].compactMap { $0 }.map {
            Note($0, "the labels of the template")
          })
      }
    }
  }
}
