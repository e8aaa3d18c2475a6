import Diagnostics
import Manifests
import YAML

/// Finds the answers with which a lab comes nearest to files that a person wrote.
package struct LabInference {
  /// What the lab makes of the answers.
  package let lab: Lab
  package let answers: LabAnswers
  package let output: LabOutput
  /// Where the files lie that the user calls otherwise, by the lab's name.
  package let names: [String: String]
  /// How many fields differ.
  package let differences: Int
  /// What tells labs apart that come equally near: the less, the better.
  package let rank: [Int]

  /// - Parameters:
  ///   - given: answers that are not to be guessed.
  ///   - folder: of the lab, from the root.
  ///   - files: by path below it.
  ///   - outside: files elsewhere that may be the lab's, by path from the root.
  ///   - find: what is at a path from the root.
  /// - Returns: nil where the lab has objects that the files lack.
  package init?(
    _ lab: Lab, given: GivenAnswers, folder: String, files: [String: [UInt8]],
    outside: [String: [UInt8]], context: LabContext, find: @escaping (String) -> FoundFile
  ) {
    let candidates = AnswerCandidates(lab, folder: folder, files: files, outside: outside)
    let attempt = Attempt(lab: lab, folder: folder, files: files, context: context, find: find)
    var best = given
    best.standIn = SecretText("stand-in")
    for (name, values) in candidates.values where best.texts[name] == nil {
      if let parameter = lab.parameter(name), parameter.type.values.isEmpty, parameter.type != .fluxVersion {
        best.texts[name] = values.first.map { [$0] }
      }
    }
    let search = Search(attempt: attempt, candidates: candidates.values, given: given)
    search.descend(&best)
    guard let made = attempt.made(best), attempt.isComplete(made.match) else { return nil }
    self.lab = lab
    (answers, output) = (made.answers, made.output)
    names = made.match.names
    differences = made.match.differences
    rank = [differences, -made.match.found, names.count, made.match.strangers, best.texts.count]
  }
}

/// Looks for better answers, one parameter after the other, until none is left.
private struct Search {
  let attempt: Attempt
  let candidates: [String: [String]]
  let given: GivenAnswers
  /// The parameters that cannot be given together with one.
  private let rivals: [String: [String]]

  init(attempt: Attempt, candidates: [String: [String]], given: GivenAnswers) {
    self.attempt = attempt
    self.candidates = candidates
    self.given = given
    var rivals: [String: [String]] = [:]
    for parameter in attempt.lab.parameters {
      for name in parameter.excluded {
        if given.texts[name] == nil { rivals[parameter.name, default: []].append(name) }
        if given.texts[parameter.name] == nil { rivals[name, default: []].append(parameter.name) }
      }
    }
    self.rivals = rivals
  }

  private var free: [Parameter] { attempt.lab.parameters.filter { given.texts[$0.name] == nil } }

  /// Values of enumerations come first: they decide what else is of use.
  func descend(_ best: inout GivenAnswers) {
    var cost = settle(&best)
    for _ in 0..<4 {
      let before = cost
      for parameter in free where !parameter.type.values.isEmpty {
        for value in [nil] + parameter.type.values.map(Optional.some)
        where value.map({ [$0] }) != best.texts[parameter.name] {
          let start = set(parameter.name, value, in: best)
          // A value may need two others at once, which one by one would not come nearer.
          for var trial in [start, filled(start)] {
            let other = settle(&trial)
            if other < cost || (other == cost && value == nil) { (best, cost) = (trial, other) }
            if other < 100_000 { break }
          }
        }
      }
      if cost == before { break }
    }
  }

  /// Fills in, exchanges and takes away what is no enumeration.
  private func settle(_ best: inout GivenAnswers) -> Int {
    var cost = attempt.cost(best)
    for _ in 0..<3 {
      let before = cost
      for parameter in free where parameter.type.values.isEmpty {
        for value in [nil] + (candidates[parameter.name] ?? []).map(Optional.some)
        where value.map({ [$0] }) != best.texts[parameter.name] {
          let trial = set(parameter.name, value, in: best)
          let other = attempt.cost(trial)
          // What is not needed is not recorded.
          if other < cost || (other == cost && value == nil) { (best, cost) = (trial, other) }
        }
      }
      if cost == before { break }
    }
    return cost
  }

  private func filled(_ answers: GivenAnswers) -> GivenAnswers {
    var answers = answers
    for parameter in free where answers.texts[parameter.name] == nil && parameter.type.values.isEmpty {
      guard let value = candidates[parameter.name]?.first,
        !(rivals[parameter.name] ?? []).contains(where: { answers.texts[$0] != nil })
      else { continue }
      answers.texts[parameter.name] = [value]
    }
    return answers
  }

  private func set(_ name: String, _ value: String?, in answers: GivenAnswers) -> GivenAnswers {
    var answers = answers
    answers.texts[name] = value.map { [$0] }
    if value != nil { for rival in rivals[name] ?? [] { answers.texts[rival] = nil } }
    return answers
  }
}

/// One set of answers, and what they come to.
private struct Attempt {
  let lab: Lab
  let folder: String
  let files: [String: [UInt8]]
  let context: LabContext
  let find: (String) -> FoundFile

