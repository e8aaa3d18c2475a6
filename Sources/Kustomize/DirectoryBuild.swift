import Diagnostics
import Manifests
import YAML

/// The making of one directory: its resources, generators, components and transformations, in kustomize's order.
struct DirectoryBuild {
  let builder: Builder
  let root: String
  var result = Accumulation()
  private var depth = 0
  private var componentCount = 0

  static func accumulation(of settings: Settings, by builder: Builder) -> Accumulation {
    var build = DirectoryBuild(builder: builder, root: settings.directory)
    build.run(settings)
    build.result.reportDuplicates()
    return build.result
  }

  private init(builder: Builder, root: String) {
    self.builder = builder
    self.root = root
  }

  /// What a kustomization says, done to what is there already: nothing, or what a component is put on top of.
  private mutating func run(_ settings: Settings) {
    result.reach(settings.directory)
    result.failures += settings.failures
    result.warnings += settings.warnings
    for entry in settings.resources { addResource(entry, of: settings) }
    guard !settings.isPlain else { return }
    addConfigurations(of: settings)
    Generators(builder: builder, settings: settings).run(&result)
    reportUnsupported(settings)
    for entry in settings.components { addComponent(entry, of: settings) }
    Transformations(builder: builder, settings: settings).run(&result)
  }

  // MARK: Resources

  private mutating func addResource(_ entry: Settings.Entry, of settings: Settings) {
    switch Place(entry, in: builder.files, hasHint: result.failures.count < BuildFailure.hintLimit) {
    case .file(let path): addFile(path, entry.text, of: settings)
    case .directory(let directory): addDirectory(directory, entry.text, of: settings)
    case .failure(let failure): result.fail(failure)
    }
  }

  private mutating func addFile(_ path: String, _ entry: Text, of settings: Settings) {
    guard path != settings.path else {
      return result.fail(.cycle, "the kustomization lists itself", at: entry.range)
    }
    guard let file = builder.resources(in: path) else {
      return result.fail(.missingFile, "'\(entry.text)' cannot be read", at: entry.range)
    }
    for failure in file.failures { result.fail(failure.included(at: entry.range)) }
    for resource in file.resources { result.add(resource, from: entry.range) }
  }

  private mutating func addDirectory(_ directory: String, _ entry: Text, of settings: Settings) {
    guard let child = enter(directory, entry, of: settings) else { return }
    guard !child.isComponent else {
      return result.fail(
        .componentAsResource, "'\(entry.text)' is a Component; it belongs under 'components'", at: entry.range
      )
    }
    let made = builder.accumulation(of: child)
    guard !isCycle(made, of: settings, entry) else { return }
    result.reach(made)
    result.failures += made.failures.map { $0.included(at: entry.range) }
    result.warnings += made.warnings
    if !made.targets.isEmpty { result.targets.merge(made.targets, uniquingKeysWith: TargetMatch.either) }
    result.configuration.merge(made.configuration)
    // Each further level would cost as much again, and yield nothing that is known.
    guard !made.isTooLarge else { return }
    if result.resources.count == 0 {
      result.resources = made.resources
    } else {
      for resource in made.resources.resources { result.add(resource, from: entry.range) }
    }
  }

  /// The kustomization of a directory that may be included here; nil after a failure.
  private mutating func enter(_ directory: String, _ entry: Text, of settings: Settings) -> Settings? {
    guard !TreePath.contains(directory, settings.directory), !TreePath.contains(directory, root),
      !builder.isCycle(from: settings.directory, to: directory)
    else {
      result.fail(cycle(entry, of: settings))
      return nil
    }
    switch builder.settings(of: directory) {
    case .success(let child): return child
    case .failure(let failure):
      // What is missing is missing at the entry that names it.
      let isOwn = failure.range.path == directory
      result.fail(
        isOwn
          ? BuildFailure(failure.cause, failure.message, at: entry.range) : failure.included(at: entry.range))
      return nil
    }
  }

  /// Whether a directory that was made before leads back to one that includes it.
  private mutating func isCycle(_ made: Accumulation, of settings: Settings, _ entry: Text) -> Bool {
    var ancestor = settings.directory
    while true {
      if made.hasReached(ancestor) {
        result.fail(cycle(entry, of: settings))
        return true
      }
      guard !ancestor.isEmpty else { return false }
      ancestor = TreePath.directory(of: ancestor)
    }
  }

  private func cycle(_ entry: Text, of settings: Settings) -> BuildFailure {
    let target = TreePath.resolve(entry.text, from: settings.directory) ?? entry.text
    let message =
      target == settings.directory
      ? "'\(entry.text)' is the directory of the kustomization itself"
      : TreePath.contains(target, settings.directory)
        ? "'\(entry.text)' holds the directory that includes it, which kustomize takes for a cycle"
        : "'\(entry.text)' leads back to this directory"
    return BuildFailure(.cycle, message, at: entry.range)
  }

  // MARK: Components

  private static let maximumDepth = 64
  private static let maximumComponents = 10_000

  private mutating func addComponent(_ entry: Text, of settings: Settings) {
    switch Place(entry, of: settings, in: builder.files) {
    case .file:
      result.fail(
        .resourceAsComponent, "'\(entry.text)' is a file; a component is a directory", at: entry.range)
    case .failure(let failure): result.fail(failure)
    case .directory(let directory):
      guard let child = enter(directory, entry, of: settings) else { return }
      guard child.isComponent else {
        return result.fail(
          .resourceAsComponent, "'\(entry.text)' is no Component; it belongs under 'resources'",
          at: entry.range)
      }
      componentCount += 1
      guard depth < Self.maximumDepth, componentCount <= Self.maximumComponents else {
        return result.fail(.unsupported, "components nest too deep or are too many", at: entry.range)
      }
      let before = result.failures.count
      depth += 1
      run(child)
      depth -= 1
      for index in before..<result.failures.count {
        result.failures[index] = result.failures[index].included(at: entry.range)
      }
    }
  }

  // MARK: Configurations

  private mutating func addConfigurations(of settings: Settings) {
    for entry in settings.fields.texts("configurations") {
      switch Place(entry, of: settings, in: builder.files) {
      case .failure(let failure): result.fail(failure)
      case .directory: result.fail(.wrongType, "'\(entry.text)' is a directory, not a file", at: entry.range)
      case .file(let path):
        guard let stream = builder.files.stream(of: path) else { continue }
        if let error = stream.error { result.fail(BuildFailure(error, in: path).included(at: entry.range)) }
        guard let root = stream.documents.first?.root else { continue }
        var check = ShapeCheck(allowsUnknownFields: false, of: "a configuration")
        check.check(.node(root), KustomizationShape.configuration, "", entry.range)
        for failure in check.failures { result.fail(failure.included(at: entry.range)) }
        if root.kind == .mapping { result.configuration.add(Fields(.node(root), in: entry.range)) }
      }
    }
  }

  /// What a builder in this process does not do is said, never guessed.
  private mutating func reportUnsupported(_ settings: Settings) {
    let fields = settings.fields
    for name in ["helmCharts", "helmChartInflationGenerator"] {
      guard let entry = fields.entry(name), entry.value.count > 0 else { continue }
      result.fail(
        .helmCharts, "'\(entry.key)' needs kustomize's --enable-helm, which Flux does not give",
        at: entry.keyOrigin ?? settings.range)
    }
    for name in ["vars", "crds", "openapi", "validators"] {
      guard let entry = fields.entry(name), !entry.value.isNothing else { continue }
      result.fail(
        .unsupported, "'\(entry.key)' is not built by scaffold", at: entry.keyOrigin ?? settings.range)
    }
  }
}
