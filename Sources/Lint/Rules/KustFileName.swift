import Diagnostics
import Manifests
import YAML

struct KustFileName: Rule {
  static let id = "kust-file-name"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a kustomization under one of its rarer names"
  static let explanation = """
    kustomize takes `kustomization.yml` and `Kustomization` as well, but many scripts, Flux's own validate.sh among them, \
    look for `kustomization.yaml` and never check the directory.

    Fix: rename the file to `kustomization.yaml`.

    Source: kustomize 5.7.1, RecognizedKustomizationFileNames; fluxcd/flux2-kustomize-helm-example, scripts/validate.sh.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yml --
      ↓resources: []
      """),
    .bad(
      """
      -- apps/Kustomization --
      ↓resources: []
      """),
    .good(
      """
      -- kustomization.yaml --
      resources: []
      """),
    .good(
      "a manifest may be called as it likes",
      """
      -- kustomize.yml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.compactMap { kustomization in
      let name = TreePath.name(of: kustomization.path)
      guard name != "kustomization.yaml" else { return nil }
      return finding(
        "'\(name)' is read by kustomize, but scripts look for 'kustomization.yaml'",
        at: kustomization.fileRange)
    }
  }
}
