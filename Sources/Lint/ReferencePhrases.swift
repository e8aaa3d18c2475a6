import Diagnostics
import Flux
import Manifests

/// The wording that the reference rules share.
extension Reference {
  /// `'spec.secretRef' names the Secret 'creds'`.
  var phrase: String { "'\(plainField)' names the \(kinds.first ?? "object") '\(name)'" }

  /// ` in the namespace 'apps'`; empty where the namespace is not known.
  var placePhrase: String { namespace.map { " in the namespace '\($0)'" } ?? "" }
}

extension Rule {
  /// The error for a name that nothing has, while another name is so near that it was meant.
  func nearName(_ reference: Reference, _ candidate: Manifest) -> Diagnostic {
    finding(
      "\(reference.phrase), but there is none\(reference.placePhrase); did you mean '\(candidate.id.name)'?",
      at: reference.nameRange, in: reference.source, severity: .error,
      related: [Note(candidate.nameRange, "the \(candidate.id.kind) '\(candidate.id.name)' is defined here")],
      fix: reference.rename(to: candidate.id.name))
  }

  /// The error for a name that exists in another namespace only.
  func otherNamespace(_ reference: Reference, _ candidate: Manifest, remedy: String) -> Diagnostic {
    let found = candidate.id.namespace ?? "default"
    return finding(
      "\(reference.phrase)\(reference.placePhrase), but it is defined in the namespace '\(found)'; \(remedy)",
      at: reference.nameRange, in: reference.source, severity: .error,
      related: [
        Note(
          candidate.root["metadata"]?["namespace"]?.origin ?? candidate.nameRange,
          "the \(candidate.id.kind) '\(candidate.id.name)' is in '\(found)'")
      ])
  }

  /// A name that the tree does not have at all.
  func absent(_ reference: Reference, severity: Severity) -> Diagnostic {
    finding(
      "\(reference.phrase), which this tree does not define\(reference.placePhrase)", at: reference.nameRange,
      in: reference.source, severity: severity)
  }
}

extension Reference {
  /// Writes another name in place of this one; nil where the name is not written as it is read.
  func rename(to name: String) -> Fix? {
    guard nameRange.bytes.count == self.name.utf8.count else { return nil }
    return Fix("write '\(name)'", .unsafe, [TextEdit(range: nameRange, replacement: name)])
  }
}

extension LintContext {
  /// The references to some kinds that have no target, each place once; those that the configuration calls external,
  /// and those that may be absent, are left out.
  func brokenReferences(to kinds: Set<String>, where isWanted: (Reference) -> Bool = { _ in true })
    -> [Reference]
  {
    var seen: Set<SourceRange> = []
    return references.filter { reference in
      guard let kind = reference.kinds.first, kinds.contains(kind), !reference.isOptional else {
        return false
      }
      switch reference.verdict {
      case .resolved, .produced, .elsewhere: return false
      case .contradicted, .unknown: break
      }
      guard isJudged(reference.nameRange.path), isWanted(reference) else { return false }
      guard !isExternal(kind: kind, namespace: reference.namespace, name: reference.name) else {
        return false
      }
      return seen.insert(reference.nameRange).inserted
    }
  }

  /// Whether rules look at a file.
  func isJudged(_ path: String) -> Bool { tree[path]?.isJudged ?? false }
}

/// The kinds that a HelmRelease or a Flux Kustomization takes its content from.
let sourceKinds: Set<String> = [
  "HelmRepository", "GitRepository", "OCIRepository", "Bucket", "HelmChart", "ExternalArtifact",
]

extension Reference {
  var isValuesFrom: Bool { field == "spec.valuesFrom[]" || field == "spec.postBuild.substituteFrom[]" }
}