  typealias Made = (answers: LabAnswers, output: LabOutput, match: FileMatch)

  func made(_ given: GivenAnswers) -> Made? {
    guard let answers = try? AnswerResolver.answers(for: lab, given: given, context: context),
      let output = try? lab.output(answers, folder: folder)
    else { return nil }
    return (answers, output, FileMatch(output, files: files, isRoot: folder.isEmpty, find: find))
  }

  func isComplete(_ match: FileMatch) -> Bool { match.missing == 0 && match.found > 0 }

  func cost(_ given: GivenAnswers) -> Int {
    do throws(LabMistakes) {
      let answers = try AnswerResolver.answers(for: lab, given: given, context: context)
      guard let output = try? lab.output(answers, folder: folder) else { return 1_000_000 }
      let match = FileMatch(output, files: files, isRoot: folder.isEmpty, find: find)
      return match.differences + 20 * match.missing + 5 * match.strangers
    } catch {
      return 100_000 + 1000 * error.messages.count
    }
  }
}

/// Which file of the user's stands for which of a lab's.
struct FileMatch {
  private(set) var names: [String: String] = [:]
  private(set) var differences = 0
  /// Files with an object that the user has not.
  private(set) var missing = 0
  private(set) var found = 0
  /// Files with an object that the lab has not.
  private(set) var strangers = 0

  private typealias Parsed = [String: [Node]]

  init(_ output: LabOutput, files: [String: [UInt8]], isRoot: Bool, find: (String) -> FoundFile) {
    var left = files.mapValues(Self.roots)
    for file in output.files {
      let wanted = Self.roots(file.bytes)
      if file.path.hasPrefix("/") {
        guard case .file(let bytes) = find(String(file.path.dropFirst())) else {
          missing += wanted.isEmpty ? 0 : 1
          continue
        }
        compare(file, wanted, Self.roots(bytes), bytes)
      } else if let path = Self.counterpart(file.path, wanted, left) {
        if path != file.path { names[file.path] = path }
        compare(file, wanted, left[path] ?? [], files[path] ?? [])
        left[path] = nil
      } else if !TreePath.isKustomization(file.path) {
        missing += 1
      }
    }
    strangers = isRoot ? 0 : left.values.count { !$0.isEmpty }
  }

  private static func roots(_ bytes: [UInt8]) -> [Node] {
    let stream = YAMLStream(SourceFile(path: "", bytes: bytes))
    return stream.error == nil ? stream.documents.compactMap(\.root) : []
  }

  /// The file of the same path, else one with objects of the same kinds, that of the same name first.
  private static func counterpart(_ path: String, _ wanted: [Node], _ left: Parsed) -> String? {
    func kinds(_ nodes: [Node]) -> [String] { nodes.map { $0["kind"]?.text ?? "" } }
    if let same = left[path], kinds(same) == kinds(wanted) { return path }
    guard !wanted.isEmpty, kinds(wanted) != [""], !TreePath.isKustomization(path) else { return nil }
    let alike = left.filter { kinds($0.value) == kinds(wanted) && !TreePath.isKustomization($0.key) }
    func name(_ nodes: [Node]?) -> String? { nodes?.first?["metadata"]?["name"]?.text }
    let sorted = alike.keys.sorted()
    return sorted.first { name(alike[$0]) == name(wanted) } ?? sorted.first
  }

  private mutating func compare(
    _ file: LabOutput.File, _ wanted: [Node], _ present: [Node], _ bytes: [UInt8]
  ) {
    found += 1
    guard !file.isSecret else {
      if !EncryptedSecret(bytes).hasShape(of: file.bytes) { differences += 1 }
      return
    }
    guard !wanted.isEmpty, wanted.count == present.count else {
      differences += bytes == file.bytes ? 0 : 1
      return
    }
    for (left, right) in zip(wanted, present) { differences += Self.count(left, right) }
  }

  /// The scalars that differ, or that one side lacks.
  private static func count(_ left: Node, _ right: Node) -> Int {
    if left.holdsSame(as: right) { return 0 }
    switch (left.kind, right.kind) {
    case (.mapping, .mapping):
      var sum = 0
      for entry in left.entries {
        let other = entry.key.text.flatMap { right.ownValue(of: $0) }
        sum += other.map { count(entry.value, $0) } ?? leaves(entry.value)
      }
      for entry in right.entries where entry.key.text.flatMap({ left.ownValue(of: $0) }) == nil {
        sum += leaves(entry.value)
      }
      return sum
    case (.sequence, .sequence):
      let (mine, others) = (Array(left.elements), Array(right.elements))
      let pairs = zip(mine, others).reduce(0) { $0 + count($1.0, $1.1) }
      let rest = mine.dropFirst(others.count) + others.dropFirst(mine.count)
      return pairs + rest.reduce(0) { $0 + leaves($1) }
    default: return max(1, leaves(left))
    }
  }

  private static func leaves(_ node: Node) -> Int {
    var count = 0
    node.forEachDescendant { if $0.kind == .scalar { count += 1 } }
    return max(1, count)
  }
}
