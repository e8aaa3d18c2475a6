import Diagnostics
import Manifests
import YAML

struct SecDockerExtraHosts: Rule {
  static let id = "sec-docker-extra-hosts"
  static let severity = Severity.warning
  static let summary = "a docker config with credentials that none of its readers uses"
  static let explanation = """
    A config that was copied from a laptop holds the credentials of every registry that its owner has signed in to. \
    Whoever may read this one Secret has them all.

    Fix: keep the entry of the registry that is needed.

    Source: least privilege; the keys that each controller matches, facts of `sec-docker-host-mismatch`.
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifSwiZ2hjci5pbyI6eyJhdXRoIjoiZFhObGNqcHdZWE56In19fQ==
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
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifSwicXVheS5pbyI6eyJhdXRoIjoiZFhObGNqcHdZWE56In0sImdjci5pbyI6eyJhdXRoIjoiZFhObGNqcHdZWE56In19fQ==
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      "the two keys of Docker Hub are one registry",
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
      "pods pull with it too, from wherever their images are",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifSwiZ2hjci5pbyI6eyJhdXRoIjoiZFhObGNqcHdZWE56In19fQ==
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
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: default
        namespace: default
      imagePullSecrets:
        - name: gitlab-credentials
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.compactMap { secret, value, config in
      let uses = context.uses(of: secret)
      guard config.entries.count > 1, !uses.isEmpty, uses.allSatisfy({ $0.isRegistry && $0.url != nil })
      else {
        return nil
      }
      let used = Set(uses.compactMap { $0.entry(of: config)?.key })
      let hasHub = used.contains { DockerHub.isHost(DockerKey($0).host) }
      let extra = config.entries.filter { entry in
        !used.contains(entry.key) && !(hasHub && DockerHub.isHost(entry.address.host))
      }
      guard !used.isEmpty, !extra.isEmpty else { return nil }
      let hosts =
        extra.count <= 3 ? extra.map { "'\($0.host)'" }.joined(separator: ", ") : "\(extra.count) registries"
      return finding(
        "the docker config in '\(value.key)' also holds credentials for \(hosts), which nobody here pulls from",
        at: value.place(in: secret), in: secret.manifest, related: uses.map(\.note))
    }
  }
}
