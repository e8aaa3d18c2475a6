import Diagnostics
import Labs
import Manifests
import YAML

/// What a lab may learn of the tree that it is written into.
struct LabSurroundings {
  /// Absolute.
  let root: String
  /// The folder of the lab or of its cluster, relative to the root.
  let folder: String

  /// The names of the folders of `clusters`, sorted.
  static func clusters(below root: String) -> [String] {
    let entries = Posix.entries(of: root + "/clusters") ?? []
    return entries.filter { $0.kind == .directory && !$0.name.hasPrefix(".") }.map(\.name).sorted()
  }

  /// The values that `from: tree.FIELD` names.
  var tree: [String: String] {
    let clusters = Self.clusters(below: root)
    var values = sync(clusters)
    if !clusters.isEmpty { values["clusters"] = clusters.joined(separator: ",") }
    values["cluster"] = cluster
    values["flux-version"] = fluxVersion(clusters)?.description
    return values
  }

  /// The values that `from: git.FIELD` names.
  var git: [String: String] { GitRemote(root: root)?.fields ?? [:] }

  private var cluster: String? {
    let parts = folder.split(separator: "/")
    return parts.count > 1 && parts[0] == "clusters" ? String(parts[1]) : nil
  }

  /// The folders to look for Flux in: that of the cluster, else those of all clusters, else the root.
  private func homes(_ clusters: [String]) -> [String] {
    if let cluster { return [root + "/clusters/" + cluster] }
    return clusters.isEmpty ? [root] : clusters.map { root + "/clusters/" + $0 }
  }

  private func fluxVersion(_ clusters: [String]) -> FluxVersion? {
    let versions = Set(
      homes(clusters).compactMap { home -> FluxVersion? in
        (try? Posix.read(home + "/flux-system/gotk-components.yaml")).flatMap { FluxVersion(components: $0) }
      })
    return versions.count == 1 ? versions.first : nil
  }

  /// What `flux bootstrap` wrote of the repository; only what all clusters agree on.
  private func sync(_ clusters: [String]) -> [String: String] {
    let found = homes(clusters).compactMap { home in
      (try? Posix.read(home + "/flux-system/gotk-sync.yaml")).map { Self.sync($0) }
    }
    guard let first = found.first else { return [:] }
    return first.filter { field in found.allSatisfy { $0[field.key] == field.value } }
  }

  private static func sync(_ bytes: [UInt8]) -> [String: String] {
    var values: [String: String] = [:]
    let stream = YAMLStream(SourceFile(path: "gotk-sync.yaml", bytes: bytes))
    for root in stream.documents.compactMap(\.root) {
      switch root["kind"]?.text {
      case "GitRepository":
        values["sync-name"] = root["metadata"]?["name"]?.text
        values["sync-namespace"] = root["metadata"]?["namespace"]?.text
        values["sync-url"] = root["spec"]?["url"]?.text
        values["sync-branch"] = root["spec"]?["ref"]?["branch"]?.text
      case "Kustomization": values["sync-path"] = root["spec"]?["path"]?.text
      default: break
      }
    }
    return values
  }
}

/// The remote that a repository is fetched from: `origin`, else the first one.
struct GitRemote {
  let name: String
  /// Without a user name and a password.
  private let url: RemoteURL?

  /// - Parameter root: of the repository, absolute. Nil where it has no remote.
  init?(root: String) {
    guard let bytes = try? Posix.read(root + "/.git/config") else { return nil }
    var remotes: [(name: String, url: String)] = []
    var isRemote = false
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(\.trimmed) {
      if line.hasPrefix("[") {
        isRemote = line.hasPrefix("[remote \"") && line.hasSuffix("\"]")
        if isRemote { remotes.append((String(line.dropFirst(9).dropLast(2)), "")) }
      } else if isRemote, let equals = line.firstIndex(of: "="), line[..<equals].trimmed == "url" {
        remotes[remotes.count - 1].url = line[line.index(after: equals)...].trimmed
      }
    }
    guard let remote = remotes.first(where: { $0.name == "origin" }) ?? remotes.first else { return nil }
    name = remote.name
    url = RemoteURL(remote.url)
  }

  /// The values that `from: git.FIELD` names.
  var fields: [String: String] {
    guard let url else { return [:] }
    var fields = ["url": url.text, "host": url.host, "path": url.path]
    // GitLab keeps a project's charts in the registry beside it, GitHub those of an owner.
    let path = url.path.lowercased()
    switch url.host {
    case "gitlab.com": fields["registry"] = "oci://registry.gitlab.com/" + path
    case "github.com": fields["registry"] = "oci://ghcr.io/" + path.prefix { $0 != "/" }
    default: break
    }
    return fields
  }
}

/// A git URL without user name and password; scp's form is turned into that of ssh.
private struct RemoteURL {
  let text: String
  let host: String
  let path: String

  init?(_ written: String) {
    let scheme: String
    var rest: Substring
    if let mark = written.firstRange(of: "://") {
      scheme = String(written[..<mark.lowerBound])
      rest = written[mark.upperBound...]
    } else if let colon = written.firstIndex(of: ":"), !written[..<colon].contains("/") {
      scheme = "ssh"
      rest = Substring(written[..<colon] + "/" + written[written.index(after: colon)...])
    } else {
      return nil
    }
    guard ["https", "http", "ssh"].contains(scheme) else { return nil }
    if let at = rest.prefix(while: { $0 != "/" }).lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    guard let slash = rest.firstIndex(of: "/"), slash != rest.startIndex else { return nil }
    host = String(rest[..<slash]).lowercased()
    var path = rest[rest.index(after: slash)...]
    if path.hasSuffix(".git") { path.removeLast(4) }
    guard !path.isEmpty else { return nil }
    self.path = String(path)
    text = "\(scheme)://\(scheme == "ssh" ? "git@" : "")\(host)/\(path)"
  }
}

extension LabContext {
  /// What a lab may learn of a tree and of the user's files.
  static func of(_ surroundings: LabSurroundings?, _ environment: Environment) -> LabContext {
    LabContext(tree: surroundings?.tree ?? [:], git: surroundings?.git ?? [:]) {
      path throws(LabContext.ReadFailure) in
      do throws(Posix.ReadError) {
        return try Posix.read(environment.absolute(path))
      } catch {
        switch error {
        case .tooLarge: throw .init(message: "the file '\(shown(path))' is too large")
        case .system(let words):
          throw .init(message: "the file '\(shown(path))' cannot be read: \(words.lowercased())")
        }
      }
    }
  }
}
