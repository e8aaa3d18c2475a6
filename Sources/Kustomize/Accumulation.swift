import Diagnostics
import Manifests

/// What a directory comes to before the steps that only the outermost one takes: hashes, name references, order.
struct Accumulation: Sendable {
  var resources = ResourceSet()
  var configuration = TransformerConfiguration()
  var failures: [BuildFailure] = []
  var warnings: [Note] = []
  /// As ``Build/targets``.
  var targets: [SourceRange: TargetMatch] = [:]
  /// The directory itself, and every other that went into it.
  private var directory: String?
  private var others: Set<String> = []

  mutating func reach(_ other: String) {
    if directory == nil {
      directory = other
    } else if other != directory {
      others.insert(other)
    }
  }

  mutating func reach(_ other: Accumulation) {
    if let directory = other.directory { reach(directory) }
    if !other.others.isEmpty { others.formUnion(other.others) }
  }

  /// Whether a directory went into it.
  func hasReached(_ other: String) -> Bool { other == directory || others.contains(other) }

  mutating func fail(_ failure: BuildFailure) { failures.append(failure) }

  mutating func fail(_ cause: BuildFailure.Cause, _ message: String, at range: SourceRange) {
    failures.append(BuildFailure(cause, message, at: range))
  }

  /// Whether something could not be read, which may hold what is missing otherwise.
  private var isIncomplete: Bool {
    let unread: Set<BuildFailure.Cause> = [.remote, .helmCharts, .missingFile, .leftOut, .syntax]
    return failures.contains { unread.contains($0.cause) }
  }

  /// Reports that what a change is for is not in the build, where all of the build is known.
  mutating func failWithoutTarget(_ message: String, at range: SourceRange, related: [Note] = []) {
    guard !isIncomplete else { return }
    fail(BuildFailure(.patchWithoutTarget, message, at: range, related: related))
  }

  mutating func noteTarget(_ field: TargetMatch.Field, at range: SourceRange, isMatched: Bool) {
    let match = TargetMatch(field: field, isMatched: isMatched)
    targets[range] = targets[range].map { TargetMatch.either($0, match) } ?? match
  }

  /// Adds an object that a directory lists; one whose identity is taken is a failure.
  mutating func add(_ resource: Resource, from entry: SourceRange) {
    guard resources.count < Self.maximumCount else { return }
    if resources.count == Self.maximumCount - 1 {
      fail(.unsupported, "the build yields more than \(Self.maximumCount) objects", at: entry)
    }
    guard let other = resources.append(resource) else { return }
    // One object that is reached twice has one place; the entry that brings it the second time is the mistake.
    let isSame = resource.manifest.source == other.manifest.source
    fail(
      BuildFailure(
        .duplicateID, "the \(resource.id.described) is in the build already",
        at: isSame ? entry : resource.manifest.nameRange,
        related: [Note(other.manifest.nameRange, "defined first here")]
          + (isSame ? [] : [Note(entry, "brought in by this entry")])))
  }

  /// Two objects that changes have given one identity; what is reported already is not told again.
  mutating func reportDuplicates() {
    guard let (first, second) = resources.duplicate(),
      !failures.contains(where: { $0.cause == .namespaceCollision || $0.cause == .duplicateID })
    else { return }
    fail(
      BuildFailure(
        .duplicateID, "patches give two objects the identity of \(second.id.described)",
        at: second.manifest.nameRange, related: [Note(first.manifest.nameRange, "the other object")]))
  }

  /// More than any cluster holds; directories that include each other twice with two prefixes double with each level.
  static let maximumCount = 100_000

  /// Whether objects were left out, so that nothing more can be said about what includes this.
  var isTooLarge: Bool { resources.count >= Self.maximumCount }
}

extension ObjectID {
  /// As a sentence names it: `ConfigMap 'a' in 'b'`.
  var described: String {
    "\(kind) '\(name)'" + (namespace.map { " in namespace '\($0)'" } ?? "")
  }
}
