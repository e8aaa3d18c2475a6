import Diagnostics
import Manifests
import YAML

/// Reads the patches of one kustomization and applies them.
struct PatchSource {
  /// What a field's patches may be.
  enum Form { case any, json }

  private let builder: Builder
  private let settings: Settings

  init(_ owner: Transformations) {
    builder = owner.builder
    settings = owner.settings
  }

  init(builder: Builder, settings: Settings) {
    self.builder = builder
    self.settings = settings
  }

  // MARK: patchesStrategicMerge

  /// Applies one entry of `patchesStrategicMerge`: a path, or the patches themselves.
  func runStrategic(_ entry: Text, _ result: inout Accumulation) {
    let value = settings.fields.list("patchesStrategicMerge").first { $0.origin == entry.range }
    guard
      let documents = documents(entry, inline: entry.text.utf8.contains(UInt8(ascii: "\n")), value, &result)
    else { return }
    for patch in strategic(documents, &result) {
      applyByID(Self.withTexts(patch), at: entry.range, nil, &result)
      // kustomize lists all objects anew after such a patch.
      result.reportDuplicates()
    }
  }

  // MARK: patches

  /// Applies one entry of `patches` or `patchesJson6902`.
  func run(_ fields: Fields, _ form: Form, _ result: inout Accumulation) {
    guard let (entry, documents) = source(of: fields, &result) else { return }
    let target: Selector?
    do throws(BuildFailure) {
      target = try fields.record("target").map { value throws(BuildFailure) in try Selector(value) }
    } catch {
      return result.fail(error)
    }
    if documents.count == 1, documents[0].kind == .sequence {
      return runJSON(documents[0], target, entry, fields, form, &result)
    }
    guard form == .any else {
      return result.fail(.patchSyntax, "a JSON patch is a list of operations", at: entry.range)
    }
    let patches = strategic(documents, &result)
    guard let target else {
      for patch in patches { applyByID(patch, at: entry.range, fields, &result) }
      return
    }
    guard patches.count == 1 else {
      if let document = documents.first(where: { $0.kind == .mapping && $0.isNothing }),
        result.resources.resources.contains(where: target.matches)
      {
        result.fail(.patchSyntax, "the patch is an empty mapping", at: document.origin ?? entry.range)
      }
      if patches.count > 1 {
        result.fail(
          .patchSyntax, "a patch with a 'target' must be one object, not \(patches.count)", at: entry.range)
      }
      return
    }
    apply(Self.withTexts(patches[0]), to: target, fields, &result)
  }

  /// A patch as kustomize copies it for each object of its target: its labels and annotations are texts then, a null
  /// among them too, and where none is left there is nothing to merge.
  private static func withTexts(_ patch: Resource) -> Resource {
    guard var metadata = patch.root["metadata"], metadata.kind == .mapping else { return patch }
    for field in ["labels", "annotations"] {
      guard let value = metadata[named: field] else { continue }
      guard !value.isNothing else {
        metadata = metadata.removing(field) ?? metadata
        continue
      }
      guard value.kind == .mapping, value.entries.contains(where: { $0.value.scalarType != .string }) else {
        continue
      }
      let entries = value.entries.map { entry in
        let text = Value.string(entry.value.text ?? "", from: entry.value.origin)
        return MadeEntry(key: entry.key, keyOrigin: entry.keyOrigin, value: text)
      }
      metadata = metadata.setting(field, to: .mapping(entries, origin: value.origin))
    }
    var copy = patch
    copy.replaceContent(patch.root.setting("metadata", to: metadata))
    return copy
  }

  /// The text or path of a patch, and its documents; nil after a failure.
  private func source(of fields: Fields, _ result: inout Accumulation) -> (Text, [Value])? {
    let inline = fields.filled("patch")
    let path = fields.filled("path")
    guard let entry = inline ?? path else {
      result.fail(.patchSyntax, "a patch needs 'path' or 'patch'", at: fields.range)
      return nil
    }
    guard inline == nil || path == nil else {
      result.fail(.patchSyntax, "a patch has both 'path' and 'patch'", at: fields.range)
      return nil
    }
    let value = fields["patch"]
    return documents(entry, inline: inline != nil, value, &result).map { (entry, $0) }
  }

  private func documents(
    _ entry: Text, inline: Bool, _ value: Value?, _ result: inout Accumulation
  ) -> [Value]? {
    do throws(BuildFailure) {
      if inline { return try EmbeddedYAML.documents(of: value, text: entry) }
      switch Place(entry, of: settings, in: builder.files) {
      case .failure(let failure): throw failure
      case .directory:
        throw BuildFailure(.wrongType, "'\(entry.text)' is a directory, not a patch", at: entry.range)
      case .file(let path):
        guard let stream = builder.files.stream(of: path) else {
          throw BuildFailure(.missingFile, "'\(entry.text)' cannot be read", at: entry.range)
        }
        if let error = stream.error {
          throw BuildFailure(
            .patchSyntax, error.message, at: SourceRange(path: path, bytes: error.offset..<error.offset),
            related: [Note(entry.range, "included here")])
        }
        if let duplicate = stream.duplicateKeys.first {
          throw BuildFailure(duplicate, in: "the patch", related: [Note(entry.range, "included here")])
        }
        return stream.documents.compactMap { $0.root.map { .node($0) } }
      }
    } catch {
      result.fail(error)
      return nil
    }
  }

