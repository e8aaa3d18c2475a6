import Diagnostics
import Lint
import Reporting

/// What `--show-settings` prints: each setting, its value, and where the value comes from.
struct ShowSettings {
  private let call: LintCall
  private let baseline: BaselineFile

  init(_ call: LintCall, _ baseline: BaselineFile) {
    self.call = call
    self.baseline = baseline
  }

  var text: String {
    let configuration = call.configuration
    let arguments = call.arguments
    var rows: [(String, String, String)] = [
      (
        "root", call.root.directory.isEmpty ? "/" : call.root.directory,
        arguments.has("--root") ? "--root" : "found"
      ),
      ("config", call.configurationName ?? "none", source("--config", nil)),
      ("profile", call.profile.rawValue, source("--profile", "profile")),
      ("fail-on", call.failOnText, source("--fail-on", "fail-on")),
      (
        "flux-version", arguments["--flux-version"] ?? configuration.fluxVersion ?? "the tree's own",
        source("--flux-version", "flux-version")
      ),
      ("exclude", list(configuration.exclude + arguments.all("--exclude")), source("--exclude", "exclude")),
      ("include", list(configuration.include), source(nil, "include")),
      ("roots", list(configuration.roots), source(nil, "roots")),
      ("external", "\(configuration.external.count)", source(nil, "external")),
      ("overrides", "\(configuration.overrides.count)", source(nil, "overrides")),
      ("baseline", baseline.source == nil ? "none" : baseline.shown, source("--baseline", "baseline")),
      ("jobs", "\(call.jobs)", source("--jobs", nil)),
    ]
    for id in RuleNames().all where call.selection.runs(id) != runsByDefault(id) || isSet(id) {
      rows.append(("rules.\(id)", value(of: id), ruleSource(id)))
    }
    return rows.map { "\($0): \($1)  (\($2))\n" }.joined()
  }

  private func runsByDefault(_ id: String) -> Bool { RuleSelection().runs(id) }

  private func isSet(_ id: String) -> Bool {
    call.configuration.rules.severities[id] != nil || call.configuration.rules.options[id] != nil
  }

  private func value(of id: String) -> String {
    guard call.selection.runs(id) else { return "off" }
    let severity = (call.configuration.rules.severities[id] ?? nil)?.rawValue ?? "on"
    let options = call.configuration.rules.options[id] ?? [:]
    return ([severity] + options.sorted { $0.key < $1.key }.map { "\($0.key)=\(shown($0.value))" })
      .joined(separator: ", ")
  }

  private func shown(_ value: RuleOption.Value) -> String {
    switch value {
    case .strings(let strings): list(strings)
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    }
  }

  private func ruleSource(_ id: String) -> String {
    if call.selection.ignore.contains(id) { return "--ignore" }
    if let select = call.selection.select, !select.contains(id) { return "--select" }
    if isSet(id) { return source(nil, "rules.\(id)") }
    return call.arguments.has("--profile") ? "--profile" : source(nil, "profile")
  }

  /// The flag that gives a value, else the line of the configuration, else `default`.
  private func source(_ flag: String?, _ key: String?) -> String {
    if let flag, call.arguments.has(flag) { return flag }
    guard let key, let name = call.configurationName else { return "default" }
    let lines = call.configuration.lines
    let line = lines[key] ?? lines.filter { $0.key.hasPrefix(key + ".") }.map(\.value).min()
    return line.map { "\(name):\($0)" } ?? "default"
  }

  private func list(_ items: [String]) -> String { items.isEmpty ? "none" : items.joined(separator: ", ") }
}
