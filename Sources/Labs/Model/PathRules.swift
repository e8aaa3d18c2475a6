/// What a file of a lab may be called.
package enum PathRules {
  /// Device names that one operating system opens in place of a file.
  private static let devices: Set<String> = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

  /// - Throws: what follows "is '…', " where the path is not relative, leaves its folder, or has a part that is not
  ///   made of letters, digits, `.`, `_` and `-`.
  static func check(_ path: String) throws(ParameterType.Mistake) {
    guard !path.isEmpty, path.utf8.count <= 1000 else { throw .init(message: "expected a relative path") }
    guard path.utf8.first != UInt8(ascii: "/") else { throw .init(message: "expected a relative path") }
    for part in path.split(separator: "/", omittingEmptySubsequences: false) { try check(part: part) }
  }

  private static func check(part: Substring) throws(ParameterType.Mistake) {
    guard part != "..", part != "." else {
      throw .init(message: "which leaves its folder or stands for itself")
    }
    guard part.lowercased() != ".git" else { throw .init(message: "which lies in '.git'") }
    guard !part.isEmpty, part.utf8.count <= 200, part.utf8.first != UInt8(ascii: "-"),
      part.utf8.allSatisfy({ $0.isAlphanumeric || "._-".utf8.contains($0) })
    else {
      throw .init(message: "expected parts of letters, digits, '.', '_' and '-' that start with no '-'")
    }
    let stem = part.prefix { $0 != "." }.lowercased()
    guard !devices.contains(stem) else { throw .init(message: "which some systems take for a device") }
  }

  /// The first path that a file system without letter case would take for an earlier one.
  static func collision(in paths: [String]) -> (String, String)? {
    var seen: [String: String] = [:]
    for path in paths {
      if let first = seen[path.lowercased()] { return (first, path) }
      seen[path.lowercased()] = path
    }
    return nil
  }
}

extension PathRules {
  /// Whether a text can be the name of one folder.
  package static func isName(_ name: String) -> Bool {
    guard !name.contains("/") else { return false }
    return (try? check(name)) != nil
  }
}
