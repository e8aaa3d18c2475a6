#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a command may know of the process it runs in.
struct Environment: Sendable {
  /// Absolute.
  private(set) var workingDirectory: String
  let outIsTerminal: Bool
  let errorIsTerminal: Bool
  let inIsTerminal: Bool
  /// `auto`, `always` or `never`.
  var color = "auto"
  private let variables: [String: String]

  static var current: Environment {
    var variables: [String: String] = [:]
    for name in [
      "NO_COLOR", "TERM", "HOME", "DOCKER_CONFIG", "HELM_REGISTRY_CONFIG", "XDG_CONFIG_HOME", "CI",
    ] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return Environment(
      workingDirectory: Posix.workingDirectory, outIsTerminal: isatty(1) == 1,
      errorIsTerminal: isatty(2) == 1,
      inIsTerminal: isatty(0) == 1, variables: variables)
  }

  init(
    workingDirectory: String, outIsTerminal: Bool = false, errorIsTerminal: Bool = false,
    inIsTerminal: Bool = false, variables: [String: String] = [:]
  ) {
    self.workingDirectory = workingDirectory
    self.outIsTerminal = outIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.inIsTerminal = inIsTerminal
    self.variables = variables
  }

  /// A variable of the process's environment; read at the moment of asking where it is not a well-known one.
  func variable(_ name: String) -> String? {
    variables[name] ?? getenv(name).map { String(cString: $0) }
  }

  /// Whether what goes to standard output may be coloured.
  var colorsOutput: Bool {
    switch color {
    case "always": true
    case "never": false
    default: outIsTerminal && variables["NO_COLOR", default: ""].isEmpty && variables["TERM"] != "dumb"
    }
  }

  /// Whether places on standard output may be links (OSC 8): on terminals only, whatever `--color` says.
  var linksOutput: Bool { outIsTerminal && colorsOutput }

  /// Whether there is a person to ask: questions go to standard error, so that standard output may be a file.
  var isAttended: Bool { inIsTerminal && errorIsTerminal }

  /// Where helm and docker keep what they sign in with, the first that is looked at first.
  var registryConfigurations: [String] {
    let home = variables["HOME", default: ""]
    var paths = [variables["HELM_REGISTRY_CONFIG"]]
    #if os(macOS)
      paths.append(home + "/Library/Preferences/helm/registry/config.json")
    #else
      paths.append((variables["XDG_CONFIG_HOME"] ?? home + "/.config") + "/helm/registry/config.json")
    #endif
    paths.append((variables["DOCKER_CONFIG"] ?? home + "/.docker") + "/config.json")
    return paths.compactMap { $0 }.filter { $0.hasPrefix("/") }
  }

  /// Makes a directory the working directory; false where it is none.
  mutating func enter(_ directory: String) -> Bool {
    guard chdir(directory) == 0 else { return false }
    workingDirectory = Posix.workingDirectory
    return true
  }
}
