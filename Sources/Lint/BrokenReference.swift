import Diagnostics
import Flux
import Manifests

/// A name that nothing has, with every place that writes it: one cause, one finding.
struct BrokenReference: Sendable {
  /// The one to report: Flux's own before the cluster's, then the first by place.
  let reference: Reference
  /// The others, each place once.
  let others: [Reference]
  /// Whether the tree had what it names before the change that the run judges.
  let isLost: Bool

  /// The broken ones out of some references, each place once, in the order of the places.
  /// - Parameter former: what the tree had before the change that the run judges.
  static func all(
    _ references: [Reference], former: Set<ReferenceTarget>, where isWanted: (Reference) -> Bool
  ) -> [BrokenReference] {
    var seen: Set<SourceRange> = []
    let broken = references.filter { reference in
      guard reference.isBroken, !reference.isOptional, !reference.hasOuterSpace, reference.isOfAllowedKind
      else { return false }
      return isWanted(reference)
    }.sorted { rank($0) < rank($1) }.filter { seen.insert($0.nameRange).inserted }
    let groups = Dictionary(grouping: broken, by: ReferenceTarget.init)
    return groups.compactMap { target, group in
      group.first.map {
        BrokenReference(reference: $0, others: Array(group.dropFirst()), isLost: former.contains(target))
      }
    }.sorted { $0.reference.nameRange < $1.reference.nameRange }
  }

  /// A contradiction says more than that nothing is known, and the order of the run must not decide.
  private static func rank(_ reference: Reference) -> (Int, Int, SourceRange) {
    var isContradicted = false
    if case .contradicted = reference.verdict { isContradicted = true }
    return (reference.isFlux ? 0 : 1, isContradicted ? 0 : 1, reference.nameRange)
  }

  /// What was most likely meant; nil where nothing comes near.
  var near: NearMiss? {
    if case .contradicted(let near) = reference.verdict { near } else { nil }
  }

  /// The other places, at most ten of them.
  var notes: [Note] {
    others.prefix(10).map { other in
      Note(other.nameRange, "\(other.source.id.kind) '\(other.source.id.name)' names it too")
    }
  }

  /// The note at the object that has to do with the name that was meant, and those at the other places.
  func notes(_ near: NearMiss) -> [Note] {
    switch near.role {
    case .meant: notes(near.candidate, "is defined here")
    case .makesIt: notes(near.candidate, "makes it")
    case .namesIt: notes(near.candidate, "names '\(near.name)', as others do")
    }
  }

  /// The note at the object that was meant, and those at the other places.
  func notes(_ candidate: Manifest, _ text: String) -> [Note] {
    [Note(candidate.nameRange, "the \(candidate.id.kind) '\(candidate.id.name)' \(text)")] + notes
  }
}

extension LintContext {
  /// The broken references that a rule is for.
  func broken(where isWanted: (Reference) -> Bool) -> [BrokenReference] {
    brokenReferences.filter { isWanted($0.reference) }
  }

  /// Whether rules look at a file.
  func isJudged(_ path: String) -> Bool { tree[path]?.isJudged ?? false }
}

extension LintContext {
  /// Whether a release may make objects of some kinds in a namespace, so that their absence from the tree says nothing.
  func mayBeMade(in namespace: String?, _ kinds: [String]) -> Bool {
    guard !kinds.contains(where: { FluxAPI.groups(ofKind: $0).first != nil }) else { return false }
    guard let namespace else { return !releaseNamespaces.isEmpty }
    return releaseNamespaces.contains(namespace) || releaseNamespaces.contains("")
  }
}

extension Rule {
  /// The finding for a name in an object of Kubernetes itself: a warning, and an info where something else than the
  /// tree may make what it names.
  func missingInCluster(_ broken: BrokenReference, _ context: LintContext) -> Diagnostic? {
    let reference = broken.reference
    let mayBeMade = context.mayBeMade(in: reference.namespace, reference.kinds)
    return missingHere(broken, near: .warning, absent: mayBeMade ? .info : .warning)
  }

