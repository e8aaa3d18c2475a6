import Diagnostics
import Manifests
import YAML

/// The kustomization of one directory, its shape checked.
struct Settings: Sendable {
  let directory: String
  /// The kustomization file.
  let path: String
  let fields: Fields
  /// What keeps kustomize from decoding it.
  let failures: [BuildFailure]
  let warnings: [Note]
  let isComponent: Bool
  /// The entries of `resources` with those of the deprecated `bases` behind them.
  let resources: [Entry]
  let components: [Text]
  /// Whether it says nothing but what it is, and what it is made of.
  let isPlain: Bool

  /// An entry of a list of paths, and what stands there.
  struct Entry: Sendable {
    let text: Text
    /// Nil where it leads out of the tree.
    let path: String?
    let kind: PathKind

    init(_ text: Text, in directory: String, of files: any FileSource) {
      self.text = text
      path = TreePath.resolve(text.text, from: directory)
      kind = path.map { files.kind(of: $0) } ?? .missing
    }
  }

  private init(
    directory: String, path: String, fields: Fields, failures: [BuildFailure], in files: any FileSource
  ) {
    self.directory = directory
    self.path = path
    self.fields = fields
    self.failures = failures
    isPlain = fields.entries.allSatisfy { Self.isPlain($0.key) }
    isComponent = fields.text("kind")?.text == "Component"
    warnings = isPlain ? [] : Self.warnings(of: fields)
    let listed = fields.texts("resources") + (isPlain ? [] : fields.texts("bases"))
    resources = listed.map { Entry($0, in: directory, of: files) }
    components = isPlain ? [] : fields.texts("components")
  }

  /// By far the most kustomizations have no other fields than these.
  private static func isPlain(_ field: String) -> Bool {
    field == "resources" || field == "apiVersion" || field == "kind" || field == "metadata"
  }

  /// The place for what concerns the kustomization as a whole: its first byte.
  var range: SourceRange { SourceRange(path: path, bytes: 0..<0) }

  /// Whether it says anything but what it is.
  private var isEmpty: Bool {
    guard resources.isEmpty else { return false }
    return fields.entries.allSatisfy { entry in
      entry.key.isSameIgnoringCase("apiVersion") || entry.key.isSameIgnoringCase("kind") || entry.value.isNull
        || entry.value.text == ""
    }
  }
}

extension Settings {
  /// Reads the kustomization of a directory.
  ///
  /// - Parameter overlay: Flux's changes, for the directory at spec.path.
  init(
    of directory: String, in files: any FileSource, overlay: FluxOverlay? = nil
  ) throws(BuildFailure) {
    let paths = files.kustomizationPaths(in: directory)
    guard let path = paths.first else {
      if let overlay, overlay.resources != nil {
        self.init(generatedFor: directory, overlay, in: files)
        return
      }
      throw Self.missing(directory, files)
    }
    guard paths.count == 1 else {
      let names = paths.map { "'\(TreePath.name(of: $0))'" }.joined(separator: " and ")
      throw BuildFailure(
        .severalKustomizations,
        "'\(directory.isEmpty ? "." : directory)' has several kustomizations: \(names)",
        at: SourceRange(path: paths[1], bytes: 0..<0),
        related: [Note(SourceRange(path: path, bytes: 0..<0), "the first one")])
    }
    self = try Self.decode(path, directory, files, overlay)
  }

  private init(generatedFor directory: String, _ overlay: FluxOverlay, in files: any FileSource) {
    let path = TreePath.join(directory, "kustomization.yaml")
    let range = SourceRange(path: path, bytes: 0..<0)
    self.init(
      directory: directory, path: path,
      fields: Fields(overlay.applied(to: .mapping([], origin: nil)), in: range), failures: [], in: files)
  }

