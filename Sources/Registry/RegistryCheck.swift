import Diagnostics
import Manifests
import YAML

/// Does a registry take the credential of a source, and does it have what is pulled from there?
package struct RegistryCheck {
  /// One thing found out, or not.
  package struct Result: Sendable {
    package enum Verdict: Sendable { case ok, error, unreachable, notChecked }

    package let verdict: Verdict
    package let place: SourceRange
    /// One sentence.
    package let message: String
    package let notes: [Note]
  }

  private let source: RegistrySource
  private let ask: (HTTPRequest) throws(HTTPFailure) -> HTTPResponse

  /// - Parameter ask: makes one request.
  package init(_ source: RegistrySource, ask: @escaping (HTTPRequest) throws(HTTPFailure) -> HTTPResponse) {
    self.source = source
    self.ask = ask
  }

  /// What there is to say of the credential, then of each artifact.
  package func results() -> [Result] {
    let scheme = source.isOCI ? "oci" : "https"
    if case .unknown(let reason) = source.credential {
      return [credential(.notChecked, "is not checked: \(reason)")]
    }
    let isWritable = source.url.junk == nil && source.url.userInfo == nil && !source.url.host.text.isEmpty
    let isPlain = source.url.scheme == "http" && !source.isOCI
    guard isWritable, source.url.scheme == scheme || isPlain || source.object.id.kind == "ImageRepository"
    else {
      return [credential(.notChecked, "is not checked: its URL is none that Flux can use")]
    }
    var client = RegistryClient(
      base: base, credential: pair, allowsPlainHTTP: source.isInsecure || isPlain, ask: ask)
    do throws(RegistryClient.Failure) {
      return source.isOCI ? try registry(&client) : try index(&client)
    } catch {
      return [failure(error)]
    }
  }

  private var pair: (user: [UInt8], password: [UInt8])? {
    if case .pair(let user, let password) = source.credential { (user, password) } else { nil }
  }

  private var base: String {
    let isPlain = source.isInsecure || source.url.scheme == "http"
    guard source.isOCI else { return (isPlain ? "http://" : "https://") + source.url.authority }
    let host =
      DockerHub.isHost(source.url.host.text) && source.url.port == nil ? DockerHub.host : source.url.authority
    return (isPlain ? "http://" : "https://") + host
  }

  // MARK: A registry of OCI

  private func registry(_ client: inout RegistryClient) throws(RegistryClient.Failure) -> [Result] {
    var results: [Result] = []
    for artifact in source.artifacts { results.append(try look(artifact, &client)) }
    if source.artifacts.isEmpty {
      let answer = try client.get("/v2/", repository: "")
      guard answer.status == 200 else { throw .odd("the registry answers \(answer.status)") }
    }
    return [accepted(client)] + results
  }

  private func look(
    _ artifact: RegistrySource.Artifact, _ client: inout RegistryClient
  ) throws(RegistryClient.Failure) -> Result {
    switch artifact.version {
    case .unknown(let reason): return result(.notChecked, artifact, "is not checked: \(reason)")
    case .tag(let tag): return try manifest(tag, "the version '\(tag)'", artifact, &client)
    case .digest(let digest): return try manifest(digest, "the digest '\(digest)'", artifact, &client)
    case .any:
      let tags = try tags(of: artifact.repository, &client)
      return tags.map { result(.ok, artifact, "is there, with \($0.count) tags") } ?? missing(artifact)
    case .range(let range, let text):
      let tags = try tags(of: artifact.repository, &client)
      return tags.map { newest(in: range, text, of: $0, artifact) } ?? missing(artifact)
    }
  }

  /// What Flux would take of a list of tags.
  private func newest(
    in range: VersionRange, _ text: String, of tags: [String], _ artifact: RegistrySource.Artifact
  ) -> Result {
    let versions = Self.versions(tags)
    guard let newest = versions.last(where: { range.contains($0.version) }) else {
      return result(
        .error, artifact, "has no version in the range '\(text)'\(Self.known(versions.map(\.text)))")
    }
    return result(.ok, artifact, "has '\(newest.text)' in the range '\(text)'")
  }

  private func manifest(
    _ reference: String, _ words: String, _ artifact: RegistrySource.Artifact, _ client: inout RegistryClient
  ) throws(RegistryClient.Failure) -> Result {
    let answer = try client.get(
      "/v2/\(artifact.repository)/manifests/\(reference)", repository: artifact.repository,
      accept: Self.manifestTypes)
    switch answer.status {
    case 200:
      if artifact.chart != nil, let type = (try? JSON(answer.body))?["config"]?["mediaType"]?.string,
        type != Self.chartType
      {
        return result(.error, artifact, "is no Helm chart in \(words) but '\(type)'")
      }
      return result(.ok, artifact, "has \(words)")
    case 401, 403: return forbidden(artifact, answer.status)
    case 404: return try absent(reference, words, artifact, &client)
    default:
      return result(.unreachable, artifact, "cannot be asked for: the registry answers \(answer.status)")
    }
  }

  /// Why a manifest is not there.
  private func absent(
    _ reference: String, _ words: String, _ artifact: RegistrySource.Artifact, _ client: inout RegistryClient
  ) throws(RegistryClient.Failure) -> Result {
    let path = source.url.path.text
    if let chart = artifact.chart, path == chart || path.hasSuffix("/\(chart)"),
      try client.get("/v2/\(path)/manifests/\(reference)", repository: path, accept: Self.manifestTypes)
        .status == 200
    {
      return result(
        .error, artifact,
        "is not below '\(source.url.authority)/\(path)', which is the chart itself; expected a URL without '/\(chart)'"
      )
    }
    guard let tags = try tags(of: artifact.repository, &client) else { return missing(artifact) }
    let versions = Self.versions(tags).map(\.text)
    return result(.error, artifact, "has not \(words)\(Self.known(versions.isEmpty ? tags : versions))")
  }

  private func missing(_ artifact: RegistrySource.Artifact) -> Result {
    result(
      .error, artifact, "is not in the registry '\(source.url.authority)', or the credential may not see it")
  }

  private func forbidden(_ artifact: RegistrySource.Artifact, _ status: Int) -> Result {
    result(
      .error, artifact,
      "may not be pulled with the credential of the Secret '\(source.secretName)' (\(status)), though the registry knows it; it needs the right to read '\(artifact.repository)'"
    )
  }

  /// Every tag of a repository; nil where there is none of that name.
  private func tags(of repository: String, _ client: inout RegistryClient) throws(RegistryClient.Failure)
    -> [String]?
  {
    var tags: [String] = []
    var next: String? = "/v2/\(repository)/tags/list"
    // A registry that never ends its list is not followed for ever.
    for _ in 0..<1000 {
      guard let path = next else { break }
      let answer = try client.get(path, repository: repository)
      if answer.status == 404 || answer.status == 401 || answer.status == 403 { return nil }
      guard answer.status == 200, let json = try? JSON(answer.body) else {
        throw .odd("the registry answers \(answer.status) when asked for the tags of '\(repository)'")
      }
      tags += (json["tags"]?.elements ?? []).compactMap(\.string)
      // `Link: </v2/NAME/tags/list?n=100&last=x>; rel="next"`, on the same registry only.
      next = answer.header("link").flatMap { link in
        guard link.hasPrefix("</v2/"), let end = link.firstIndex(of: ">") else { return nil }
        return String(link[link.index(after: link.startIndex)..<end])
      }
    }
    return tags
  }

  // MARK: An index over HTTP

  private func index(_ client: inout RegistryClient) throws(RegistryClient.Failure) -> [Result] {
    let path = source.url.path.text
    let file = (path.isEmpty ? "" : "/\(path)") + "/index.yaml"
    let answer = try client.get(file, repository: "")
    if answer.status == 401 || answer.status == 403 { throw .refused(status: answer.status) }
    guard answer.status == 200 else { throw .odd("'\(client.base)\(file)' answers \(answer.status)") }
    let root = YAMLStream(SourceFile(path: "index.yaml", bytes: answer.body)).documents.first?.root
    guard let entries = root?["entries"], entries.kind == .mapping else {
      throw .odd("'\(client.base)\(file)' is no index of charts")
    }
    return [accepted(client)] + source.artifacts.map { look($0, in: Value.node(entries)) }
  }

  private func look(_ artifact: RegistrySource.Artifact, in entries: Value) -> Result {
    if case .unknown(let reason) = artifact.version {
      return result(.notChecked, artifact, "is not checked: \(reason)")
    }
    guard let chart = entries[named: artifact.repository] else {
      let near = nearest(to: artifact.repository, among: entries.entries.map(\.key))
      return result(.error, artifact, "is not in the index" + (near.map { "; did you mean '\($0)'?" } ?? ""))
    }
    let tags = chart.elements.compactMap { $0["version"]?.text }
    switch artifact.version {
    case .tag(let tag):
      guard tags.contains(where: { $0.map { $0 == "+" ? "_" : $0 } == Array(tag) }) else {
        let known = Self.known(Self.versions(tags).map(\.text))
        return result(.error, artifact, "has not the version '\(tag)'\(known)")
      }
      return result(.ok, artifact, "has the version '\(tag)'")
    case .range(let range, let text): return newest(in: range, text, of: tags, artifact)
    case .any, .digest, .unknown: return result(.ok, artifact, "is there")
    }
  }

  // MARK: Words

  private func accepted(_ client: RegistryClient) -> Result {
    guard client.wasChallenged else {
      return credential(.ok, "is not needed: '\(source.url.authority)' answers without a sign-in")
    }
    guard pair != nil else { return credential(.ok, "is not used: '\(source.url.authority)' takes anybody") }
    return credential(.ok, "is accepted by '\(source.url.authority)'")
  }

  private func failure(_ failure: RegistryClient.Failure) -> Result {
    switch failure {
    case .refused(let status):
      if case .anonymous(let reason) = source.credential {
        return credential(
          .error, "is not used: \(reason), and '\(source.url.authority)' refuses strangers (\(status))")
      }
      return credential(
        .error,
        "is refused by '\(source.url.authority)' (\(status)): the user or the password is wrong, or has expired"
      )
    case .unreachable(let words): return credential(.unreachable, "cannot be checked: \(words)")
    case .unable(let words): return credential(.unreachable, "cannot be checked: \(words)")
    case .odd(let words): return credential(.unreachable, "cannot be checked: \(words)")
    }
  }

  private func credential(_ verdict: Result.Verdict, _ words: String) -> Result {
    let notes = source.secret.map { [Note($0.nameRange, "the Secret '\($0.id.name)' is defined here")] } ?? []
    return Result(
      verdict: verdict, place: source.place,
      message:
        "the credential '\(source.secretName)' of \(source.object.id.kind) '\(source.object.id.name)' \(words)",
      notes: verdict == .error ? notes : [])
  }

  private func result(_ verdict: Result.Verdict, _ artifact: RegistrySource.Artifact, _ words: String)
    -> Result
  {
    Result(verdict: verdict, place: artifact.place, message: "the \(artifact.name) \(words)", notes: [])
  }

  /// The newest of what there is, for a message.
  private static func known(_ tags: [String]) -> String {
    tags.isEmpty
      ? "; there is none" : "; there are " + tags.suffix(5).map { "'\($0)'" }.joined(separator: ", ")
  }

  /// Tags that are versions, the oldest first.
  private static func versions(_ tags: [String]) -> [(text: String, version: SemanticVersion)] {
    tags.compactMap { tag in
      let text = String(tag.map { $0 == "_" ? "+" : $0 })
      return SemanticVersion(text).map { (text, $0) }
    }.sorted { $0.1 < $1.1 }
  }

  private static let chartType = "application/vnd.cncf.helm.config.v1+json"
  private static let manifestTypes = [
    "application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
  ]
}
