import Diagnostics
import Manifests
import Synchronization
import YAML

/// Builds directories as kustomize does, each directory at most once.
package final class Builder: Sendable {
  let files: any FileSource
  /// How many threads make the directories that one build takes in; the build is the same with any number.
  package let threads: Int
  private let settings = Mutex<[String: Result<Settings, BuildFailure>]>([:])
  /// By stream, of which a file has one.
  private let resourceFiles = Mutex<[ObjectIdentifier: ResourceFile]>([:])
  private let accumulations = Mutex<[String: Accumulation]>([:])
  private let graph = Mutex(DirectoryGraph())

  package init(_ files: any FileSource, threads: Int = 1) {
    self.files = files
    self.threads = threads
  }

  /// What kustomize makes of a directory.
  ///
  /// - Parameter overlay: Flux's changes, for a directory that a Flux Kustomization names: Flux generates a
  ///   kustomization where there is none, and ignores fields that kustomize does not know.
  package func build(_ directory: String, overlay: FluxOverlay? = nil) -> Build {
    if let overlay { return build(directory, changedBy: overlay) }
    switch settings(of: directory) {
    case .success(let settings):
      accumulateAll(below: settings)
      return Finish(accumulation(of: settings), settings).build
    case .failure(let failure): return Build(directory: directory, objects: [], failures: [failure])
    }
  }

  private func build(_ directory: String, changedBy overlay: FluxOverlay) -> Build {
    let settings: Settings
    do throws(BuildFailure) {
      settings = try Settings(of: directory, in: files, overlay: overlay)
    } catch {
      return Build(directory: directory, objects: [], failures: [error])
    }
    let children = children(of: settings)
    _ = Threads.map(children.count, threads: threads) { [self] in accumulateAll(from: children[$0]) }
    return Finish(DirectoryBuild.accumulation(of: settings, by: self), settings).build
  }

  /// Whether a directory that another build has taken in holds nothing that a build of its own would change, refuse or
  /// add to; false where that would take the build to tell.
  ///
  /// - Parameter hasObject: whether an object of that place is known already.
  package func isKnown(_ directory: String, _ hasObject: (SourceRange) -> Bool) -> Bool {
    guard let made = accumulations.withLock({ $0[directory] }), made.failures.isEmpty,
      case .success(let settings) = settings(of: directory),
      settings.isPlain
        || (settings.fields["buildMetadata"] == nil && settings.fields["sortOptions"] == nil)
    else { return false }
    return made.resources.resources.allSatisfy { $0.isAsWritten && hasObject($0.source) }
  }

  // MARK: What is read and made once

  func settings(of directory: String) -> Result<Settings, BuildFailure> {
    if let known = settings.withLock({ $0[directory] }) { return known }
    let result: Result<Settings, BuildFailure>
    do throws(BuildFailure) {
      result = .success(try Settings(of: directory, in: files))
    } catch {
      result = .failure(error)
    }
    settings.withLock { $0[directory] = result }
    return result
  }

  /// The objects of a file; nil where it cannot be read.
  func resources(in path: String) -> ResourceFile? {
    guard let stream = files.stream(of: path) else { return nil }
    let key = ObjectIdentifier(stream)
    if let known = resourceFiles.withLock({ $0[key] }) { return known }
    let file = ResourceFile(stream)
    resourceFiles.withLock { $0[key] = file }
    return file
  }

  func accumulation(of settings: Settings) -> Accumulation {
    if let known = accumulations.withLock({ $0[settings.directory] }) { return known }
    let made = DirectoryBuild.accumulation(of: settings, by: self)
    accumulations.withLock { $0[settings.directory] = made }
    return made
  }

  func isCycle(from parent: String, to child: String) -> Bool {
    graph.withLock { $0.isCycle(from: parent, to: child) }
  }

  /// Makes a directory and every one that it needs.
  private func accumulateAll(from directory: String) {
    guard case .success(let settings) = settings(of: directory) else { return }
    accumulateAll(below: settings)
    if !settings.isComponent { _ = accumulation(of: settings) }
  }

  /// Makes every directory that a build needs, so that the building of one never goes down a chain of others.
  private func accumulateAll(below settings: Settings) {
    // Most need none.
    guard !children(of: settings).isEmpty else { return }
    let directory = settings.directory
    let order = graph.withLock { $0.order(from: directory) { children(of: $0) } }
    for needed in order where needed != directory {
      guard case .success(let settings) = self.settings(of: needed), !settings.isComponent else { continue }
      _ = accumulation(of: settings)
    }
  }

  /// The directories that a kustomization names.
  func children(of settings: Settings) -> [String] {
    var named = settings.resources
    if !settings.isPlain {
      let others =
        settings.components + settings.fields.texts("transformers") + settings.fields.texts("generators")
      named += others.map { Settings.Entry($0, in: settings.directory, of: files) }
    }
    return named.compactMap { entry in
      guard entry.kind == .directory, !entry.text.text.utf8.contains(UInt8(ascii: "\n")) else { return nil }
      return entry.path
    }
  }

  func children(of directory: String) -> [String] {
    guard case .success(let settings) = settings(of: directory) else { return [] }
    return children(of: settings)
  }
}