  private static func missing(_ directory: String, _ files: any FileSource) -> BuildFailure {
    let range = SourceRange(path: directory, bytes: 0..<0)
    let name = directory.isEmpty ? "." : directory
    guard files.kind(of: directory) == .directory || directory.isEmpty else {
      return BuildFailure(.missingFile, "'\(name)' does not exist", at: range)
    }
    return BuildFailure(
      .directoryWithoutKustomization,
      "'\(name)' has no kustomization.yaml, kustomization.yml or Kustomization", at: range)
  }

  private static func decode(
    _ path: String, _ directory: String, _ files: any FileSource, _ overlay: FluxOverlay?
  ) throws(BuildFailure) -> Settings {
    let range = SourceRange(path: path, bytes: 0..<0)
    guard files.kind(of: path) == .file, let stream = files.stream(of: path) else {
      throw BuildFailure(.missingFile, "'\(path)' cannot be read", at: range)
    }
    guard let document = stream.documents.first, let root = document.root else {
      if let error = stream.error, stream.documents.isEmpty { throw BuildFailure(error, in: path) }
      throw BuildFailure(.emptyKustomization, "the kustomization is empty", at: range)
    }
    var value = Value.node(root)
    var check = ShapeCheck(allowsUnknownFields: overlay != nil)
    check.check(value, KustomizationShape.kustomization, "", range)
    if value.kind == .mapping, let overlay { value = overlay.applied(to: value) }
    let fields = Fields(value.kind == .mapping ? value : .mapping([], origin: root.range), in: range)
    let headers = headerFailures(of: fields)
    let settings = Settings(
      directory: directory, path: path, fields: fields, failures: check.failures + headers, in: files)
    if headers.isEmpty, check.failures.isEmpty, settings.isEmpty {
      throw BuildFailure(.emptyKustomization, "the kustomization names nothing to build", at: range)
    }
    return settings
  }

  private static func headerFailures(of fields: Fields) -> [BuildFailure] {
    let kind = fields.filled("kind")
    if let kind, kind.text != "Kustomization", kind.text != "Component" {
      return [
        BuildFailure(
          .wrongAPIVersion, "the kind of a kustomization is Kustomization or Component, not '\(kind.text)'",
          at: kind.range)
      ]
    }
    let isComponent = kind?.text == "Component"
    let wanted =
      isComponent ? "kustomize.config.k8s.io/v1alpha1" : "kustomize.config.k8s.io/v1beta1"
    guard let version = fields.filled("apiVersion"), version.text != wanted else { return [] }
    let name = isComponent ? "Component" : "Kustomization"
    return [
      BuildFailure(
        .wrongAPIVersion, "the apiVersion of a \(name) is '\(wanted)', not '\(version.text)'",
        at: version.range)
    ]
  }

  private static let deprecated: [(field: String, instead: String)] = [
    ("commonLabels", "labels"), ("bases", "resources"), ("imageTags", "images"),
    ("patchesJson6902", "patches"), ("patchesStrategicMerge", "patches"), ("vars", "replacements"),
  ]

  private static func warnings(of fields: Fields) -> [Note] {
    deprecated.compactMap { field, instead in
      fields.entry(field).flatMap { entry in
        entry.keyOrigin.map { Note($0, "'\(field)' is deprecated; use '\(instead)'") }
      }
    }
  }
}

extension BuildFailure {
  init(_ error: YAMLError, in path: String) {
    self.init(.syntax, error.message, at: SourceRange(path: path, bytes: error.offset..<error.offset))
  }

  /// - Parameter range: where the text stands that the key is in; nil where the key has a place of its own.
  init(_ duplicate: DuplicateKey, in owner: String, at range: SourceRange? = nil, related: [Note] = []) {
    self.init(
      .duplicateKey, "the key '\(duplicate.second.text ?? "")' stands twice in \(owner)",
      at: range ?? duplicate.second.range,
      related: (range == nil ? [Note(duplicate.first.range, "the first one")] : []) + related)
  }

  /// The same failure, seen from a directory that includes the one at fault.
  func included(at range: SourceRange) -> BuildFailure {
    BuildFailure(cause, message, at: self.range, related: related + [Note(range, "included here")])
  }
}
