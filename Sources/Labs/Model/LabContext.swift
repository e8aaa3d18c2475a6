/// What a lab may learn of its surroundings.
package struct LabContext: Sendable {
  /// What `from: tree.FIELD` may name.
  static let fields = ["flux-version"]

  /// The values of the tree, by field.
  package var tree: [String: String]
  /// Reads a file that a parameter names; the path is as the user wrote it.
  package let read: @Sendable (String) throws(ReadFailure) -> [UInt8]

  /// Why a file could not be read: what follows "the file 'X' ".
  package struct ReadFailure: Error, Sendable {
    package let message: String

    package init(message: String) { self.message = message }
  }

  package init(
    tree: [String: String] = [:], read: @escaping @Sendable (String) throws(ReadFailure) -> [UInt8]
  ) {
    self.tree = tree
    self.read = read
  }
}
