import Diagnostics
import Manifests

/// What a write is about to do, so that a second command can finish or undo it. It is no YAML, and git does not see
/// the folder that it lies in.
struct Journal {
  /// The folder below the root that holds the journal and what is not in its place yet.
  static let folder = ".scaffold-journal"
  /// There while the operations are to be carried out.
  static let forward = "journal"
  /// There while the operations are to be taken back.
  static let backward = "undo"

  struct Operation: Equatable {
    enum Kind: String {
      /// A folder that is new, with all that is in it.
      case folder
      /// A file that is new in a folder that is there.
      case create
      /// A file in place of another.
      case replace
      /// A file or a folder that goes away.
      case remove
    }

    let kind: Kind
    /// Its name in the folder of the journal.
    let staged: String
    /// Its place, relative to the root.
    let path: String
    /// The digest of what is replaced or removed.
    var old: String = ""

    /// The name of the copy of the file that is replaced.
    var backup: String { "old-" + staged }
  }

  let operations: [Operation]

  init(_ operations: [Operation]) { self.operations = operations }

  /// Nil for a text that no scaffold wrote.
  init?(_ bytes: [UInt8]) {
    guard let json = try? JSON(bytes), case .number("1") = json["version"]?.content else { return nil }
    var operations: [Operation] = []
    for element in json["operations"]?.elements ?? [] {
      guard let kind = element["kind"]?.string.flatMap(Operation.Kind.init),
        let staged = element["staged"]?.string,
        let path = element["path"]?.string, TreePath.resolve(path, from: "") == path, !staged.contains("/")
      else { return nil }
      operations.append(Operation(kind: kind, staged: staged, path: path, old: element["old"]?.string ?? ""))
    }
    self.operations = operations
  }

  var text: String {
    let lines = operations.map { operation in
      "{\"kind\":\"\(operation.kind.rawValue)\",\"staged\":\(JSONString.quoted(operation.staged)),"
        + "\"path\":\(JSONString.quoted(operation.path)),\"old\":\"\(operation.old)\"}"
    }
    return "{\"version\":1,\"operations\":[\n\(lines.joined(separator: ",\n"))\n]}\n"
  }
}
