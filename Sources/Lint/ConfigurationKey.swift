/// A key of `.lintrc`: its name, what it does, and how it is written. `.lintrc.example` and the schema are made of these.
package enum ConfigurationKey: String, CaseIterable, Sendable {
  case profile
  case failOn = "fail-on"
  case fluxVersion = "flux-version"
  case exclude, include, roots, baseline, external, overrides, rules

  package static let failOnValues = ["error", "warning", "info", "never"]
  package static let severityValues = ["off", "info", "warning", "error"]

  /// One or more lines, without `#`.
  package var summary: String {
    switch self {
    case .profile: "Which rules run unless 'rules' says otherwise: default or strict."
    case .failOn: "The severity that makes the exit status 1: error, warning, info or never."
    case .fluxVersion: "The Flux to check for; without it the tree's own, else the newest known."
    case .exclude: "Paths that rules do not look at, as a .gitignore writes them; builds still see them."
    case .include: "Paths that rules look at although 'exclude' or a dot-directory leaves them out."
    case .roots:
      "The directories that clusters are made from; without it, all Flux Kustomizations of the tree."
    case .baseline: "Where the findings stand that 'scaffold lint --write-baseline' has written down."
    case .external:
      "Objects that exist outside the tree, such as Secrets made by hand; each part is a glob, an absent one matches all."
    case .overrides: "Other severities for the files under some paths; a later one wins."
    case .rules:
      "Severities and options of rules: off, info, warning, error, or a mapping with 'severity' and options."
    }
  }

  /// The lines of an example, the key among them; `rules` is written from the rules themselves.
  package var example: [String] {
    switch self {
    case .profile: ["profile: default"]
    case .failOn: ["fail-on: warning"]
    case .fluxVersion: ["flux-version: \"2.9\""]
    case .exclude: ["exclude:", "  - docs/", "  - \"*.tmpl.yaml\""]
    case .include: ["include:", "  - .config/"]
    case .roots: ["roots:", "  - clusters/dev"]
    case .baseline: ["baseline: .lint-baseline.json"]
    case .external:
      ["external:", "  - kind: Secret", "    namespace: flux-system", "    name: \"*-credentials\""]
    case .overrides:
      ["overrides:", "  - paths: [clusters/dev/]", "    rules:", "      kust-orphan-file: info"]
    case .rules: []
    }
  }
}
