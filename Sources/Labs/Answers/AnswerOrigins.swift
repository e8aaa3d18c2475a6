import Diagnostics
import Manifests
import YAML

/// Reads what parameters take from files: a chart's name and version, a registry's credential.
struct AnswerOrigins {
  let context: LabContext

  init(_ context: LabContext) { self.context = context }

  func field(
    _ field: String, of type: ParameterType, path: String, registry: String?
  ) throws(LabContext.ReadFailure) -> SecretText {
    switch type {
    case .chartDirectory: SecretText(try chart(field, path: path))
    case .dockerConfig:
      try credential(field, path: path, host: registry.map { String($0.prefix { $0 != "/" }) } ?? "")
    default: throw .init(message: "it has no field '\(field)'")
    }
  }

  private func chart(_ field: String, path: String) throws(LabContext.ReadFailure) -> String {
    let file = path.hasSuffix("/") ? path + "Chart.yaml" : path + "/Chart.yaml"
    let stream = YAMLStream(SourceFile(path: file, bytes: try context.read(file)))
    if let error = stream.error {
      let place = LineTable(stream.source.bytes).location(at: error.offset)
      throw .init(
        message: "the file '\(shown(file))' is no YAML: \(place.line):\(place.column): \(error.message)")
    }
    guard let text = stream.documents.first?.root?[named: field]?.text, !text.isEmpty else {
      throw .init(message: "the file '\(shown(file))' has no \(field)")
    }
    return text
  }

  private func credential(_ field: String, path: String, host: String) throws(LabContext.ReadFailure)
    -> SecretText
  {
    let bytes = try context.read(path)
    let config: DockerConfig
    do throws(DockerConfig.Fault) {
      config = try DockerConfig(bytes)
    } catch {
      throw .init(message: describe(error, path: path, bytes: bytes))
    }
    let entry = try entry(for: host, in: config, path: path)
    guard let pair = entry.credential, let user = String(validating: pair.user, as: UTF8.self),
      let password = String(validating: pair.password, as: UTF8.self)
    else {
      throw .init(
        message: "the 'auth' of '\(shown(entry.key))' in '\(shown(path))' is no base64 of USER:PASSWORD")
    }
    guard !user.isEmpty, !password.isEmpty else {
      throw .init(
        message: "the entry of '\(shown(entry.key))' in '\(shown(path))' has an empty user name or password")
    }
    return SecretText(field == "username" ? user : password)
  }

  private func entry(
    for host: String, in config: DockerConfig, path: String
  ) throws(LabContext.ReadFailure) -> DockerConfig.Entry {
    let own = config.entries.filter { entry in
      let key = entry.address.authority
      return entry.key == host || key == host || (DockerHub.isHost(host) && DockerHub.isHost(key))
    }
    if let usable = own.last(where: { $0.auth != nil || ($0.username != nil && $0.password != nil) }) {
      return usable
    }
    let instead = "; give '--username' and '--password-stdin'"
    if let helper = config.credentialHelpers[host] {
      throw .init(
        message: "'\(shown(path))' holds no password of '\(host)': its credHelpers keep it in the program "
          + "'docker-credential-\(shown(helper))', which a cluster does not have\(instead)")
    }
    if let store = config.credentialStore {
      throw .init(
        message: "'\(shown(path))' holds no password of '\(host)': its credsStore keeps it in the program "
          + "'docker-credential-\(shown(store))', which a cluster does not have\(instead)")
    }
    if own.contains(where: { $0.identityToken != nil || $0.registryToken != nil }) {
      throw .init(
        message:
          "'\(shown(path))' holds only an identity token of '\(host)', which Flux does not use\(instead)")
    }
    guard own.isEmpty else {
      throw .init(message: "the entry of '\(host)' in '\(shown(path))' is empty\(instead)")
    }
    let hosts = config.entries.map { "'\(shown($0.key))'" }
    let known = hosts.isEmpty ? "none at all" : hosts.joined(separator: ", ")
    throw .init(message: "'\(shown(path))' has no entry of '\(host)'; it has \(known)")
  }

  private func describe(_ fault: DockerConfig.Fault, path: String, bytes: [UInt8]) -> String {
    let path = shown(path)
    switch fault {
    case .notJSON(let error) where error.kind == .byteOrderMark:
      return
        "'\(path)' starts with a byte order mark, which no reader of a docker config takes; save it without one"
    case .notJSON(let error):
      let place = LineTable(bytes).location(at: error.offset)
      return "'\(path)' is no JSON: \(place.line):\(place.column): \(error.message)"
    case .notObject: return "'\(path)' is no JSON object"
    case .legacyShape, .currentShape:
      return "'\(path)' has its hosts at the top, the old '.dockercfg' shape; expected them under 'auths'"
    }
  }
}