  /// The finding for a name that nothing has: that of a slip where a name comes near, else that of an absence.
  ///
  /// - Parameters:
  ///   - near: the severity of a slip.
  ///   - absent: the severity where nothing comes near and the tree holds all that there is; elsewhere it is an info,
  ///     but a warning where the change that is judged took away what was there.
  func missing(_ broken: BrokenReference, near: Severity = .error, absent: Severity = .info) -> Diagnostic? {
    guard let miss = broken.near else {
      let severity = broken.reference.isSettled ? absent : .info
      return absence(broken, severity: broken.isLost ? max(severity, .warning) : severity)
    }
    return miss.difference == .name ? nearName(broken, miss, severity: near) : nil
  }

  /// The finding for a name that exists where the reference does not lead, or else as `missing`.
  func missingHere(_ broken: BrokenReference, near: Severity = .error, absent: Severity = .info)
    -> Diagnostic?
  {
    if let miss = broken.near, miss.difference == .kind {
      return otherKind(broken, miss.candidate, severity: near)
    }
    guard let miss = broken.near, miss.difference == .namespace else {
      return missing(broken, near: near, absent: absent)
    }
    let remedy =
      broken.reference.reachesNamespaces
      ? "write 'namespace: \(miss.candidate.id.namespace ?? "default")' into the reference"
      : "the field reaches no other namespace"
    return otherNamespace(broken, miss.candidate, remedy: remedy, severity: near)
  }

  private func nearName(_ broken: BrokenReference, _ near: NearMiss, severity: Severity) -> Diagnostic {
    let reference = broken.reference
    return finding(
      "\(reference.phrase), but there is none\(reference.placePhrase); did you mean '\(near.name)'?",
      at: reference.nameRange, in: reference.source, severity: severity,
      related: broken.notes(near),
      fix: reference.rename(to: near.name))
  }

  /// The finding for a name that exists in another namespace only.
  func otherNamespace(
    _ broken: BrokenReference, _ candidate: Manifest, remedy: String, severity: Severity = .error
  ) -> Diagnostic {
    let reference = broken.reference
    let found = candidate.id.namespace ?? "default"
    let place = candidate.root["metadata"]?["namespace"]?.origin ?? candidate.nameRange
    return finding(
      "\(reference.phrase)\(reference.placePhrase), but it is defined in the namespace '\(found)'; \(remedy)",
      at: reference.namespaceRange ?? reference.nameRange, in: reference.source, severity: severity,
      related: [Note(place, "the \(candidate.id.kind) '\(candidate.id.name)' is in '\(found)'")]
        + broken.notes,
      fix: reference.reachesNamespaces ? reference.move(to: found) : nil)
  }

  /// The finding for a name that an object of another kind has.
  func otherKind(_ broken: BrokenReference, _ candidate: Manifest, severity: Severity = .error) -> Diagnostic
  {
    let reference = broken.reference
    let kind = candidate.id.kind
    let edit = reference.allowedKinds.contains(kind) ? reference.holder["kind"]?.edit(to: kind) : nil
    return finding(
      "\(reference.phrase), but '\(reference.name)' is of kind \(kind)",
      at: reference.kindRange ?? reference.nameRange, in: reference.source, severity: severity,
      related: [
        Note(candidate.root["kind"]?.origin ?? candidate.nameRange, "the \(kind) is defined here")
      ] + broken.notes,
      fix: edit.map { Fix("write 'kind: \(kind)'", .unsafe, [$0]) })
  }

  /// A name that the tree does not have at all.
  private func absence(_ broken: BrokenReference, severity: Severity) -> Diagnostic {
    let reference = broken.reference
    return finding(
      "\(reference.phrase), which this tree does not define\(reference.placePhrase)"
        + (broken.isLost ? " any more" : ""),
      at: reference.nameRange, in: reference.source, severity: severity, related: broken.notes)
  }
}
