import Labs
import Manifests
import Reporting

/// A lab, and the versions of its template before and after a command; nil where it is not there then.
struct LabVersions {
  let name: String
  let from: String?
  let to: String?
}

/// Gathers what a command came to for each lab that it looked at.
struct LifeReport {
  let arguments: Arguments
  let colors: Bool
  var status = ExitStatus.done
  private var labs: [(lab: LabVersions, plan: Plan)] = []
  private var findings: [Report] = []
  private var online: OnlineCheck?
  private var err = ""

  init(arguments: Arguments, colors: Bool) {
    self.arguments = arguments
    self.colors = colors
  }

  mutating func add(_ lab: LabVersions, _ plan: Plan, notes: [String]) {
    labs.append((lab, plan))
    for file in plan.conflicts + plan.settled {
      status = worse(.faulty)
      if let reason = file.reason { err += "error: \(reason)\n" }
    }
    note(notes)
  }

  /// - Parameter notes: one sentence each.
  mutating func note(_ notes: [String]) { err += notes.map { "note: \($0)\n" }.joined() }

  mutating func add(_ failure: Outcome) {
    status = worse(failure.status)
    err += failure.err
  }

  /// - Parameter warnings: one sentence each.
  mutating func warn(_ warnings: [String]) { err += warnings.map { "warning: \($0)\n" }.joined() }

  /// What the registries say.
  mutating func add(_ online: OnlineCheck) {
    self.online = online
    if let refusal = online.refusal {
      status = worse(refusal.status)
      err += "error: \(refusal.reason)\n"
    }
    err += online.report.summary
  }

  mutating func refuse(_ report: Report, _ reason: String) {
    findings.append(report)
    status = worse(.faulty)
    err += "error: \(reason)\n"
  }

  private func worse(_ other: ExitStatus) -> ExitStatus { other.rawValue > status.rawValue ? other : status }

  var outcome: Outcome {
    let out: String
    if arguments.has("--json") {
      out = json
    } else {
      let texts = labs.map { arguments.has("--diff") ? LabText.diff($0.plan) : LabText.listing($0.plan) }
      let style = TextStyle(colors: colors)
      out =
        texts.joined() + findings.map { ReportFormat.text.write($0, style: style) }.joined()
        + (online?.report.text ?? "")
    }
    return Outcome(status: status, out: out, err: err)
  }

  private var json: String {
    var json = JSONWriter()
    json.object { json in
      json.field("version", 1)
      json.key("labs")
      json.array { json in
        for (lab, plan) in labs {
          json.newline()
          json.object { json in
            json.field("lab", lab.name)
            json.field("folder", plan.folder)
            if let from = lab.from { json.field("from", from) }
            if let to = lab.to { json.field("to", to) }
            LabText.files(plan, into: &json)
          }
        }
      }
      json.key("lint")
      json.array { json in for report in findings { json.raw(ReportFormat.json.write(report).trimmed) } }
      if let online {
        json.key("registry")
        json.raw(online.report.json.trimmed)
      }
    }
    return json.text + "\n"
  }
}
