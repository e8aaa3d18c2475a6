import Diagnostics
import Lint
import Manifests
import YAML

/// Finds and reads the configuration of a run.
enum ConfigurationFile {
  static let name = ".lintrc"

  /// The configuration, or an empty one, and its name; what is wrong with it is added to the mistakes, as
  /// `path:line:col: …`.
  static func read(
    root: TreeRoot, arguments: Arguments, _ environment: Environment, _ mistakes: inout [String]
  ) -> (Configuration, name: String?) {
    guard !arguments.has("--isolated") else { return (Configuration(), nil) }
    let given = arguments["--config"]
    let path =
      given.map { $0.hasPrefix("/") ? $0 : environment.workingDirectory + "/" + $0 }
      ?? root.directory + "/" + name
    if given == nil, Posix.kind(of: path) == .missing { return (Configuration(), nil) }
    return (read(path, shown: given ?? name, &mistakes), given ?? name)
  }

  /// The configuration of a tree, or an empty one where it has none.
  static func read(root: String, _ mistakes: inout [String]) -> Configuration {
    let path = root + "/" + name
    return Posix.kind(of: path) == .missing ? Configuration() : read(path, shown: name, &mistakes)
  }

  private static func read(_ path: String, shown: String, _ mistakes: inout [String]) -> Configuration {
    do throws(Posix.ReadError) {
      let source = SourceFile(path: shown, bytes: try Posix.read(path))
      let configuration = Configuration(YAMLStream(source))
      mistakes += configuration.mistakes.map { placed($0, in: source) }
      return configuration
    } catch {
      mistakes.append("the configuration '\(shown)' \(error.predicate)")
      return Configuration()
    }
  }

  /// `path:line:col: message`.
  static func placed(_ mistake: Note, in source: SourceFile) -> String {
    let place = LineTable(source.bytes).location(at: mistake.range.bytes.lowerBound)
    return "\(source.path):\(place.line):\(place.column): \(mistake.message)"
  }
}

extension Posix.ReadError {
  /// What became of the file, to follow its name: `is too large`.
  var predicate: String {
    switch self {
    case .tooLarge: "is larger than \(Posix.maximumSize >> 20) MiB"
    case .system(let words): "cannot be read: \(words.lowercased())"
    }
  }
}
