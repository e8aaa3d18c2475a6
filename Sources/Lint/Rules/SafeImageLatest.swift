import Diagnostics
import Manifests
import YAML

struct SafeImageLatest: Rule {
  static let id = "safe-image-latest"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a container image without a tag, or with the tag `latest`"
  static let explanation = """
    What runs is whatever was pushed last when a node pulled the image: two pods may run different things, and git \
    does not say which.

    Fix: write a version, best with its digest.

    Source: Kubernetes documentation "Images".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: default
      spec:
        containers:
          - name: web
            image: ↓nginx
      """),
    .bad(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        template:
          spec:
            containers:
              - name: web
                image: ↓ghcr.io/johnsmith/web:latest
      """),
    .good(
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: default
      spec:
        containers:
          - name: web
            image: registry.example.com:5050/web:1.27
          - name: sidecar
            image: web@sha256:0000000000000000000000000000000000000000000000000000000000000000
      """),
    .good(
      "kustomize sets the tag",
      """
      -- pod.yaml --
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: default
      spec:
        containers:
          - name: web
            image: ghcr.io/johnsmith/web
      -- kustomization.yaml --
      resources: [pod.yaml]
      images:
        - name: ghcr.io/johnsmith/web
          newTag: 1.0.0
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let replaced = Set(
      context.tree.kustomizations.flatMap { $0.list("images").compactMap { $0["name"]?.text } })
    return context.podSpecs.flatMap { object, spec in
      ["initContainers", "containers"].flatMap { spec[$0]?.elements ?? [] }.compactMap {
        container -> Diagnostic? in
        guard let value = container["image"], let image = value.string, let place = value.origin,
          !image.isEmpty,
          !SecretValue.isSubstituted(image)
        else { return nil }
        let url = RegistryURL("oci://" + image)
        let isBare = !image.contains("/")
        let tag = isBare ? image.split(separator: ":").dropFirst().first.map(String.init) : url.tag?.text
        let name = isBare ? String(image.prefix { $0 != ":" }) : "\(url.authority)/\(url.path.text)"
        guard !image.contains("@"), tag == nil || tag == "latest", !replaced.contains(name) else {
          return nil
        }
        let what = tag == nil ? "no tag" : "the tag 'latest'"
        return finding(
          "the image '\(image)' of \(object.id.kind) '\(object.id.name)' has \(what)", at: place, in: object)
      }
    }
  }
}
