import Manifests

/// The commit that a runner of hooks, pre-commit or prek, has scaffold judge.
///
/// The runner names the files that a commit adds or changes, and none of those that it removes or renames from; what
/// such a commit breaks is found by comparing with the commit before it.
struct CommitHook {
  /// What differs from the commit before.
  let changes: ChangedPlaces
  /// The files that lie beside the commit's and are no part of it.
  let untracked: Set<String>

  /// What a user may have forgotten to add, as one line; nil where nothing is left out.
  var hint: String? {
    let names = untracked.filter { TreePath.isYAML($0) || TreePath.isKustomization($0) }.sorted()
    guard !names.isEmpty else { return nil }
    let more = names.count > 5 ? " and \(names.count - 5) more" : ""
    let shown = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return "not part of the commit, and so not read ('git add' adds them): \(shown)\(more)\n"
  }

  /// Nil where no runner of hooks made the call, or there is no commit to compare with.
  init?(_ call: LintCall) {
    let environment = call.environment
    guard let isHook = environment.variable("PRE_COMMIT"), !isHook.isEmpty, call.stdinPath == nil,
      !call.arguments.has("--since"), !call.arguments.has("--write-baseline"),
      !call.arguments.has("--prune-baseline")
    else { return nil }
    var git = Git(directory: call.root.directory)
    // 'git commit FILE' and 'git commit -a' commit an index of their own.
    if let index = environment.variable("GIT_INDEX_FILE"), index.hasPrefix("/"),
      Posix.kind(of: index) == .file
    {
      git.index = index
    }
    let before = environment.variable("PRE_COMMIT_FROM_REF").flatMap { $0.isEmpty ? nil : $0 } ?? "HEAD"
    guard let changes = try? ChangedPlaces(since: before, git, call), let untracked = try? git.untracked()
    else { return nil }
    self.changes = changes
    self.untracked = Set(untracked).subtracting(call.root.paths)
  }
}
