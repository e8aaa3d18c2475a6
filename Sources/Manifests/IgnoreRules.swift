/// Patterns as a .gitignore writes them; a later one wins over an earlier one.
package struct IgnoreRules: Sendable {
  /// The directory that the patterns are relative to.
  private let directory: String
  private let patterns: [Pattern]

  private struct Pattern: Sendable {
    let glob: Glob
    let isNegated: Bool
    let directoriesOnly: Bool
    /// Whether it is matched against the path below the directory, not against the last component alone.
    let isAnchored: Bool
  }

  /// - Parameters:
  ///   - lines: blank lines and lines that begin with `#` are passed over.
  ///   - directory: where the file with the patterns stands, relative to the root of the tree.
  package init(lines: [Substring], directory: String) {
    self.directory = directory
    patterns = lines.compactMap(Self.pattern)
  }

  package var isEmpty: Bool { patterns.isEmpty }

  private static func pattern(_ line: Substring) -> Pattern? {
    var line = line
    if line.hasSuffix("\r") { line = line.dropLast() }
    while line.hasSuffix(" "), !line.hasSuffix("\\ ") { line = line.dropLast() }
    guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
    let isNegated = line.hasPrefix("!")
    if isNegated { line = line.dropFirst() }
    let directoriesOnly = line.hasSuffix("/")
    if directoriesOnly { line = line.dropLast() }
    let isAnchored = line.contains("/")
    if line.hasPrefix("/") { line = line.dropFirst() }
    guard !line.isEmpty else { return nil }
    return Pattern(
      glob: Glob(String(line)), isNegated: isNegated, directoriesOnly: directoriesOnly, isAnchored: isAnchored
    )
  }

  /// Whether the patterns ignore a path; nil where none speaks of it. The directories above it are not looked at.
  package func verdict(_ path: String, isDirectory: Bool) -> Bool? {
    guard !patterns.isEmpty, TreePath.contains(directory, path), path != directory else { return nil }
    var name: String?
    for pattern in patterns.reversed() where isDirectory || !pattern.directoriesOnly {
      if pattern.isAnchored {
        let relative =
          directory.isEmpty ? path : String(path.utf8.dropFirst(directory.utf8.count + 1)) ?? path
        if pattern.glob.matches(relative) { return !pattern.isNegated }
      } else {
        let last = name ?? TreePath.name(of: path)
        name = last
        if pattern.glob.matches(last) { return !pattern.isNegated }
      }
    }
    return nil
  }

  /// Whether the patterns leave out a path itself or a directory above it.
  package func leavesOut(_ path: String) -> Bool { [self].leavesOut(path) }
}

extension [IgnoreRules] {
  /// The verdict of the last that speaks of a path; nil where none does.
  package func verdict(_ path: String, isDirectory: Bool) -> Bool? {
    for rules in reversed() {
      if let verdict = rules.verdict(path, isDirectory: isDirectory) { return verdict }
    }
    return nil
  }

  /// Whether they leave out a path itself or a directory above it.
  package func leavesOut(_ path: String) -> Bool {
    let bytes = path.utf8
    for slash in bytes.indices where bytes[slash] == UInt8(ascii: "/") {
      if verdict(String(path[..<slash]), isDirectory: true) == true { return true }
    }
    return verdict(path, isDirectory: false) == true
  }
}
