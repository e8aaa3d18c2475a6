import Labs

/// Asks the registries about a lab before it is written: `--check-online`.
struct OnlineCheck {
  static let flag = Flag(
    "--check-online",
    help: "ask the registry whether it takes the credential and has the chart, before anything is written")

  let report: RegistryReport

  /// - Parameters:
  ///   - changes: the files that a plan writes.
  ///   - plain: what encrypted files hold, by path.
  ///   - folder: of the lab, from the root.
  init(_ lint: LabLint, _ changes: [PlannedFile], plain: [String: [UInt8]], folder: String) {
    let opened = changes.map { file in plain[file.path].map { file.holding($0) } ?? file }
    report = RegistryReport(lint.tree(opened), paths: [folder], curl: Curl(timeout: 20))
  }

  /// Why nothing may be written; nil where the registries take all of it.
  var refusal: (status: ExitStatus, reason: String)? {
    if report.results.isEmpty {
      return (
        .failed,
        "'--check-online' has nothing to ask: no source of the lab names a Secret of the tree; nothing was written"
      )
    }
    switch report.status {
    case .done: return nil
    case .faulty: return (.faulty, "the registry does not take what the lab says; nothing was written")
    case .misused, .failed:
      return (
        .failed,
        "the registry could not be asked; nothing was written, and without '--check-online' it would be"
      )
    }
  }
}
