import Diagnostics
import Flux
import Manifests

/// A source of Flux that signs in to a registry with a Secret, and what is taken from there.
package struct RegistrySource: Sendable {
  package enum Credential: Sendable {
    case pair(user: [UInt8], password: [UInt8])
    /// Flux signs in as nobody: one clause says why.
    case anonymous(String)
    /// What the cluster would hold cannot be known here: one clause says why.
    case unknown(String)
  }

  /// As built.
  package let object: Manifest
  package let url: RegistryURL
  /// Whether it is a registry of OCI; else an index of charts over HTTP.
  package let isOCI: Bool
  /// Whether it says that the registry speaks plain HTTP.
  package let isInsecure: Bool
  package let credential: Credential
  /// The place where it names the Secret.
  package let place: SourceRange
  /// The Secret's name.
  package let secretName: String
  /// The Secret, where the tree has it.
  package let secret: Manifest?
  package let artifacts: [Artifact]

  /// Something that Flux pulls.
  package struct Artifact: Sendable {
    package enum Version: Sendable {
      /// A tag as the registry has it.
      case tag(String)
      case digest(String)
      case range(VersionRange, text: String)
      /// The name alone is known.
      case any
      /// One clause says why.
      case unknown(String)
    }

    /// What it is called in a message: `chart 'apache'`, `artifact 'group/app'`.
    package let name: String
    /// The path of its repository in the registry; the name of a chart where the source is an index.
    package let repository: String
    /// The chart's own name, where Helm pulls it.
    package let chart: String?
    package let version: Version
    /// The place of the version, else of the name.
    package let place: SourceRange
  }
}

extension RegistrySource {
  /// The sources among the objects of a tree that name a Secret, in the order of path and place, each once however
  /// many clusters build it.
  ///
  /// - Parameter references: of the tree, resolved.
  package static func all(_ references: [Reference]) -> [RegistrySource] {
    var pulls: [SourceRange: [Reference]] = [:]
    for reference in references
    where ["spec.chart.spec.sourceRef", "spec.sourceRef", "spec.chartRef"].contains(reference.field) {
      if let target = reference.target { pulls[target.source, default: []].append(reference) }
    }
    var seen: Set<String> = []
    return references.filter { $0.field == "spec.secretRef" }.sorted { $0.nameRange < $1.nameRange }
      .compactMap {
        guard let source = RegistrySource($0, pulls: pulls[$0.source.source] ?? []) else { return nil }
        let key =
          "\(source.place.path):\(source.place.bytes.lowerBound) \(source.object.root["spec"]?["url"]?.text ?? "")"
        return seen.insert(key).inserted ? source : nil
      }
  }

  private init?(_ reference: Reference, pulls: [Reference]) {
    let object = reference.source
    let spec = object.root["spec"]
    guard object.id.group.hasSuffix(".toolkit.fluxcd.io") else { return nil }
    let text = (spec?["url"] ?? spec?["image"])?.text ?? ""
    switch object.id.kind {
    case "HelmRepository": isOCI = spec?["type"]?.text == "oci" || text.hasPrefix("oci://")
    case "OCIRepository", "ImageRepository": isOCI = true
    default: return nil
    }
    self.object = object
    url = object.id.kind == "ImageRepository" ? .image(text) : RegistryURL(text)
    isInsecure = spec?["insecure"]?.is("true") ?? false
    place = reference.nameRange
    secretName = reference.name
    secret = reference.target
    credential = Self.credential(of: reference, object, url, isOCI: isOCI)
    artifacts =
      object.id.kind == "HelmRepository"
      ? Self.charts(pulls, below: isOCI ? url.path.text : nil) : Self.own(object, url)
  }

  // MARK: The credential

