import Diagnostics
import Manifests
import YAML

struct SecSopsNoBlock: Rule {
  static let id = "sec-sops-no-block"
  static let severity = Severity.error
  static let summary = "an `ENC[…]` value in a Secret without a `sops` block"
  static let explanation = """
    The keys and the checksum that decrypt a value stand in the `sops` block of the same object. Without it Flux takes \
    the object for an ordinary one and applies the ciphertext: "illegal base64 data at input byte 3".

    Fix: restore the block, or encrypt the file again.

    Source: kustomize-controller decryption; measured with Go's base64.
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
        .dockerconfigjson: ↓ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      """),
    .bad(
      "the block is part of the data",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        password: ↓ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
        sops: "3.9.0"
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
        .dockerconfigjson: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
    .good(
      "an eyaml value, which Puppet decrypts",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        motto: see ENC[AES256_GCM, in the manual
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.filter { !$0.manifest.isEncrypted }.flatMap { secret -> [Diagnostic] in
      let encrypted = secret.values.filter { $0.written?.hasPrefix("ENC[AES256_GCM,") ?? false }
      guard let first = encrypted.first, !context.maySet("sops", in: secret.manifest) else { return [] }
      let more = encrypted.count > 1 ? " (and \(encrypted.count - 1) more)" : ""
      return [
        finding(
          "the value of '\(first.key)'\(more) is encrypted, but the Secret has no 'sops' block to decrypt it with",
          at: first.place(in: secret), in: secret.manifest)
      ]
    }
  }
}
