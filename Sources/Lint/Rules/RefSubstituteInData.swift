import Diagnostics
import Flux
import Manifests

struct RefSubstituteInData: Rule {
  static let id = "ref-substitute-in-data"
  static let severity = Severity.info
  static let summary = "a variable inside the data of a Secret"
  static let explanation = """
    `data` is base64, and Flux substitutes after the build: the value of the variable is taken for base64. That \
    is right only where the value itself is base64.

    An error where the tree tells the value and the result is not base64.

    Fix: move the entry to `stringData`.

    Source: Flux documentation, post build variable substitution.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      data:
        token: ↓${TOKEN}
      """),
    .bad(
      "the value is known",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        postBuild:
          substitute:
            TOKEN: hunter2-hunter2
      -- apps/secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      data:
        token: ↓${TOKEN}
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        token: ${TOKEN}
      """),
    .good(
      "base64 that decodes to a dollar and a brace",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      data:
        token: JHtUT0tFTn0=
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let wrong = context.clusters.flatMap(\.kustomizations).flatMap { undecodable(in: $0) }
    var seen = Set(wrong.map(\.range))
    return wrong.filter { context.isJudged($0.range.path) }
      + context.secrets.flatMap { secret in
        secret.values.compactMap { value -> Diagnostic? in
          guard value.section == .data, value.written.map({ TextShape.contains($0, "${") }) ?? false,
            let place = value.range,
            seen.insert(place).inserted
          else { return nil }
          return finding(
            "the value of '\(value.key)' is substituted inside 'data': what the variable holds must be base64",
            at: place, in: secret.manifest)
        }
      }
  }

  /// The values that are no base64 once they are substituted.
  private func undecodable(in kustomization: FluxKustomization) -> [Diagnostic] {
    guard kustomization.substitution != nil else { return [] }
    return kustomization.objects.flatMap { object -> [Diagnostic] in
      guard object.id.kind == "Secret", object.id.group.isEmpty, !object.isEncrypted else { return [] }
      return (object.root["data"]?.entries ?? []).compactMap { entry in
        guard case .scalar(let made) = entry.value, let place = made.origin, place.path == object.source.path,
          !made.text.contains("$"), (try? Base64.decode(Array(made.text.utf8))) == nil
        else { return nil }
        return finding(
          "the value of '\(entry.key)' is not base64 after substitution; a plain value belongs under 'stringData'",
          at: place, in: object, severity: .error,
          related: [Note(kustomization.manifest.nameRange, "its 'postBuild' gives the value")])
      }
    }
  }
}
