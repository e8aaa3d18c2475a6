import Diagnostics
import Flux
import Manifests
import YAML

struct RefImagepolicyMarker: Rule {
  static let id = "ref-imagepolicy-marker"
  static let severity = Severity.warning
  static let summary = "an image marker that is not understood, or names no ImagePolicy"
  static let explanation = """
    Flux's image automation writes the newest image into lines with the comment `# {"$imagepolicy": \
    "NAMESPACE:NAME"}`, with `:tag`, `:name` or `:digest` behind it for a part. It passes over a comment that \
    it cannot read, and over a policy that does not exist.

    An info where the tree has no ImagePolicy at all: it may lie in another repository.

    Fix: write the namespace and the name of the ImagePolicy.

    Source: Flux documentation, configure image update for custom resources.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        imageRepositoryRef:
          name: flux-system
        policy:
          semver:
            range: 1.x
      ---
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
                image: ghcr.io/group/podinfo:1.0.0 # {"$imagepolicy": "↓flux-system:podinf"}
      """,
      fixed: """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata:
          name: podinfo
          namespace: flux-system
        spec:
          imageRepositoryRef:
            name: flux-system
          policy:
            semver:
              range: 1.x
        ---
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
                  image: ghcr.io/group/podinfo:1.0.0 # {"$imagepolicy": "flux-system:podinfo"}
        """),
    .bad(
      "an ending that is none",
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        imageRepositoryRef:
          name: flux-system
        policy:
          semver:
            range: 1.x
      ---
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
                image: ghcr.io/group/podinfo:1.0.0 # {"$imagepolicy": "↓flux-system:podinfo:version"}
      """),
    .bad(
      "no JSON",
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        imageRepositoryRef:
          name: flux-system
        policy:
          semver:
            range: 1.x
      ---
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
                image: ghcr.io/group/podinfo:1.0.0 ↓# {"$imagepolicy": "flux-system:podinfo"
      """),
    .good(
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        imageRepositoryRef:
          name: flux-system
        policy:
          semver:
            range: 1.x
      ---
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
                image: ghcr.io/group/podinfo:1.0.0 # {"$imagepolicy": "flux-system:podinfo"}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: tag
        namespace: default
      data:
        tag: 1.0.0 # {"$imagepolicy": "flux-system:podinfo:tag"}
      """),
    .good(
      "a name that is substituted later",
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        imageRepositoryRef:
          name: flux-system
        policy:
          semver:
            range: 1.x
      ---
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
                image: ghcr.io/group/podinfo:1.0.0 # {"$imagepolicy": "flux-system:${APP}"}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let policies = (context.objects + context.tree.manifests).filter {
      $0.isKind("ImagePolicy", group: group)
    }
    let known = Dictionary(policies.map { ("\($0.id.namespace ?? ""):\($0.id.name)", $0) }) { first, _ in
      first
    }
    return context.tree.files.flatMap { file -> [Diagnostic] in
      guard file.isJudged, file.role != .chart, let stream = file.stream,
        TextShape.contains(stream.source.bytes, "$imagepolicy")
      else { return [] }
      return stream.comments.compactMap { comment in
        guard comment.text.hasPrefix("{"), comment.text.contains("$imagepolicy") else { return nil }
        return judge(comment, in: stream.source, known)
      }
    }
  }

  private var group: String { "image.toolkit.fluxcd.io" }

  private func judge(_ comment: Comment, in source: SourceFile, _ known: [String: Manifest]) -> Diagnostic? {
    guard let json = try? JSON(Array(comment.text.utf8)), let value = json["$imagepolicy"]?.string else {
      return finding("the image marker is not read: it is no JSON object with a text", at: comment.range)
    }
    let parts = value.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let place = comment.range.find(value, in: source) ?? comment.range
    guard parts.count == 2 || (parts.count == 3 && ["tag", "name", "digest"].contains(parts[2])) else {
      let wanted = "'NAMESPACE:NAME', or that with ':tag', ':name' or ':digest' behind it"
      return finding("the image marker '\(value)' is not \(wanted)", at: place)
    }
    let name = "\(parts[0]):\(parts[1])"
    guard known[name] == nil, !name.isTemplated, !known.keys.contains(where: \.isTemplated) else {
      return nil
    }
    let near = known.keys.sorted().filter { ReferenceGraph.isNear($0, name) }
    let candidate = near.count == 1 ? known[near[0]] : nil
    let hint = candidate == nil ? "" : "; did you mean '\(near[0])'?"
    let end = place.bytes.lowerBound + name.utf8.count
    let edit = TextEdit(
      range: SourceRange(path: place.path, bytes: place.bytes.lowerBound..<end), replacement: near.first ?? ""
    )
    return finding(
      "the image marker names the ImagePolicy '\(parts[1])' in the namespace '\(parts[0])', which this tree does not define\(hint)",
      at: place, severity: known.isEmpty ? .info : nil,
      related: candidate.map { [Note($0.nameRange, "the ImagePolicy '\($0.id.name)' is defined here")] }
        ?? [],
      fix: candidate == nil || place == comment.range ? nil : Fix("write '\(near[0])'", .unsafe, [edit]))
  }
}
