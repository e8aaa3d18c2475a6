import Diagnostics
import Labs
import Manifests
import Reporting

/// Prints what a lab came to.
struct LabPresenter {
  let lab: Lab
  let plan: Plan
  let arguments: Arguments
  let colors: Bool
  let warnings: [String]
  let next: [String]
  /// Nil where there were conflicts, so that nothing was judged.
  var report: Report?
  /// Whether the lab was not written because of its findings.
  var isRefused = false
  /// What the registries say, where they were asked.
  var online: OnlineCheck?

  init(
    lab: Lab, plan: Plan, arguments: Arguments, colors: Bool, warnings: [String], next: [String]
  ) {
    self.lab = lab
    self.plan = plan
    self.arguments = arguments
    self.colors = colors
    self.warnings = warnings
    self.next = next
  }

  func outcome(_ status: ExitStatus) -> Outcome {
    var outcome = Outcome(status: status)
    if arguments.has("--json") {
      outcome.out = json
    } else if arguments.has("--diff") {
      outcome.out = LabText.diff(plan)
    } else {
      outcome.out = LabText.listing(plan) + lintText + (online?.report.text ?? "")
    }
    outcome.err = messages(status)
    return outcome
  }

  private var lintText: String {
    report.map { ReportFormat.text.write($0, style: TextStyle(colors: colors)) } ?? ""
  }

  private func messages(_ status: ExitStatus) -> String {
    var reasons: [String] = []
    for file in plan.conflicts {
      if let reason = file.reason, !reasons.contains(reason) { reasons.append(reason) }
    }
    var text = reasons.map { "error: \($0)\n" }.joined()
    if isRefused { text += "error: the lab would not lint clean; nothing was written\n" }
    if let online {
      text += online.refusal.map { "error: \($0.reason)\n" } ?? ""
      text += online.report.summary
    }
    text += warnings.map { "warning: \($0)\n" }.joined()
    guard status == .done, !arguments.has("--diff") else { return text }
    if plan.written.contains(where: { $0.action == .create }) {
      text += plan.notes.map { "note: \($0)\n" }.joined()
      text += next.map { "next: \($0)\n" }.joined()
    }
    return text
  }

  private var json: String {
    var json = JSONWriter()
    json.object { json in
      json.field("version", 1)
      json.field("lab", lab.name)
      json.field("folder", plan.folder)
      LabText.files(plan, into: &json)
      if let report {
        json.key("lint")
        json.raw(ReportFormat.json.write(report).trimmed)
      }
      if let online {
        json.key("registry")
        json.raw(online.report.json.trimmed)
      }
      json.key("next")
      json.array { json in for step in next { json.string(step) } }
    }
    return json.text + "\n"
  }
}

/// The texts of a plan.
enum LabText {
  /// The manifests, and the kustomization above where something happens to it.
  static func listed(_ plan: Plan) -> [PlannedFile] {
    let record = plan.record.action == .conflict ? [plan.record] : []
    return plan.files + record + plan.registrations.filter { $0.action != .unchanged }
  }

  /// The field `files` of a plan.
  static func files(_ plan: Plan, into json: inout JSONWriter) {
    json.key("files")
    json.array { json in
      for file in listed(plan) {
        json.newline()
        json.object { json in
          json.field("action", file.action.rawValue)
          json.field("path", file.path)
          if let reason = file.reason { json.field("reason", reason) }
        }
      }
    }
  }

  static func listing(_ plan: Plan) -> String {
    listed(plan).map { file in
      let action = file.action.rawValue
      return action + String(repeating: " ", count: max(1, 11 - action.count)) + file.path + "\n"
    }.joined()
  }

  /// The manifests as one stream, secrets masked.
  static func stream(_ plan: Plan) -> String {
    plan.files.map { file in
      let text = String(decoding: file.isSecret ? masked(file.new, file.sensitive) : file.new, as: UTF8.self)
      return (text.hasPrefix("---") ? "" : "---\n") + text
    }.joined()
  }

  static func diff(_ plan: Plan) -> String {
    plan.all.filter { $0.action != .unchanged && $0.action != .skip }.map(diff).joined()
  }

  static func diff(_ file: PlannedFile) -> String {
    let old = file.old ?? []
    return UnifiedDiff(old: old, new: file.new).text(
      path: file.path, existed: file.old != nil, shownOld: masked(old, []),
      shownNew: masked(file.new, file.sensitive))
  }

  /// Without secrets, and without what a terminal would act on.
  private static func masked(_ bytes: [UInt8], _ sensitive: [Range<Int>]) -> [UInt8] {
    SecretMask.masked(bytes, sensitive: sensitive).map { byte in
      byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 || byte == 0x7F ? UInt8(ascii: "?") : byte
    }
  }
}
