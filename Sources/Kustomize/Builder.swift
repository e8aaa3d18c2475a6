import Diagnostics
import Manifests
import Synchronization
import YAML

/// Builds directories as kustomize does, each directory at most once.
package final class Builder: Sendable {
  let files: any FileSource
  private let state = Mutex(State())
  private let graph = Mutex(DirectoryGraph())

  private struct State {
    var settings: [String: Result<Settings, BuildFailure>] = [:]
    var resourceFiles: [String: ResourceFile] = [:]
    var accumulations: [String: Accumulation] = [:]
  }

  package init(_ files: any FileSource) {
    self.files = files
  }

  /// What kustomize makes of a directory.
  ///
  /// - Parameter overlay: Flux's changes, for a directory that a Flux Kustomization names: Flux generates a
  ///   kustomization where there is none, and ignores fields that kustomize does not know.
  package func build(_ directory: String, overlay: FluxOverlay? = nil) -> Build {
    if let overlay { return build(directory, changedBy: overlay) }
    accumulateAll(below: directory)
    switch settings(of: directory) {
    case .success(let settings): return Finish(accumulation(of: settings), settings).build
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
    for child in children(of: settings) { accumulateAll(below: child) }
    return Finish(DirectoryBuild.accumulation(of: settings, by: self), settings).build
  }

  /// Whether a directory that another build has taken in holds nothing that a build of its own would change, refuse or
  /// add to; false where that would take the build to tell.
  ///
  /// - Parameter hasObject: whether an object of that place is known already.
  package func isKnown(_ directory: String, _ hasObject: (SourceRange) -> Bool) -> Bool {
    guard let made = state.withLock({ $0.accumulations[directory] }), made.failures.isEmpty,
      case .success(let settings) = settings(of: directory), settings.fields["buildMetadata"] == nil,
      settings.fields["sortOptions"] == nil
    else { return false }
    return made.resources.resources.allSatisfy { $0.isAsWritten && hasObject($0.source) }
  }

  // MARK: What is read and made once

  func settings(of directory: String) -> Result<Settings, BuildFailure> {
    if let known = state.withLock({ $0.settings[directory] }) { return known }
    let result: Result<Settings, BuildFailure>
    do throws(BuildFailure) {
      result = .success(try Settings(of: directory, in: files))
    } catch {
      result = .failure(error)
    }
    state.withLock { $0.settings[directory] = result }
    return result
  }

  /// The objects of a file; nil where it cannot be read.
  func resources(in path: String) -> ResourceFile? {
    if let known = state.withLock({ $0.resourceFiles[path] }) { return known }
    guard let stream = files.stream(of: path) else { return nil }
    let file = ResourceFile(stream)
    state.withLock { $0.resourceFiles[path] = file }
    return file
  }

  func accumulation(of settings: Settings) -> Accumulation {
    if let known = state.withLock({ $0.accumulations[settings.directory] }) { return known }
    let made = DirectoryBuild.accumulation(of: settings, by: self)
    state.withLock { $0.accumulations[settings.directory] = made }
    return made
  }

  func isCycle(from parent: String, to child: String) -> Bool {
    graph.withLock { $0.isCycle(from: parent, to: child) }
  }

  /// Makes every directory that a build needs, so that the building of one never goes down a chain of others.
  private func accumulateAll(below directory: String) {
    let order = graph.withLock { $0.order(from: directory) { children(of: $0) } }
    for needed in order where needed != directory {
      guard case .success(let settings) = settings(of: needed), !settings.isComponent else { continue }
      _ = accumulation(of: settings)
    }
  }

  /// The directories that a kustomization names.
  func children(of settings: Settings) -> [String] {
    let named =
      settings.resources + settings.components + settings.fields.texts("transformers")
      + settings.fields.texts("generators")
    return named.compactMap { entry in
      guard !entry.text.utf8.contains(UInt8(ascii: "\n")),
        let path = TreePath.resolve(entry.text, from: settings.directory), files.kind(of: path) == .directory
      else { return nil }
      return path
    }
  }

  func children(of directory: String) -> [String] {
    guard case .success(let settings) = settings(of: directory) else { return [] }
    return children(of: settings)
  }
}
