import Diagnostics
import Manifests
import YAML

/// Where an OCIRepository or an OCI HelmRepository pulls from, as its file writes it.
struct OciAddress {
  let source: Manifest
  let value: Value
  let text: String
  let url: RegistryURL
  let range: SourceRange

  /// Nil where the object has no URL that begins with `oci://`, or a part of it is filled in later.
  init?(_ source: Manifest) {
    guard let value = source.root["spec"]?["url"], let text = value.string, let range = value.origin,
      text.hasPrefix("oci://"), !SecretValue.isSubstituted(text)
    else { return nil }
    self.source = source
    self.value = value
    self.text = text
    self.range = range
    url = RegistryURL(text)
  }

  /// `OCIRepository 'name'`.
  var name: String { "\(source.id.kind) '\(source.id.name)'" }

  /// Host, port and path, which tell two addresses apart.
  var location: String { "\(url.authority)/\(url.path.text)" }
}

extension LintContext {
  /// The charts that HelmReleases take from HelmRepositories.
  var helmCharts: [(release: Manifest, name: Value, version: Value?)] {
    flux("HelmRelease", "helm").compactMap { release in
      guard let spec = release.root["spec"]?["chart"]?["spec"], let name = spec["chart"],
        spec["sourceRef"]?["kind"]?.text == "HelmRepository"
      else { return nil }
      return (release, name, spec["version"])
    }
  }
}

extension LintContext {
  static func ociAddresses(_ manifests: FluxManifests) -> [OciAddress] {
    (manifests.named("OCIRepository") + manifests.named("HelmRepository")).compactMap(OciAddress.init)
  }

  static func sourceAddresses(
    _ manifests: FluxManifests
  ) -> [(source: Manifest, url: RegistryURL, place: SourceRange)] {
    ["GitRepository", "HelmRepository", "OCIRepository", "Bucket"].flatMap { manifests.named($0) }.compactMap
    {
      source in
      guard let value = source.root["spec"]?["url"], let text = value.string, let place = value.origin,
        !SecretValue.isSubstituted(text)
      else { return nil }
      return (source, RegistryURL(text), place)
    }
  }

  /// The pod specs of the built-in kinds.
  var podSpecs: [(object: Manifest, spec: Value)] {
    let kinds = ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"]
    return kinds.flatMap(manifests).compactMap { object in
      let spec = object.root["spec"]
      let found =
        switch object.id.kind {
        case "Pod": spec
        case "CronJob": spec?["jobTemplate"]?["spec"]?["template"]?["spec"]
        default: spec?["template"]?["spec"]
        }
      return found.map { (object, $0) }
    }
  }
}
