import Manifests
import YAML

/// A field that is valid and has no effect because of another one.
struct IneffectiveField {
  let name: String
  let mapping: Value
  /// Why, as the end of a sentence.
  let reason: String
  /// Whether taking it out can change nothing.
  let isSafe: Bool

  static func all(of manifest: Manifest) -> [IneffectiveField] {
    guard let spec = manifest.root["spec"], spec.kind == .mapping else { return [] }
    switch manifest.id.kind {
    case "HelmRepository": return helmRepository(spec)
    case "OCIRepository": return ociRepository(spec)
    case "HelmRelease": return helmRelease(spec)
    case "Kustomization": return kustomization(spec)
    default: return []
    }
  }

  private static func fields(_ names: [String], of mapping: Value?, _ reason: String, isSafe: Bool = true)
    -> [IneffectiveField]
  {
    guard let mapping else { return [] }
    return names.filter { mapping.has($0) }.map {
      IneffectiveField(name: $0, mapping: mapping, reason: reason, isSafe: isSafe)
    }
  }

  private static func helmRepository(_ spec: Value) -> [IneffectiveField] {
    var found: [IneffectiveField] = []
    if spec.known("type") == "oci" {
      found += fields(
        ["interval", "timeout", "suspend", "passCredentials"], of: spec,
        "on a HelmRepository of type 'oci'")
    }
    if spec.has("secretRef"), spec.known("type") == "oci", let provider = spec.known("provider"),
      provider != "generic"
    {
      found += fields(["provider"], of: spec, "beside 'secretRef'", isSafe: false)
    }
    return found
  }

  private static func ociRepository(_ spec: Value) -> [IneffectiveField] {
    var found: [IneffectiveField] = []
    let ref = spec["ref"]
    if let ref, ref.has("semverFilter"), !ref.has("semver") {
      found += fields(["semverFilter"], of: ref, "without 'semver'")
    }
    if let ref, ref.has("digest") {
      found += fields(
        ["tag", "semver", "semverFilter"], of: ref, "beside 'digest', which wins", isSafe: false)
    } else if let ref, ref.has("semver") {
      found += fields(["tag"], of: ref, "beside 'semver', which wins", isSafe: false)
    }
    if spec.has("secretRef"), let provider = spec.known("provider"), provider != "generic" {
      found += fields(["provider"], of: spec, "beside 'secretRef'", isSafe: false)
    }
    return found
  }

  private static func helmRelease(_ spec: Value) -> [IneffectiveField] {
    var found: [IneffectiveField] = []
    if let chart = spec["chart"]?["spec"], let kind = chart["sourceRef"]?.known("kind"),
      ["GitRepository", "Bucket"].contains(kind)
    {
      found += fields(["version"], of: chart, "on a chart from a \(kind): what is there is taken")
    }
    for action in ["install", "upgrade"] {
      if let action = spec[named: action], action.has("crds") {
        found += fields(["skipCRDs"], of: action, "beside 'crds', which wins")
      }
    }
    return found
  }

  private static func kustomization(_ spec: Value) -> [IneffectiveField] {
    spec.isTrue("wait")
      ? fields(["healthChecks"], of: spec, "beside 'wait: true', which waits for everything", isSafe: false)
      : []
  }
}
