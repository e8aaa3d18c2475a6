import Diagnostics
import Flux
import Manifests
import YAML

/// One field that reads a Secret, and how the controller behind it does that.
struct SecretUse: Sendable {
  enum Reader: Sendable {
    /// A HelmRepository of type oci: docker's own rules.
    case helmRegistry
    /// A HelmRepository that is an index over HTTP.
    case helmIndex
    /// An OCIRepository or ImageRepository: the keyring's rules, docker types only.
    case registry
    /// `imagePullSecrets` of a pod or service account: the kubelet.
    case pod
    case certificate, proxy
    case gitSSH, gitHTTP, gitHubApp
    case receiver
    case other
  }

  let reader: Reader
  /// The object that reads, as built.
  let object: Manifest
  /// The place of the Secret's name in it.
  let nameRange: SourceRange
  /// Where the source pulls from; nil where it is not known.
  let url: RegistryURL?

  init(_ reference: Reference) {
    object = reference.source
    nameRange = reference.nameRange
    let spec = object.root["spec"]
    let text = (spec?["url"] ?? spec?["image"])?.text ?? ""
    let isKnown = !text.isEmpty && !SecretValue.isSubstituted(text)
    reader = Self.reader(reference, url: text, provider: spec?["provider"]?.text)
    url = isKnown ? (object.id.kind == "ImageRepository" ? .image(text) : RegistryURL(text)) : nil
  }

  private static func reader(_ reference: Reference, url: String, provider: String?) -> Reader {
    let id = reference.source.id
    let field = reference.field
    if TextShape.contains(field, "imagePullSecrets") { return .pod }
    guard id.group.hasSuffix(".toolkit.fluxcd.io") else { return .other }
    if TextShape.contains(field, "certSecretRef") { return .certificate }
    if TextShape.contains(field, "proxySecretRef") { return .proxy }
    guard field.hasPrefix("spec.secretRef") else { return .other }
    switch id.kind {
    case "HelmRepository":
      let isOCI = reference.source.root["spec"]?["type"]?.text == "oci" || url.hasPrefix("oci://")
      return isOCI ? .helmRegistry : .helmIndex
    case "OCIRepository", "ImageRepository": return .registry
    case "GitRepository":
      if provider == "github" { return .gitHubApp }
      return url.hasPrefix("ssh://") ? .gitSSH : url.hasPrefix("http") ? .gitHTTP : .other
    case "Receiver": return .receiver
    default: return .other
    }
  }

  /// `HelmRepository 'name'`.
  var name: String { "\(object.id.kind) '\(object.id.name)'" }

  /// A note at the place where the Secret is named.
  var note: Note { Note(nameRange, "\(name) reads it here") }

  /// The entry of a docker config that this reader takes; nil where it takes none.
  func entry(of config: DockerConfig) -> DockerConfig.Entry? {
    guard let url else { return nil }
    return reader == .helmRegistry ? config.entry(forHelmRepository: url) : config.entry(forPull: url)
  }

  /// Whether it signs in to a registry with what it reads.
  var isRegistry: Bool { reader == .helmRegistry || reader == .registry }
}

extension SecretUse {
  /// Who reads each Secret, by the Secret's place.
  static func bySecret(
    _ secrets: [Secret], _ references: [SourceRange: [Reference]]
  ) -> [SourceRange: [SecretUse]] {
    var uses: [SourceRange: [SecretUse]] = [:]
    for secret in secrets {
      uses[secret.manifest.source] = references[secret.manifest.source].map(all)
    }
    return uses
  }

  /// The uses that references make, in the order of path and place, the same place and address once.
  private static func all(_ references: [Reference]) -> [SecretUse] {
    var seen: [SourceRange: Set<RegistryURL?>] = [:]
    return references.map(SecretUse.init).filter {
      seen[$0.nameRange, default: []].insert($0.url).inserted
    }.sorted { $0.nameRange < $1.nameRange }
  }
}

extension LintContext {
  /// Who reads a Secret, as far as the tree shows, in the order of path and place; an object that several clusters
  /// build counts once for each address that it pulls from.
  func uses(of secret: Secret) -> [SecretUse] {
    usesBySecret[secret.manifest.source] ?? []
  }

  /// Every Secret that holds a readable docker config, with the value that holds it.
  var dockerConfigs: [(secret: Secret, value: SecretValue, config: DockerConfig)] {
    secrets.compactMap { secret in
      guard let docker = secret.docker, case .success(let config) = docker.config else { return nil }
      return (secret, docker.value, config)
    }
  }
}

extension SecretValue {
  /// Where to report the value: its own place, else the Secret's name.
  func place(in secret: Secret) -> SourceRange { range ?? secret.manifest.nameRange }
}

extension LintContext {
  /// The user names that Secrets hold, of docker configs with the host, and of pairs of username and password.
  var registryUsers: [(secret: Secret, value: SecretValue, user: [UInt8], host: String?)] {
    let basic = secrets.compactMap { secret -> (Secret, SecretValue, [UInt8], String?)? in
      guard secret["password"] != nil, let value = secret["username"], let user = value.bytes else {
        return nil
      }
      return (secret, value, user, nil)
    }
    return basic
      + dockerConfigs.flatMap { secret, value, config in
        config.entries.compactMap { entry in entry.credential.map { (secret, value, $0.user, entry.host) } }
      }
  }
}
