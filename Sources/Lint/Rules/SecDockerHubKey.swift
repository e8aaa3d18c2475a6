import Diagnostics
import Flux
import Manifests
import YAML

struct SecDockerHubKey: Rule {
  static let id = "sec-docker-hub-key"
  static let severity = Severity.error
  static let summary = "a key for Docker Hub that does not fit the URL of its reader"
  static let explanation = """
    Docker Hub has three names. A HelmRepository works only with the URL `oci://registry-1.docker.io/…` and the key \
    `registry-1.docker.io`; with `oci://docker.io/…` it fails whatever the key. An OCIRepository of \
    `oci://docker.io/…` wants the key `https://index.docker.io/v1/`, which is what docker and kubectl write.

    Fix: write both keys, `registry-1.docker.io` and `https://index.docker.io/v1/`, and in a HelmRepository the URL \
    `oci://registry-1.docker.io/…`.

    Source: source-controller 1.9 `LoginOptionFromSecret`; go-containerregistry `name.ParseReference`.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJodHRwczovL2luZGV4LmRvY2tlci5pby92MS8iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry-1.docker.io/johnsmith
        secretRef:
          name: gitlab-credentials
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJkb2NrZXIuaW8iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://docker.io/johnsmith/apache
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      "both keys",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJodHRwczovL2luZGV4LmRvY2tlci5pby92MS8iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9LCJyZWdpc3RyeS0xLmRvY2tlci5pbyI6eyJhdXRoIjoiZFhObGNqcHdZWE56In19fQ==
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry-1.docker.io/johnsmith
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJodHRwczovL2luZGV4LmRvY2tlci5pby92MS8iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://docker.io/johnsmith/apache
        secretRef:
          name: gitlab-credentials
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.compactMap { secret, value, config in
      guard let key = config.entries.first(where: { DockerHub.isHost($0.address.host) }) else {
        return nil
      }
      let missed = context.uses(of: secret).filter { use in
        use.isRegistry && use.entry(of: config) == nil && DockerHub.isHost(use.url?.host.text ?? "")
      }
      guard let use = missed.first, let url = use.url else { return nil }
      return finding(
        "the key '\(key.host)' in '\(value.key)' does not serve \(use.name) at '\(url.authority)': \(remedy(use, url))",
        at: value.place(in: secret), in: secret.manifest, related: missed.map(\.note))
    }
  }

  private func remedy(_ use: SecretUse, _ url: RegistryURL) -> String {
    if url.authority == DockerHub.host { return "it takes '\(DockerHub.host)'" }
    return use.reader == .helmRegistry && url.authority == "docker.io"
      ? "only the URL 'oci://\(DockerHub.host)/…' works there" : "it takes '\(DockerHub.key)'"
  }
}
