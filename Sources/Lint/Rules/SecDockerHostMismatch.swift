import Diagnostics
import Flux
import Manifests
import YAML

struct SecDockerHostMismatch: Rule {
  static let id = "sec-docker-host-mismatch"
  static let aliases = ["sec-docker-host-port"]
  static let severity = Severity.error
  static let summary = "a docker config without credentials for the registry that its reader pulls from"
  static let explanation = """
    The key of an `auths` entry has to be the host of the source's URL, with the port where the URL has one. A \
    HelmRepository then fails with "no auth config for 'HOST'"; an OCIRepository or ImageRepository pulls \
    anonymously and is denied later.

    Fix: name the entry after the host of the URL: `registry.gitlab.com`, not `gitlab.com`.

    Source: source-controller 1.9 `LoginOptionFromSecret`; go-containerregistry pkg/authn/kubernetes.
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.gitlab.com/johnsmith/labs-flux
        secretRef:
          name: gitlab-credentials
      """),
    .bad(
      "another port",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJyZWdpc3RyeS5leGFtcGxlLmNvbSI6eyJhdXRoIjoiZFhObGNqcHdZWE56In19fQ==
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.example.com:5050/apps/apache
        secretRef:
          name: gitlab-credentials
      """),
    .bad(
      "a path that the repository does not lie under",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvL290aGVyIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/johnsmith/apache
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
        .dockerconfigjson: eyJhdXRocyI6eyJodHRwczovL3JlZ2lzdHJ5LmdpdGxhYi5jb20iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.gitlab.com/johnsmith/labs-flux
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      "a wildcard, which OCIRepository knows",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyIqLmV4YW1wbGUuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://eu.example.com/apps/apache
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      "the host is not known before Flux substitutes it",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJnaXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://${REGISTRY}/charts
        secretRef:
          name: gitlab-credentials
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.compactMap { secret, value, config in
      guard !config.entries.isEmpty, config.credentialStore == nil, secret.isDockerType else { return nil }
      let missed = context.uses(of: secret).filter { use in
        guard use.isRegistry, let url = use.url, !url.host.text.isEmpty else { return false }
        return use.entry(of: config) == nil && !isExplained(config, url: url, reader: use.reader)
          && config.credentialHelpers[url.authority] == nil
      }
      guard let use = missed.first, let url = use.url else { return nil }
      let hosts = config.entries.map { "'\($0.host)'" }
      let has = hosts.count <= 3 ? hosts.joined(separator: ", ") : "\(hosts.count) other hosts"
      return finding(
        "the docker config in '\(value.key)' is for \(has), but \(use.name) pulls from '\(wanted(use, url))'",
        at: value.place(in: secret), in: secret.manifest, related: missed.map(\.note))
    }
  }

  /// The repository where only a path tells it from the keys, else its host.
  private func wanted(_ use: SecretUse, _ url: RegistryURL) -> String {
    use.reader == .registry ? "\(url.authority)/\(url.path.text)" : url.authority
  }

  /// Whether another rule says why no key matches: Docker Hub's pair of keys, a scheme or tag in the key.
  private func isExplained(_ config: DockerConfig, url: RegistryURL, reader: SecretUse.Reader) -> Bool {
    config.entries.contains { entry in
      let key = entry.address
      if DockerHub.isHost(url.host.text) { return DockerHub.isHost(key.host) }
      guard key.host == url.host.text else { return false }
      return key.hasForeignScheme || key.hasTag
    }
  }
}
