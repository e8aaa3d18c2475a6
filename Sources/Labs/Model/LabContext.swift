/// What a lab may learn of its surroundings.
package struct LabContext: Sendable {
  /// What `from:` may name beside parameters, and the fields of it.
  static let fields = [
    // The cluster's gotk-components.yaml and gotk-sync.yaml, and the folders of clusters/.
    "tree": [
      "flux-version", "cluster", "clusters", "sync-name", "sync-namespace", "sync-url", "sync-branch",
      "sync-path",
    ],
    // The remote that the repository is fetched from.
    "git": ["url", "host", "path", "registry"],
  ]

  /// The values of the tree, by field.
  package var tree: [String: String]
  /// The values of the repository's remote, by field.
  package var git: [String: String]
  /// Reads a file that a parameter names; the path is as the user wrote it.
  package let read: @Sendable (String) throws(ReadFailure) -> [UInt8]

  /// Why a file could not be read: what follows "the file 'X' ".
  package struct ReadFailure: Error, Sendable {
    package let message: String

    package init(message: String) { self.message = message }
  }

  package init(
    tree: [String: String] = [:], git: [String: String] = [:],
    read: @escaping @Sendable (String) throws(ReadFailure) -> [UInt8]
  ) {
    self.tree = tree
    self.git = git
    self.read = read
  }

  /// Whether the surroundings have a value for a parameter.
  package func has(_ parameter: Parameter) -> Bool {
    guard let origin = parameter.origin, Self.fields[origin.from] != nil else { return false }
    return value(origin) != nil
  }

  /// What the surroundings suggest for a parameter; a person has to agree to it.
  package func suggestion(for parameter: Parameter) -> String? { parameter.suggestion.flatMap { value($0) } }

  /// The value of a field that `from:` names; nil where the surroundings have none.
  func value(_ origin: Parameter.Origin) -> String? {
    origin.from == "tree" ? tree[origin.field] : git[origin.field]
  }
}
