import Diagnostics
import Manifests
import YAML

struct SecGeneratorLiteral: Rule {
  static let id = "sec-generator-literal"
  static let severity = Severity.warning
  static let summary = "a credential in clear text that a secretGenerator makes a Secret of"
  static let explanation = """
    A generator's literals and files lie in the repository as they are; that its output is a Secret protects nothing.

    Fix: keep the Secret as a manifest encrypted by sops, an ExternalSecret or a SealedSecret; a file that a generator \
    reads may be encrypted by sops as well.

    Source: Flux guide "Manage Kubernetes secrets with SOPS"; kustomize secretGenerator.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      secretGenerator:
        - name: app
          literals:
            - username=johnsmith
            - ↓password=hunter2
      """),
    .bad(
      """
      -- kustomization.yaml --
      secretGenerator:
        - name: app
          envs:
            - ↓app.env
      -- app.env --
      DB_PASSWORD=hunter2
      """),
    .good(
      "a file that sops has encrypted, a variable that Flux fills in",
      """
      -- kustomization.yaml --
      secretGenerator:
        - name: app
          files:
            - config.yaml
          literals:
            - password=${PASSWORD}
            - host=db.example.com
      -- config.yaml --
      password: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
    .good(
      "a file without any credential",
      """
      -- kustomization.yaml --
      secretGenerator:
        - name: app
          envs:
            - app.env
      -- app.env --
      HOST=db.example.com
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.kustomizations.filter { context.tree[$0.path]?.isJudged ?? true }.flatMap { kustomization in
      kustomization.list("secretGenerator").flatMap { generator -> [Diagnostic] in
        let name = generator["name"]?.text ?? ""
        let literals = (generator["literals"].map { Array($0.elements) } ?? []).filter {
          isCredential($0.text ?? "")
        }
        let envs = (generator["envs"].map { Array($0.elements) } ?? []) + [generator["env"]].compactMap { $0 }
        let files = envs.filter { holdsCredential($0.text ?? "", kustomization, context.tree) }
        return literals.map { literal in
          finding(
            "the literal '\((literal.text ?? "").prefix { $0 != "=" })' of generator '\(name)' is in clear text",
            at: literal.range)
        }
          + files.map { file in
            finding(
              "the file '\(file.text ?? "")' of generator '\(name)' holds a credential in clear text",
              at: file.range)
          }
      }
    }
  }

  /// Whether a line `KEY=VALUE` names a credential and holds one.
  private func isCredential(_ line: String) -> Bool {
    guard let equals = line.firstIndex(of: "=") else { return false }
    let value = line[equals...].dropFirst()
    return CredentialName.isCredential(String(line[..<equals])) && !value.isEmpty
      && !SecretValue.isSubstituted(String(value)) && !SecretValue.isSOPS(String(value))
      && !Placeholder.isPlaceholder(String(value))
  }

  private func holdsCredential(_ path: String, _ kustomization: Kustomization, _ tree: Tree) -> Bool {
    guard let path = TreePath.resolve(path, from: kustomization.directory), let bytes = tree.bytes(of: path)
    else {
      return false
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).contains {
      !$0.hasPrefix("#") && isCredential(String($0))
    }
  }
}
