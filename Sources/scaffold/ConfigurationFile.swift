import Diagnostics
import Lint
import Manifests
import YAML

/// Finds and reads the configuration of a run.
enum ConfigurationFile {
  static let name = ".lintrc"

  /// The configuration, or an empty one; what is wrong with it is added to the mistakes, as `path:line:col: …`.
  static func read(
    root: TreeRoot, arguments: Arguments, _ environment: Environment, _ mistakes: inout [String]
  ) -> Configuration {
    guard !arguments.has("--isolated") else { return Configuration() }
    let given = arguments["--config"]
    let path =
      given.map { $0.hasPrefix("/") ? $0 : environment.workingDirectory + "/" + $0 } ?? root.directory + "/"
      + name
    if given == nil, Posix.kind(of: path) == .missing { return Configuration() }
    return read(path, shown: given ?? name, &mistakes)
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
      let table = LineTable(source.bytes)
      for mistake in configuration.mistakes {
        let place = table.location(at: mistake.range.bytes.lowerBound)
        mistakes.append("\(shown):\(place.line):\(place.column): \(mistake.message)")
      }
      return configuration
    } catch {
      let reason =
        switch error {
        case .tooLarge: "is too large"
        case .system(let words): "cannot be read: \(words)"
        }
      mistakes.append("the configuration '\(shown)' \(reason)")
      return Configuration()
    }
  }
}
