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

  /// Reads a lab.
  /// - Throws: every mistake in it.
  package func lab(_ name: String) throws(TemplateErrors) -> Lab {
    let prefix = name + "/"
    let own = files.filter { $0.key.hasPrefix(prefix) }
    let shared = files.filter { $0.key.hasPrefix(LabReader.shared) }
    return try LabReader.read(
      folder: name,
      Dictionary(uniqueKeysWithValues: own.map { (String($0.key.dropFirst(prefix.count)), $0.value) }),
      shared: shared)
  }

  /// The text of one file, by its path below the folder of templates.
  package func text(_ path: String) -> String? { files[path].map { String(decoding: $0, as: UTF8.self) } }
}
