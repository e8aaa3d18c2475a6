/// The labs of one folder of templates.
package struct LabCatalog: Sendable {
  private let files: [String: [UInt8]]

  /// - Parameter files: by path below the folder of templates: `LAB/lab.yaml` and so on.
  package init(files: [String: [UInt8]]) { self.files = files }

  /// The labs that are part of the program.
  package static let embedded = LabCatalog(files: EmbeddedTemplates.files.mapValues { Array($0.utf8) })

  /// The names of the labs, sorted.
  package var names: [String] {
    files.keys.compactMap { path in
      let parts = path.split(separator: "/")
      return parts.count == 2 && parts[1] == "lab.yaml" ? String(parts[0]) : nil
    }.sorted()
  }

  /// The folder of a lab that keeps its former versions, each whole, by their numbers: what `update` compares with.
  static let versions = "versions/"

  /// Reads a lab.
  /// - Throws: every mistake in it.
  package func lab(_ name: String) throws(TemplateErrors) -> Lab {
    let prefix = name + "/"
    let own = files.filter { $0.key.hasPrefix(prefix) && !$0.key.hasPrefix(prefix + Self.versions) }
    let shared = files.filter { $0.key.hasPrefix(LabReader.shared) }
    return try LabReader.read(
      folder: name,
      Dictionary(uniqueKeysWithValues: own.map { (String($0.key.dropFirst(prefix.count)), $0.value) }),
      shared: shared)
  }

  /// The text of one file, by its path below the folder of templates.
  package func text(_ path: String) -> String? { files[path].map { String(decoding: $0, as: UTF8.self) } }

  /// Reads a version of a lab, today's or a former one; nil where it is not kept.
  package func lab(_ name: String, version: String) throws(TemplateErrors) -> Lab? {
    if names.contains(name) {
      let today = try lab(name)
      if today.version == version { return today }
    }
    return try former(name, version).map { former throws(TemplateErrors) in try former.lab(name) }
  }

  /// The labs as they were when a version of one was kept; nil where it was not.
  private func former(_ name: String, _ version: String) -> LabCatalog? {
    let prefix = "\(name)/\(Self.versions)\(version)/"
    var former: [String: [UInt8]] = [:]
    for (path, bytes) in files where path.hasPrefix(prefix) {
      let rest = String(path.dropFirst(prefix.count))
      former[rest.hasPrefix(LabReader.shared) ? rest : "\(name)/\(rest)"] = bytes
    }
    return former.isEmpty ? nil : LabCatalog(files: former)
  }

  /// The versions of a lab that are kept beside today's, sorted as texts.
  package func formerVersions(of name: String) -> [String] {
    let prefix = "\(name)/\(Self.versions)"
    let found = files.keys.filter { $0.hasPrefix(prefix) && $0.hasSuffix("/lab.yaml") }
    return found.map { String($0.dropFirst(prefix.count).dropLast("/lab.yaml".count)) }.sorted()
  }
}
