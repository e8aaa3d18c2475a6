import Diagnostics
import Manifests
import YAML

struct SafePrivateKeyFile: Rule {
  static let id = "safe-private-key-file"
  static let severity = Severity.error
  static let summary = "a private key, a kubeconfig with credentials or a docker config in a file of its own"
  static let explanation = """
    An age key decrypts every Secret of the repository that holds it; a kubeconfig or a docker config signs in as \
    whoever made it.

    Fix: remove the file, make a new key or credential, and list the name in `.gitignore`.

    Source: Flux guide "Manage Kubernetes secrets with SOPS": keep the private key out of the repository.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- clusters/kubeconfig.yaml --
      apiVersion: v1
      kind: Config
      users:
        - name: admin
          user:
            client-key-data: ↓LS0tLS1CRUdJTg==
      """),
    .bad(
      """
      -- kubeconfig.yml --
      apiVersion: v1
      kind: Config
      users:
        - name: admin
          user: {token: ↓hunter2}
      """),
    .good(
      "a kubeconfig that holds no credential",
      """
      -- kubeconfig.yaml --
      apiVersion: v1
      kind: Config
      users:
        - name: admin
          user:
            exec:
              command: kubelogin
      """),
    .good(
      "encrypted by sops",
      """
      -- kubeconfig.yaml --
      apiVersion: v1
      kind: Config
      users:
        - name: admin
          user:
            token: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    kubeconfigs(context) + keyFiles(context)
  }

  private func kubeconfigs(_ context: LintContext) -> [Diagnostic] {
    context.manifests("Config").filter { $0.id.apiVersion == "v1" && !$0.isEncrypted }.flatMap { config in
      (config.root["users"]?.elements ?? []).compactMap { user -> Diagnostic? in
        let fields = ["client-key-data", "token", "password"]
        guard let field = fields.first(where: { isCredential(user["user"]?[named: $0]?.text) }),
          let place = user["user"]?[named: field]?.origin
        else { return nil }
        return finding("the kubeconfig holds '\(field)' of user '\(user["name"]?.text ?? "")'", at: place)
      }
    }
  }

  private func isCredential(_ text: String?) -> Bool {
    guard let text, !text.isEmpty else { return false }
    return !SecretValue.isSOPS(text) && !SecretValue.isSubstituted(text) && !Placeholder.isPlaceholder(text)
  }

  /// Files that are no YAML, known by their names and judged by their content.
  private func keyFiles(_ context: LintContext) -> [Diagnostic] {
    context.tree.files.compactMap { file in
      guard file.isJudged, let what = suspicion(TreePath.name(of: file.path)),
        let bytes = context.tree.bytes(of: file.path),
        what.marks.contains(where: { TextShape.contains(bytes, $0) })
      else { return nil }
      return finding(
        "the file holds \(what.name)", at: SourceRange(path: file.path, bytes: 0..<0))
    }
  }

  private func suspicion(_ name: String) -> (name: String, marks: [String])? {
    if name.hasSuffix(".agekey") || name == "keys.txt" || name == "age.key" {
      return ("an age key", ["AGE-SECRET-KEY-1"])
    }
    if ["id_rsa", "id_ed25519", "id_ecdsa", "identity"].contains(name) {
      return ("a private key", ["PRIVATE KEY-----"])
    }
    if name == "config.json" || name == ".dockerconfigjson" {
      return ("credentials of registries", ["\"auth\":", "\"auth\" :"])
    }
    return nil
  }
}