  /// The objects of strategic merge patches.
  private func strategic(_ documents: [Value], _ result: inout Accumulation) -> [Resource] {
    documents.flatMap { document -> [Resource] in
      let file = ResourceFile(document, source: document.origin ?? settings.range)
      for failure in file.failures {
        result.fail(
          BuildFailure(.patchSyntax, "the patch is not valid: \(failure.message)", at: failure.range))
      }
      return file.failures.isEmpty ? file.resources : []
    }
  }

  // MARK: Strategic merge

  /// Applies a patch to the one object that has, or had, its own identity.
  private func applyByID(
    _ patch: Resource, at range: SourceRange, _ fields: Fields?, _ result: inout Accumulation
  ) {
    let matches = result.resources.anyPositions(of: patch.key)
    guard matches.count == 1 else {
      let problem =
        matches.isEmpty
        ? "no \(patch.id.described) is in the build" : "several objects are the \(patch.id.described)"
      return result.failWithoutTarget(
        "the patch has no target: \(problem)", at: patch.manifest.nameRange,
        related: [Note(range, "included here")])
    }
    merge(patch, into: matches, fields, &result)
  }

  private func apply(_ patch: Resource, to target: Selector, _ fields: Fields, _ result: inout Accumulation) {
    let matches = result.resources.indices.filter { target.matches(result.resources[$0]) }
    if let place = fields.record("target") {
      result.noteTarget(.patches, at: place.range, isMatched: !matches.isEmpty)
    }
    merge(patch, into: matches, fields, &result)
    result.reportDuplicates()
  }

  private func merge(_ patch: Resource, into indices: [Int], _ fields: Fields?, _ result: inout Accumulation)
  {
    let options = fields?.record("options")
    let allowsName = options?.isTrue("allowNameChange") ?? false
    let allowsKind = options?.isTrue("allowKindChange") ?? false
    var deleted: Set<Int> = []
    for index in indices {
      let old = result.resources[index]
      do throws(BuildFailure) {
        let touchesAnnotations = patch.root["metadata"]?["annotations"] != nil
        guard
          let root = try StrategicMerge.merge(
            patch.root, into: touchesAnnotations ? old.rootWithAnnotations : old.root,
            apiVersion: old.id.apiVersion, kind: old.id.kind)
        else {
          deleted.insert(index)
          continue
        }
        if touchesAnnotations, root["metadata"]?["annotations"]?.kind != .mapping {
          result.resources.update(at: index) { $0.forgetNotes() }
        }
        let restored = Self.restored(root, from: old, name: !allowsName, kind: !allowsKind)
        if !allowsName, !allowsKind {
          result.resources.updateContent(at: index, restored)
        } else {
          result.resources.update(at: index) {
            $0.rememberID()
            $0.replaceRoot(restored)
          }
        }
      } catch {
        result.fail(error)
      }
    }
    result.resources.remove(deleted)
  }

  /// A patched object with the identity that it had before: a patch does not rename what it changes.
  private static func restored(_ root: Value, from old: Resource, name: Bool, kind: Bool) -> Value {
    var root = root
    if root["apiVersion"]?.text != old.id.apiVersion, let version = old.root["apiVersion"] {
      root = root.setting("apiVersion", to: version)
    }
    if kind, let value = old.root["kind"] { root = root.setting("kind", to: value) }
    guard var metadata = root["metadata"], metadata.kind == .mapping else { return root }
    let wanted = old.root["metadata"]
    if name, let value = wanted?["name"] { metadata = metadata.setting("name", to: value) }
    if let value = wanted?["namespace"], old.id.namespace != nil {
      metadata = metadata.setting("namespace", to: value)
    } else if let removed = metadata.removing("namespace") {
      metadata = removed
    }
    return root.setting("metadata", to: metadata)
  }

  // MARK: JSON 6902

  private func runJSON(
    _ patch: Value, _ target: Selector?, _ entry: Text, _ fields: Fields, _ form: Form,
    _ result: inout Accumulation
  ) {
    guard let target else {
      return result.fail(.patchSyntax, "a JSON patch needs a 'target'", at: entry.range)
    }
    if case .node(let node) = patch, let failure = EmbeddedYAML.notJSON(node, nil) {
      return result.fail(failure)
    }
    let operations: [JSONPatch.Operation]
    do throws(BuildFailure) {
      operations = try JSONPatch.operations(of: patch, in: entry.range)
    } catch {
      return result.fail(error)
    }
    let matches = result.resources.indices.filter { target.matches(result.resources[$0]) }
    if let place = fields.record("target") {
      result.noteTarget(.patches, at: place.range, isMatched: !matches.isEmpty)
    }
    for index in matches {
      do throws(BuildFailure) {
        let root = try JSONPatch.apply(operations, to: result.resources[index])
        result.resources.update(at: index) {
          // `patchesJson6902` leaves no trace of what an object was called before.
          if form == .any { $0.rememberID() }
          $0.replaceRoot(root)
          $0.sharedLabels = []
        }
      } catch {
        result.fail(error)
      }
    }
  }
}
