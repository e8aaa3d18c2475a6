import Diagnostics
import Manifests
import YAML

/// Something that Flux's CRDs demand of several fields together (their CEL rules), found broken.
struct FluxConstraint {
  let message: String
  let range: SourceRange
  /// Whether a field that a patch may bring would mend it.
  let isAbsence: Bool

  /// What an object breaks of the rules that a release of Flux has. A rule whose first release is not known is not
  /// judged below the first definition that was seen with it.
  static func broken(by manifest: Manifest, flux: FluxVersion) -> [FluxConstraint] {
    guard let spec = manifest.root["spec"], spec.kind == .mapping, flux.major == 2 else { return [] }
    let place = manifest.root.place(of: "spec") ?? manifest.source
    var check = Check(spec: spec, place: place, minor: flux.minor)
    switch (manifest.id.kind, manifest.id.version) {
    case ("HelmRelease", "v2"), ("HelmRelease", "v2beta2"): check.helmRelease()
    case ("Kustomization", "v1"), ("Kustomization", "v1beta2"): check.kubeConfig()
    case ("Bucket", "v1"), ("Bucket", "v1beta2"): check.bucket()
    case ("GitRepository", "v1"): check.gitRepository()
    case ("HelmChart", "v1"): check.helmChart()
    case ("ImagePolicy", "v1"), ("ImagePolicy", "v1beta2"): check.imagePolicy()
    case ("Provider", "v1beta3"): check.provider()
    case ("Receiver", "v1"): check.receiver()
    default: break
    }
    return check.broken
  }
}

private struct Check {
  let spec: Value
  let place: SourceRange
  /// Of Flux 2.
  let minor: Int
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
    // Before, secretRef was required and configMapRef not known.
    guard minor >= 7, let kubeConfig = spec["kubeConfig"], kubeConfig.kind == .mapping else { return }
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
    guard minor >= 4, let provider = word("provider", "generic") else { return }
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
    guard minor >= 7, spec.has("serviceAccountName") else { return }
    if provider == "generic" {
      contradiction("'serviceAccountName' does not go with the provider 'generic'", at: "serviceAccountName")
    } else if spec.has("secretRef") {
      contradiction(
        "a Bucket has either 'secretRef' or 'serviceAccountName', and this one has both",
        at: "serviceAccountName")
    }
  }

  mutating func gitRepository() {
    guard minor >= 7, spec.has("serviceAccountName"), let provider = word("provider", "generic"),
      !["aws", "azure"].contains(provider)
    else { return }
    contradiction(
      "'serviceAccountName' goes only with the providers 'aws' and 'azure', not with '\(provider)'",
      at: "serviceAccountName")
  }

  mutating func helmChart() {
    guard minor >= 9, spec.has("verify"), let kind = spec["sourceRef"]?.known("kind"),
      kind != "HelmRepository"
    else {
      return
    }
    contradiction(
      "'verify' goes only with a sourceRef of the kind HelmRepository, not with \(kind)", at: "verify")
  }

  mutating func imagePolicy() {
    guard minor >= 6, let policy = word("digestReflectionPolicy", "Never") else { return }
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
    // Before, secretRef was required of every type.
    guard minor >= 8, let type = spec.known("type") else { return }
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
