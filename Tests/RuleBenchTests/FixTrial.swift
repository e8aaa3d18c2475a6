import Diagnostics
import Flux
import Kustomize
import Lint
import Manifests
import YAML

/// One fix of one finding, applied to a tree in memory, and what is wrong with the tree after it.
struct FixTrial {
  /// The findings with a fix, in the tree with one file of a bed as given; nil takes the bed as it is.
  struct Start {
    let contents: [String: [UInt8]]
    let context: LintContext
    let findings: [Diagnostic]

    init(_ bed: Bed, _ mutant: Mutant? = nil) {
      contents = mutant.map { [$0.path: $0.content] } ?? [:]
      context = mutant == nil ? bed.context : LintContext(tree: bed.tree(replacing: contents))
      findings = mutant == nil ? bed.findings : Bed.findings(in: context)
    }
  }

  /// What the fix breaks; empty where all is well.
  private(set) var faults: [String] = []
  private let start: Start
  private let finding: Diagnostic
  private let fix: Fix

  /// Nil where the finding has no fix, or where the fix has to be left out.
  init?(_ finding: Diagnostic, _ start: Start, _ bed: Bed) {
    guard let fix = finding.fix else { return nil }
    let plan = FixPlan([finding]) { start.context.tree.bytes(of: $0) }
    guard !plan.applied.isEmpty else { return nil }
    self.start = start
    self.finding = finding
    self.fix = fix
    let after = LintContext(
      tree: bed.tree(replacing: start.contents.merging(plan.contents) { $1 }))
    checkLines(plan)
    checkObjects(after, Set(plan.contents.keys))
    checkFindings(Bed.findings(in: after))
    if after.failures.count > start.context.failures.count {
      faults.append("kustomize refuses more than before")
    }
  }

  /// Only the lines of the edits differ.
  private mutating func checkLines(_ plan: FixPlan) {
    for (path, content) in plan.contents {
      let before = start.context.tree.bytes(of: path) ?? []
      let feed = UInt8(ascii: "\n")
      let edits = fix.edits.filter { $0.range.path == path }
      let first = edits.map(\.range.bytes.lowerBound).min() ?? 0
      let last = edits.map(\.range.bytes.upperBound).max() ?? 0
      let head = before[..<first].lastIndex(of: feed).map { $0 + 1 } ?? 0
      let tail = before[last...].firstIndex(of: feed).map { before.count - $0 } ?? 0
      // A file that ends without a line break gets one in front of what is put behind it.
      // One without keeps its end as well where its last line goes.
      let above = before[..<head]
      if !content.starts(with: above), above.dropLast() != content[...] {
        faults.append("\(path) differs above the fix")
      }
      if !content.suffix(tail).elementsEqual(before.suffix(tail)) {
        faults.append("\(path) differs below the fix")
      }
    }
  }

  /// Every object of another file is as it was, and no more documents differ than the fix edits. Where the fix is in
  /// what says which files are built, the builds are what it is for.
  private mutating func checkObjects(_ after: LintContext, _ paths: Set<String>) {
    let tree = start.context.tree
    let isListing = paths.contains { path in
      TreePath.isKustomization(path)
        || (tree[path]?.stream?.documents ?? []).flatMap(\.manifests).contains(
          where: FluxKustomization.matches)
    }
    // Nothing is built of a file that could not be read.
    guard !isListing, paths.allSatisfy({ tree[$0]?.stream?.error == nil }),
      finding.rule != "yaml-duplicate-key"
    else { return }
    // Files of two clusters may hold the same text.
    let key = { (object: Manifest) in object.source.path + "\n" + yamlText(of: object) }
    var left: [String: (path: String, count: Int)] = [:]
    var documents: [String: Set<SourceRange>] = [:]
    for object in start.context.objects {
      left[key(object), default: (object.source.path, 0)].count += 1
      documents[key(object), default: []].insert(object.source)
    }
    for object in after.objects {
      let text = key(object)
      if let known = left[text], known.count > 0 {
        left[text]?.count -= 1
      } else if !paths.contains(object.source.path) {
        faults.append("\(object.id) of \(object.source.path) differs, which is not edited")
      }
    }
    let gone = left.filter { $0.value.count > 0 }
    for (path, _) in gone.values where !paths.contains(path) { faults.append("an object of \(path) is gone") }
    let changed = Set(gone.keys.flatMap { documents[$0] ?? [] })
    if changed.count > fix.edits.count {
      faults.append("\(changed.count) documents differ after \(fix.edits.count) edits")
    }
  }

  /// The finding is gone from its place, and no fix of the same rule is offered where this one wrote. What the mistake
  /// hid may come to light, and a finding that stood for several moves on to the next of them.
  private mutating func checkFindings(_ findings: [Diagnostic]) {
    let there = findings.filter { $0.rule == finding.rule && $0.range.path == finding.range.path }
    let isThere = there.contains { found in
      found.range.bytes.lowerBound == finding.range.bytes.lowerBound && found.message == finding.message
    }
    if isThere { faults.append("the finding is still there") }
    let again = there.contains { found in
      (found.fix?.edits ?? []).contains { edit in fix.edits.contains { $0.covers(edit) } }
    }
    if again { faults.append("a fix is offered again") }
  }
}

extension TextEdit {
  /// Whether another edit begins within what this one has written.
  fileprivate func covers(_ other: TextEdit) -> Bool {
    let start = range.bytes.lowerBound
    return range.path == other.range.path
      && (start...(start + replacement.utf8.count)).contains(other.range.bytes.lowerBound)
  }
}