  private static func credential(
    of reference: Reference, _ object: Manifest, _ url: RegistryURL, isOCI: Bool
  ) -> Credential {
    guard let manifest = reference.target else {
      return .unknown("no file defines the Secret '\(reference.name)'")
    }
    let spec = object.root["spec"]
    if spec?["certSecretRef"]?.isNull == false { return .unknown("the source has a certificate of its own") }
    if spec?["proxySecretRef"]?.isNull == false { return .unknown("the source has a proxy of its own") }
    let secret = Secret(manifest)
    if let hidden = secret.values.lazy.compactMap({ hiding($0.content) }).first {
      return .unknown("the Secret '\(manifest.id.name)' \(hidden)")
    }
    let readsDocker = isOCI && (secret.isDockerType || object.id.kind != "HelmRepository")
    guard readsDocker else { return pair(secret) }
    guard secret.isDockerType else {
      return .anonymous(
        "the Secret '\(manifest.id.name)' is of type '\(secret.type)', which it does not read")
    }
    guard let docker = secret.docker, case .success(let config) = docker.config else {
      return .anonymous("the Secret '\(manifest.id.name)' holds no docker config that can be read")
    }
    let entry =
      object.id.kind == "HelmRepository" ? config.entry(forHelmRepository: url) : config.entry(forPull: url)
    guard let entry else {
      return .anonymous("the Secret '\(manifest.id.name)' holds no entry for '\(url.authority)'")
    }
    if let (user, password) = entry.credential { return .pair(user: user, password: password) }
    return entry.identityToken != nil || entry.registryToken != nil
      ? .unknown("the Secret '\(manifest.id.name)' holds a token of a cloud instead of a password")
      : .anonymous(
        "the entry for '\(url.authority)' in the Secret '\(manifest.id.name)' holds no user and password")
  }

  private static func pair(_ secret: Secret) -> Credential {
    guard let user = secret["username"]?.bytes, let password = secret["password"]?.bytes else {
      return .anonymous("the Secret '\(secret.manifest.id.name)' has no keys 'username' and 'password'")
    }
    return .pair(user: user, password: password)
  }

  /// Why the text in a file is not what the cluster will hold.
  private static func hiding(_ content: SecretValue.Content) -> String? {
    switch content {
    case .encrypted: "is encrypted"
    case .substituted: "is filled in later"
    case .masked, .placeholder: "holds a placeholder"
    case .notString, .undecodable, .bytes: nil
    }
  }

  // MARK: What is pulled

  /// - Parameter path: of the registry; nil for an index.
  private static func charts(_ pulls: [Reference], below path: String?) -> [Artifact] {
    pulls.compactMap { pull in
      let spec =
        pull.source.id.kind == "HelmChart"
        ? pull.source.root["spec"] : pull.source.root["spec"]?["chart"]?["spec"]
      guard let chart = spec?["chart"], let name = chart.text, !name.isEmpty else { return nil }
      let version = spec?["version"]
      let text = version.flatMap { $0.isNull ? nil : $0.text } ?? ""
      return Artifact(
        name: "chart '\(name)'", repository: path.map { $0.isEmpty ? name : "\($0)/\(name)" } ?? name,
        chart: name,
        version: SecretValue.isSubstituted(name)
          ? .unknown("its name is filled in later") : self.version(ofChart: text),
        place: version?.origin ?? chart.origin ?? pull.nameRange)
    }
  }

  private static func version(ofChart text: String) -> Artifact.Version {
    if SecretValue.isSubstituted(text) { return .unknown("its version is filled in later") }
    // A tag cannot hold '+'; Helm writes '_' for it.
    if SemanticVersion(text) != nil { return .tag(String(text.map { $0 == "+" ? "_" : $0 })) }
    return range(text.isEmpty ? "*" : text)
  }

  private static func range(_ text: String) -> Artifact.Version {
    VersionRange(text).map { .range($0, text: text) } ?? .unknown("'\(text)' is no version")
  }

  /// What an OCIRepository or ImageRepository itself is about.
  private static func own(_ object: Manifest, _ url: RegistryURL) -> [Artifact] {
    let reference = object.id.kind == "OCIRepository" ? object.root["spec"]?["ref"] : nil
    let field = ["digest", "semver", "tag"].lazy.compactMap { key in
      reference?[named: key].flatMap { value in
        value.text.flatMap { $0.isEmpty ? nil : (key, $0, value.origin) }
      }
    }.first
    let version: Artifact.Version =
      switch field {
      case nil: object.id.kind == "OCIRepository" ? .tag("latest") : .any
      case (_, let text, _)? where SecretValue.isSubstituted(text): .unknown("its version is filled in later")
      case ("digest", let text, _)?: .digest(text)
      case ("semver", let text, _)?: range(text)
      case (_, let text, _)?: .tag(text)
      }
    let place =
      field?.2 ?? (object.root["spec"]?["url"] ?? object.root["spec"]?["image"])?.origin ?? object.nameRange
    return [
      Artifact(
        name: "artifact '\(url.path.text)'", repository: url.path.text, chart: nil, version: version,
        place: place)
    ]
  }
}
