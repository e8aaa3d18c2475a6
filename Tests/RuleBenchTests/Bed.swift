import Diagnostics
import Foundation
import Lint
import Manifests
import YAML

/// A tree in memory that mutants grow from: any one file can be replaced, and the rest is not read again.
final class Bed: Sendable {
  let name: String
  let files: [Tree.File]
  private let folder: URL?
  private let texts: [String: String]
  /// The tree as it is, and what the rules say of it.
  let context: LintContext
  let findings: [Diagnostic]
  /// How often each finding stands there, wherever its line is.
  private let known: [Key: Int]
  /// Every build of an object, by the document that writes it.
  let built: [SourceRange: [Manifest]]
  /// The files with a finding of their own, other than of a plain secret or a removed version.
  private let marked: Set<String>

  /// What runs without a configuration.
  private static let linter = Linter(rules: allRules.filter { $0.profile == .default }.map { $0.init() })

  /// What a finding is, lines aside.
  struct Key: Hashable {
    let rule: String
    let path: String
    let message: String

    init(_ diagnostic: Diagnostic) {
      rule = diagnostic.rule
      path = diagnostic.range.path
      message = diagnostic.message
    }
  }

  /// - Parameters:
  ///   - folder: a tree on the disk; nil for one of texts alone.
  ///   - texts: more files, by path.
  init(_ name: String, folder: URL?, texts: [String: String] = [:]) {
    self.name = name
    self.folder = folder
    self.texts = texts
    var files = folder.map(Self.files) ?? []
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
      files.append(Self.file(path, Array(text.utf8)))
    }
    self.files = files
    context = LintContext(tree: Self.tree(files, folder, texts))
    findings = Self.linter.findings(in: context)
    known = Dictionary(findings.map { (Key($0), 1) }, uniquingKeysWith: +)
    built = Dictionary(grouping: context.objects, by: \.source)
    marked = Set(
      findings.filter { $0.severity > .info && !$0.rule.hasPrefix("safe-") }.map(\.range.path))
  }

  private static func tree(_ files: [Tree.File], _ folder: URL?, _ texts: [String: String]) -> Tree {
    Tree(files) { path in
      if let text = texts[path] { return Array(text.utf8) }
      return folder.flatMap { try? Data(contentsOf: $0.appendingPathComponent(path)) }.map { [UInt8]($0) }
    }
  }

  private static func files(in folder: URL) -> [Tree.File] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return paths.sorted().compactMap { path in
      var isDirectory: ObjCBool = false
      let full = folder.appendingPathComponent(path).path
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory), !isDirectory.boolValue
      else { return nil }
      let parts = path.split(separator: "/").dropLast()
      guard !parts.contains(".git") else { return nil }
      let isParked = parts.contains { $0.hasPrefix(".") || $0 == "_archive" || $0 == "archive.bak" }
      return file(path, [UInt8](FileManager.default.contents(atPath: full) ?? Data()), isJudged: !isParked)
    }
  }

  private static func file(_ path: String, _ bytes: [UInt8], isJudged: Bool = true) -> Tree.File {
    let isYAML = isJudged && (TreePath.isYAML(path) || TreePath.isKustomization(path))
    return Tree.File(
      path: path, content: isYAML ? .yaml(YAMLStream(SourceFile(path: path, bytes: bytes))) : .other,
      isJudged: isJudged)
  }

  var tree: Tree { context.tree }

  /// The tree with one file as given.
  func tree(replacing path: String, by content: [UInt8]) -> Tree { tree(replacing: [path: content]) }

  /// The tree with some files as given.
  func tree(replacing contents: [String: [UInt8]]) -> Tree {
    let kept = files.filter { contents[$0.path] == nil }
    var texts = texts
    for (path, content) in contents { texts[path] = String(decoding: content, as: UTF8.self) }
    return Self.tree(kept + contents.map { Self.file($0.key, $0.value) }, folder, texts)
  }

  /// What the rules say of another tree.
  static func findings(in context: LintContext) -> [Diagnostic] { linter.findings(in: context) }

  /// The content of a file; empty where there is none.
  func bytes(_ path: String) -> [UInt8] { tree.bytes(of: path) ?? [] }

  /// What the rules say of the tree with one file as given: the findings that are new, and those that are gone.
  func change(_ path: String, to content: [UInt8]) -> (new: [Diagnostic], gone: Int) {
    let found = Self.linter.findings(in: LintContext(tree: tree(replacing: path, by: content)))
    var left = known
    let new = found.filter { finding in
      let key = Key(finding)
      guard let count = left[key], count > 0 else { return true }
      left[key] = count - 1
      return false
    }
    return (new, left.values.reduce(0, +))
  }

  /// Whether nothing is amiss in a file yet.
  func isClean(_ path: String) -> Bool { !marked.contains(path) && (tree[path]?.isJudged ?? false) }
}
