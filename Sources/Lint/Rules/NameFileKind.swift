import Diagnostics
import Manifests
import YAML

struct NameFileKind: Rule {
  static let id = "name-file-kind"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a file whose name says another kind than it holds"
  static let explanation = """
    Whoever looks for a Secret opens `x-secret.yaml`, and creation rules of SOPS match by file name: a Secret under \
    another name stays in the clear, another object under this name is encrypted.

    Fix: rename the file, and the entries that name it.

    Source: the naming of the labs that this program writes.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- gitlab-oci-secret.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: ↓HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      """),
    .bad(
      """
      -- apache-helm-release.yaml --
      apiVersion: v1
      kind: ↓ConfigMap
      metadata:
        name: apache
        namespace: default
      -- web/deployment.yaml --
      apiVersion: apps/v1
      kind: ↓StatefulSet
      metadata:
        name: web
        namespace: default
      """),
    .good(
      "kinds that make a Secret",
      """
      -- creds-secret.yaml --
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        name: creds
        namespace: default
      -- gitlab-oci-repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: gitlab
        namespace: default
      """),
    .good(
      "one of several objects, a patch, and a word that only ends alike",
      """
      -- kustomization.yaml --
      resources:
        - service.yaml
        - microservice.yaml
      patches:
        - path: deployment.yaml
      -- service.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: default
      -- microservice.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: micro
        namespace: default
      -- deployment.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      """),
  ]

  /// Kinds that a last word of a file name may stand for; one that ends with a kind counts as well.
  private static let kinds = [
    "secret": ["Secret"], "release": ["HelmRelease"], "helmrelease": ["HelmRelease"],
    "configmap": ["ConfigMap"],
    "deployment": ["Deployment"], "service": ["Service"], "httproute": ["HTTPRoute"],
    "namespace": ["Namespace"], "repository": ["Repository"], "helmrepository": ["HelmRepository"],
    "ocirepository": ["OCIRepository"], "gitrepository": ["GitRepository"], "statefulset": ["StatefulSet"],
    "daemonset": ["DaemonSet"], "cronjob": ["CronJob"], "serviceaccount": ["ServiceAccount"],
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.files.compactMap { file in
      guard file.isJudged, file.role == .manifest, let expected = expectedKinds(file.path) else { return nil }
      let manifests = file.stream?.documents.flatMap(\.manifests) ?? []
      guard let first = manifests.first, !manifests.contains(where: \.isEncrypted),
        !manifests.contains(where: { manifest in expected.contains { manifest.id.kind.hasSuffix($0) } })
      else { return nil }
      return finding(
        "'\(TreePath.name(of: file.path))' holds no \(expected[0]), but a \(first.id.kind)",
        at: first.root["kind"]?.origin ?? first.source, in: first)
    }
  }

  private func expectedKinds(_ path: String) -> [String]? {
    let stem = TreePath.name(of: path).split(separator: ".").first ?? ""
    let words = stem.lowercased().split { $0 == "-" || $0 == "_" }
    guard let last = words.last else { return nil }
    if last == "release", words.dropLast().last != "helm" { return nil }
    return Self.kinds[String(last)]
  }
}
