import Diagnostics
import Manifests
import YAML

struct FileMultiKind: Rule {
  static let id = "file-multi-kind"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a Secret in one file with other objects"
  static let explanation = """
    `sops --encrypt` works on whole files: the other objects are encrypted with the Secret, or the rules have to name \
    each field. Diffs and owners of the file cannot tell the two apart either.

    Fix: move the Secret to a file of its own.

    Source: SOPS documentation, encrypted_regex; Flux guide "Manage Kubernetes secrets with SOPS".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓creds
        namespace: default
      """),
    .bad(
      """
      apiVersion: v1
      kind: List
      items:
        - apiVersion: v1
          kind: Secret
          metadata:
            name: ↓creds
            namespace: default
        - apiVersion: v1
          kind: Namespace
          metadata:
            name: apps
      """),
    .good(
      "Secrets among themselves",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: a
        namespace: default
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: b
        namespace: default
      """),
    .good(
      "a SealedSecret holds nothing to encrypt",
      """
      apiVersion: bitnami.com/v1alpha1
      kind: SealedSecret
      metadata:
        name: creds
        namespace: default
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let mixed = Set(
      context.tree.manifests.filter { !$0.isKind("Secret", group: "") }.map(\.source.path))
    return context.tree.manifests.compactMap { manifest in
      guard manifest.isKind("Secret", group: ""), mixed.contains(manifest.source.path) else { return nil }
      return finding(
        "the Secret '\(manifest.id.name)' shares its file with other objects: expected a file of its own",
        at: manifest.nameRange,
        in: manifest)
    }
  }
}
