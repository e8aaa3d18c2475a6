import Diagnostics
import Flux
import Foundation
import Kustomize
import Lint
import Manifests
import YAML

/// A class of defects: how one is made in a tree, and the rules that may report it.
struct Defect: Sendable {
  /// What the rule catalogue calls it.
  enum Level: String { case error, warning }

  /// What kustomize says of the directory that the defect is in.
  enum Verdict: String {
    /// No kustomization is touched.
    case untouched
    case refuses, builds
  }

  let name: String
  let level: Level
  /// What a finding must be to count.
  var severity: Severity { level == .error ? .error : .warning }
  let rules: Set<String>
  let kustomize: Verdict
  /// Makes one at a place that the dice choose; nil where the tree has none that fits.
  let make: @Sendable (Bed, inout Dice) -> Draft?

  init(
    _ name: String, _ rules: String..., level: Level = .error, kustomize: Verdict = .untouched,
    make: @escaping @Sendable (Bed, inout Dice) -> Draft?
  ) {
    self.name = name
    self.level = level
    self.rules = Set(rules)
    self.kustomize = kustomize
    self.make = make
  }

  static let all =
    references + dependencies + fluxPaths + substitutions + clusterReferences + entries + kustomizationFields
    + kustomizationParts + secretEncodings + secretKeys + dockerConfigs + encrypted + versions + fields
    + names
    + addresses + texts + leaks

  /// The mutant of a bed for a seed; nil where the class has no place in it.
  func mutant(of bed: Bed, seed: UInt64) -> Mutant? {
    var dice = Dice(seed: seed, name, bed.name)
    guard let draft = make(bed, &dice), var mutant = draft.mutant(in: bed) else { return nil }
    mutant.directory = kustomize == .untouched ? nil : draft.directory ?? TreePath.directory(of: mutant.path)
    return mutant
  }
}

// MARK: - Places

extension Bed {
  /// An object as written, and a part of it that every build leaves as it is.
  struct Site {
    let object: Manifest
    let node: Node
    /// The mapping that holds it.
    let holder: Node
    let key: String
  }

  /// The objects of a kind that a build yields from files without a finding.
  func objects(_ kinds: String...) -> [Manifest] {
    tree.manifests.filter { object in
      kinds.contains(object.id.kind) && built[object.source] != nil && isClean(object.source.path)
        && TreePath.name(of: object.source.path) != "gotk-components.yaml" && object.root.node != nil
        && !object.id.name.contains("$") && !object.id.name.isEmpty && !object.id.apiVersion.contains("$")
    }
  }

  /// The places of a field in objects of some kinds.
  func sites(_ kinds: [String], _ path: String, where isWanted: (Site) -> Bool = { _ in true }) -> [Site] {
    let keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return kinds.flatMap { objects($0) }.compactMap { object in
      guard let node = object.root.at(keys)?.node, let holder = object.root.at(keys.dropLast())?.node,
        (built[object.source] ?? []).allSatisfy({ $0.root.at(keys)?.origin == node.range }),
        !(node.text ?? "").contains("$")
      else { return nil }
      return Site(object: object, node: node, holder: holder, key: keys.last ?? "")
    }.filter(isWanted)
  }

  /// Whether every build of an object is as expected after an edit behind its start.
  func yields(_ object: Manifest, _ edit: TextEdit, where isExpected: (Value) -> Bool) -> Bool {
    guard let content = applying([edit], to: bytes(edit.range.path)) else { return false }
    let after = LintContext(tree: tree(replacing: edit.range.path, by: content))
    let builds = after.objects.filter {
      $0.source.path == object.source.path && $0.id.kind == object.id.kind
        && $0.source.bytes.lowerBound == object.source.bytes.lowerBound
    }
    return !builds.isEmpty && builds.allSatisfy { isExpected($0.root) }
  }

  /// The first draft out of places in the order of the dice.
  func draft<Place>(_ places: [Place], _ dice: inout Dice, _ make: (Place, inout Dice) -> Draft?) -> Draft? {
    for place in dice.shuffled(places).prefix(40) {
      if let draft = make(place, &dice), draft.mutant(in: self) != nil { return draft }
    }
    return nil
  }

  /// Every name that an object has, or that a reference gives.
  var names: Set<String> {
    Set(context.objects.map(\.id.name)).union(context.references.map(\.name))
  }
}

extension Defect {
  /// A class that writes another scalar at a field.
  static func value(
    _ name: String, _ rules: String..., kinds: [String], at path: String, level: Level = .error,
    where isWanted: @escaping @Sendable (Bed.Site) -> Bool = { _ in true },
    to change: @escaping @Sendable (String, inout Dice) -> String?
  ) -> Defect {
    var made = Defect(name, level: level) { bed, dice in
      bed.draft(bed.sites(kinds, path, where: isWanted), &dice) { site, dice in
        guard site.node.isSimple, let old = site.node.text, let new = change(old, &dice), new != old else {
          return nil
        }
        return site.node.replaced(by: new).map { Draft($0) }
      }
    }
    made = Defect(made, rules: Set(rules))
    return made
  }

  private init(_ other: Defect, rules: Set<String>) {
    name = other.name
    level = other.level
    self.rules = rules
    kustomize = other.kustomize
    make = other.make
  }

  /// A class that puts lines in front of a key of a mapping.
  static func line(
    _ name: String, _ rules: String..., kinds: [String], in path: String, text: String, level: Level = .error,
    where isWanted: @escaping @Sendable (Bed.Site) -> Bool = { _ in true }
  ) -> Defect {
    let made = Defect(name, level: level) { bed, dice in
      bed.draft(bed.sites(kinds, path, where: isWanted), &dice) { site, _ in
        site.node.inserting(text).map { Draft($0, .inserted(0), .old(site.object.source)) }
      }
    }
    return Defect(made, rules: Set(rules))
  }

  /// A class that takes a key out of a mapping; the finding may stand anywhere in the object.
  static func without(
    _ name: String, _ rules: String..., kinds: [String], _ path: String, level: Level = .error,
    where isWanted: @escaping @Sendable (Bed.Site) -> Bool = { _ in true }
  ) -> Defect {
    let made = Defect(name, level: level) { bed, dice in
      bed.draft(bed.sites(kinds, path, where: isWanted), &dice) { site, _ in
        site.holder.removing(site.key).flatMap { edit in
          let keys = path.split(separator: ".").map(String.init)
          // A patch, or a transformer, may bring the field.
          guard bed.yields(site.object, edit, where: { $0.at(keys).map(\.isNull) ?? true }) else {
            return nil
          }
          return Draft(edit, .old(site.object.source))
        }
      }
    }
    return Defect(made, rules: Set(rules))
  }
}
