import Diagnostics
import Manifests
import YAML

/// Something that Flux's CRDs demand of several fields together (their CEL rules), found broken.
struct FluxConstraint {
  let message: String
  let range: SourceRange
  /// Whether a field that a patch may bring would mend it.
  let isAbsence: Bool

  /// What an object of Flux breaks.
  static func broken(by manifest: Manifest) -> [FluxConstraint] {
    guard let spec = manifest.root["spec"], spec.kind == .mapping else { return [] }
    let place = manifest.root.place(of: "spec") ?? manifest.source
    var check = Check(spec: spec, place: place)
    switch manifest.id.kind {
    case "HelmRelease": check.helmRelease()
    case "Kustomization": check.kubeConfig()
    case "Bucket": check.bucket()
    case "GitRepository": check.gitRepository()
    case "HelmChart": check.helmChart()
    case "ImagePolicy": check.imagePolicy()
    case "Provider": check.provider()
    case "Receiver": check.receiver()
    default: break
    }
    return check.broken
  }
}

private struct Check {
  let spec: Value
  let place: SourceRange
  var broken: [FluxConstraint] = []

  mutating func contradiction(_ message: String, at field: String, of mapping: Value? = nil) {
    let range = (mapping ?? spec).place(of: field) ?? place
    broken.append(FluxConstraint(message: message, range: range, isAbsence: false))
  }

  mutating func absence(_ message: String, at range: SourceRange? = nil) {
    broken.append(FluxConstraint(message: message, range: range ?? place, isAbsence: true))
  }

  /// The text of a field, `fallback` where it is absent; nil where a program fills it in.
  func word(_ field: String, _ fallback: String) -> String? {
    spec.has(field) ? spec.known(field) : fallback
  }

  mutating func helmRelease() {
    switch (spec.has("chart"), spec.has("chartRef")) {
    case (true, true):
      contradiction("a HelmRelease has either 'chart' or 'chartRef', and this one has both", at: "chartRef")
    case (false, false): absence("a HelmRelease needs 'chart' or 'chartRef', and this one has neither")
    default: break
    }
    kubeConfig()
    if let strategy = spec["install"]?["strategy"], strategy.has("retryInterval"),
      strategy.known("name") == "RemediateOnFailure"
    {
      contradiction(
        "'retryInterval' does not go with the strategy 'RemediateOnFailure'", at: "retryInterval",
        of: strategy)
    }
    if let strategy = spec["upgrade"]?["strategy"], strategy.has("retryInterval"),
      let name = strategy.known("name"),
      name != "RetryOnFailure"
    {
      contradiction(
        "'retryInterval' goes only with the strategy 'RetryOnFailure'", at: "retryInterval", of: strategy)
    }
  }

  mutating func kubeConfig() {
    guard let kubeConfig = spec["kubeConfig"], kubeConfig.kind == .mapping else { return }
    switch (kubeConfig.has("configMapRef"), kubeConfig.has("secretRef")) {
    case (true, true):
      contradiction(
        "kubeConfig has either 'configMapRef' or 'secretRef', and this one has both", at: "configMapRef",
        of: kubeConfig)
    case (false, false):
      absence(
        "kubeConfig needs 'configMapRef' or 'secretRef', and this one has neither",
        at: spec.place(of: "kubeConfig"))
    default: break
    }
  }

  mutating func bucket() {
    guard let provider = word("provider", "generic") else { return }
    if let sts = spec["sts"], sts.kind == .mapping {
      let wanted = ["aws": "aws", "generic": "ldap"][provider]
      if let wanted {
        if let found = sts.known("provider"), found != wanted {
          contradiction(
            "sts of a Bucket with the provider '\(provider)' must have the provider '\(wanted)'",
            at: "provider", of: sts)
        }
      } else {
        contradiction(
          "'sts' goes only with the providers 'aws' and 'generic', not with '\(provider)'", at: "sts")
      }
      for field in ["secretRef", "certSecretRef"] where sts.has(field) && sts.known("provider") == "aws" {
        contradiction("'\(field)' does not go with the sts provider 'aws'", at: field, of: sts)
      }
    }
    guard spec.has("serviceAccountName") else { return }
    if provider == "generic" {
      contradiction("'serviceAccountName' does not go with the provider 'generic'", at: "serviceAccountName")
    } else if spec.has("secretRef") {
      contradiction(
        "a Bucket has either 'secretRef' or 'serviceAccountName', and this one has both",
        at: "serviceAccountName")
    }
  }

  mutating func gitRepository() {
    guard spec.has("serviceAccountName"), let provider = word("provider", "generic"),
      !["aws", "azure"].contains(provider)
    else { return }
    contradiction(
      "'serviceAccountName' goes only with the providers 'aws' and 'azure', not with '\(provider)'",
      at: "serviceAccountName")
  }

  mutating func helmChart() {
    guard spec.has("verify"), let kind = spec["sourceRef"]?.known("kind"), kind != "HelmRepository" else {
      return
    }
    contradiction(
      "'verify' goes only with a sourceRef of the kind HelmRepository, not with \(kind)", at: "verify")
  }

  mutating func imagePolicy() {
    guard let policy = word("digestReflectionPolicy", "Never") else { return }
    if spec.has("interval"), policy != "Always" {
      contradiction("'interval' goes only with the digestReflectionPolicy 'Always'", at: "interval")
    } else if !spec.has("interval"), policy == "Always" {
      absence(
        "the digestReflectionPolicy 'Always' needs 'interval'", at: spec.place(of: "digestReflectionPolicy"))
    }
  }

  mutating func provider() {
    let kinds = ["github", "gitlab", "gitea", "bitbucketserver", "bitbucket", "azuredevops"]
    guard spec.has("commitStatusExpr"), let type = spec.known("type"), !kinds.contains(type) else { return }
    contradiction(
      "'commitStatusExpr' goes only with the types of Git hosts, not with '\(type)'", at: "commitStatusExpr")
  }

  mutating func receiver() {
    guard let type = spec.known("type") else { return }
    let hasProviders = !(spec["oidcProviders"]?.elements.isEmpty ?? true)
    if type == "generic-oidc" {
      if spec.has("secretRef") {
        contradiction("'secretRef' does not go with the type 'generic-oidc'", at: "secretRef")
      }
      if !hasProviders {
        absence("the type 'generic-oidc' needs 'oidcProviders'", at: spec.place(of: "type"))
      }
    } else {
      if hasProviders {
        contradiction("'oidcProviders' goes only with the type 'generic-oidc'", at: "oidcProviders")
      }
      if !spec.has("secretRef") {
        absence("a Receiver of the type '\(type)' needs 'secretRef'", at: spec.place(of: "type"))
      }
    }
  }
}
