import Lint
import Manifests
import Registry

extension Command {
  static let checkRegistry = Command(
    "check-registry", "ask the registries whether they take the tree's credentials and have its charts",
    operands: "[PATH…]",
    flags: [
      Flag("--timeout", value: .text("SECONDS"), help: "for one request (default: 20)"),
      Flag("--json", help: "the results as JSON"),
    ] + Flag.tree
  ) { arguments, environment in
    guard let timeout = Int(arguments["--timeout"] ?? "20"), (1...600).contains(timeout) else {
      return Outcome.misuse([
        "'--timeout' is '\(arguments["--timeout"] ?? "")', expected seconds from 1 to 600"
      ])
    }
    let root: TreeRoot
    do throws(TreeRoot.Mistake) {
      root = try TreeRoot(paths: arguments.operands, root: arguments["--root"], in: environment)
    } catch {
      return Outcome.misuse(error.messages)
    }
    let tree = TreeLoader(root: root.directory, exclude: arguments.all("--exclude")).load()
    let report = RegistryReport(tree, paths: root.paths, curl: Curl(timeout: timeout))
    guard !report.results.isEmpty else {
      return Outcome.failure(
        "there is nothing to check: no source here names a Secret to sign in to a registry with")
    }
    return Outcome(
      status: report.status, out: arguments.has("--json") ? report.json : report.text, err: report.summary)
  }
}
