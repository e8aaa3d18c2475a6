import Foundation
import Testing

/// What each flag of `scaffold lint` changes, by a call with it and one without; and that help, completion and paper
/// know the same flags.
@Suite struct FlagEffectTests {
  /// Two calls in two trees of one making.
  struct Effect: Sendable {
    /// The arguments that the flag comes on top of.
    var base: [String] = []
    let flag: [String]
    var input: String?
    var tree: @Sendable () throws -> Scratch = { try SampleTree.broken() }
    /// Whether the call with the flag did what the one without did not; the tree is that of the former.
    let isSeen: @Sendable (_ with: Program.Run, _ without: Program.Run, _ tree: Scratch) throws -> Bool
  }

  private static let folder = SampleTree.folder

  private static let output: [String: Effect] = [
    "--format": Effect(flag: ["--format", "gitlab"]) { with, without, _ in
      ReportTests.isValid(with.out, "gitlab") && !ReportTests.isValid(without.out, "gitlab")
    },
    "--report": Effect(flag: ["--report", "gitlab=q.json"]) { with, without, tree in
      try with.out == without.out && ReportTests.isValid(tree.text("q.json"), "gitlab")
    },
    "--fail-on": Effect(flag: ["--fail-on", "never"]) { with, without, _ in
      with.status == 0 && without.status == 1
    },
    "--statistics": Effect(flag: ["--statistics"]) { with, without, _ in
      with.out.contains("1  kust-orphan-file  (") && !without.out.contains("1  kust-orphan-file  (")
    },
    "--show-files": Effect(flag: ["--show-files"]) { with, _, _ in
      with.status == 0 && with.out.contains("\(folder)/repo.yaml: manifest\n")
    },
    "--show-settings": Effect(flag: ["--show-settings"]) { with, _, _ in
      with.status == 0 && with.out.contains("fail-on: warning  (.lintrc:1)\n")
    },
    "--color": Effect(flag: ["--color", "always"]) { with, without, _ in
      with.out.contains("\u{1B}[31merror") && !without.out.contains("\u{1B}")
    },
    "-q": Effect(base: ["--fix"], flag: ["-q"]) { with, without, _ in
      with.err.isEmpty && without.err == "fixed 1 finding in 1 file\n"
    },
    "--quiet": Effect(base: ["--fix"], flag: ["--quiet"]) { with, without, _ in
      with.err.isEmpty && without.err == "fixed 1 finding in 1 file\n"
    },
    "--help": Effect(flag: ["--help"]) { with, _, _ in with.status == 0 && with.out.contains(usage) },
    "-h": Effect(flag: ["-h"]) { with, _, _ in with.status == 0 && with.out.contains(usage) },
  ]

  private static let usage = "\nusage: scaffold lint [flags] [PATH…|-]\n"

  private static let rules: [String: Effect] = [
    "--select": Effect(flag: ["--select", "kust-orphan-file"]) { with, without, _ in
      with.out.contains("[kust-orphan-file]") && !with.out.contains("[ref-secret-missing]")
        && without.out.contains("[ref-secret-missing]")
    },
    "--ignore": Effect(flag: ["--ignore", "kust-orphan-file"]) { with, without, _ in
      !with.out.contains("[kust-orphan-file]") && with.out.contains("[ref-secret-missing]")
        && without.out.contains("[kust-orphan-file]")
    },
    "--profile": Effect(flag: ["--profile", "strict"], tree: { try release }) { with, without, _ in
      with.out.contains("[helm-version-missing]") && without.status == 0
    },
    "--flux-version": Effect(flag: ["--flux-version", "2.0"], tree: { try SampleTree.clean() }) {
      with, without, _ in
      with.status == 1 && with.out.contains("\(folder)/repo.yaml:1:13: warning: ") && without.status == 0
    },
    "--schemas": Effect(flag: ["--schemas", "schemas"], tree: { try widget }) { with, without, _ in
      with.status == 1 && with.out.contains("a.yaml:7:9: error: ") && without.status == 0
    },
    "--config": Effect(
      flag: ["--config", "other.yaml"],
      tree: {
        let tree = try SampleTree.broken()
        try tree.write("other.yaml", "fail-on: never\n")
        return tree
      }
    ) { with, without, _ in with.status == 0 && without.status == 1 },
    "--isolated": Effect(
      flag: ["--isolated"],
      tree: {
        let tree = try SampleTree.broken()
        try tree.write(".lintrc", "fail-on: never\n")
        return tree
      }
    ) { with, without, _ in with.status == 1 && without.status == 0 },
  ]

  private static let changes: [String: Effect] = [
    "--fix": Effect(flag: ["--fix"]) { _, _, tree in
      try tree.text("\(folder)/kustomization.yaml") == SampleTree.kustomization
    },
    "--unsafe-fixes": Effect(base: ["--fix"], flag: ["--unsafe-fixes"]) { _, _, tree in
      try tree.text("\(folder)/kustomization.yaml") == SampleTree.kustomization + "  - orphan.yaml\n"
    },
    "--diff": Effect(base: ["--fix"], flag: ["--diff"]) { with, _, tree in
      try with.out.contains("\n@@ ")
        && tree.text("\(folder)/kustomization.yaml") == SampleTree.kustomization + "  - repo.yaml\n"
    },
    "--write-baseline": Effect(flag: ["--write-baseline"]) { with, _, tree in
      try with.status == 0 && tree.text(".lint-baseline.json").contains("\"rule\":\"ref-secret-missing\"")
    },
    "--baseline": Effect(
      flag: ["--baseline", "known.json"], tree: { try known("--baseline", "known.json") }
    ) { with, without, _ in with.status == 0 && without.status == 1 },
    "--prune-baseline": Effect(
      flag: ["--prune-baseline"],
      tree: {
        let tree = try known()
        try tree.write("\(folder)/kustomization.yaml", SampleTree.kustomization)
        return tree
      }
    ) { with, without, _ in with.status == 0 && without.status == 1 },
  ]

  private static let scope: [String: Effect] = [
    "--since": Effect(
      flag: ["--since", "HEAD"],
      tree: {
        let tree = try SampleTree.broken()
        try SampleTree.commit(tree)
        return tree
      }
    ) { with, without, _ in with.status == 0 && without.status == 1 },
    "--stdin-filename": Effect(
      base: ["-"], flag: ["--stdin-filename", "\(folder)/other.yaml"], input: SampleTree.repository
    ) { with, without, _ in
      with.out.contains("\(folder)/other.yaml:1:1: warning: ") && !without.out.contains("other.yaml")
    },
    "--allow-empty": Effect(flag: ["--allow-empty"], tree: { try Scratch() }) { with, without, _ in
      with.status == 0 && without.status == 3
    },
    "--jobs": Effect(flag: ["--jobs", "1"]) { with, without, _ in with.outBytes == without.outBytes },
    "--root": Effect(base: [folder], flag: ["--root", folder]) { with, without, _ in
      with.out.contains("\nrepo.yaml:10:11: error: ") && without.out.contains("\n\(folder)/repo.yaml:10:11: ")
    },
    "--exclude": Effect(flag: ["--exclude", "orphan.yaml"]) { with, without, _ in
      !with.out.contains("orphan.yaml:1:1") && without.out.contains("orphan.yaml:1:1")
    },
    "-C": Effect(
      flag: ["-C", "docs"],
      tree: {
        let tree = try SampleTree.broken()
        try tree.write("docs/README.md", "Words.\n")
        return tree
      }
    ) { with, without, _ in with.status == 3 && without.status == 1 },
  ]

  static let effects = [output, rules, changes, scope].reduce(into: [:]) { all, some in
    all.merge(some) { first, _ in first }
  }

  /// A tree with a HelmRelease whose chart has no version.
  private static var release: Scratch {
    get throws {
      let tree = try SampleTree.clean()
      try tree.write(
        "\(folder)/release.yaml",
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: app
          namespace: default
        spec:
          interval: 10m
          chart:
            spec:
              chart: app
              sourceRef:
                kind: HelmRepository
                name: gitlab

        """)
      try tree.write(
        "\(folder)/kustomization.yaml", SampleTree.kustomization + "  - release.yaml\n")
      return tree
    }
  }

  /// A tree with an object of a kind that only a folder of schemas knows.
  private static var widget: Scratch {
    get throws {
      let tree = try Scratch()
      try tree.write(
        "a.yaml",
        "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: w\n  namespace: default\nspec:\n  size: big\n"
      )
      try tree.write(
        "schemas/example.com/widget_v1.json",
        "{\"type\":\"object\",\"properties\":{\"spec\":{\"type\":\"object\",\"properties\":{\"size\":{\"type\":\"integer\"}}}}}"
      )
      return tree
    }
  }

  /// The broken tree with a baseline of its findings.
  private static func known(_ flags: String...) throws -> Scratch {
    let tree = try SampleTree.broken()
    _ = try Program.run(Program.scaffold, ["lint", "--write-baseline"] + flags, in: tree.folder)
    return tree
  }

  @Test(arguments: effects.keys.sorted())
  func `a flag does what its help says`(_ flag: String) throws {
    let effect = try #require(Self.effects[flag])
    let (tree, other) = (try effect.tree(), try effect.tree())
    let arguments = ["lint"] + effect.base
    let with = try Program.run(
      Program.scaffold, arguments + effect.flag, in: tree.folder, input: effect.input)
    let without = try Program.run(Program.scaffold, arguments, in: other.folder, input: effect.input)
    #expect(
      try effect.isSeen(with, without, tree),
      "with (\(with.status)): \(with.out)\(with.err)\nwithout (\(without.status)): \(without.out)\(without.err)"
    )
  }

  // MARK: Help, completion, paper

  /// Every name that stands at the head of a row of the help, and the values that may stand behind it.
  private func helped() throws -> [String: [String]] {
    let help = try printed("lint", "--help")
    var flags: [String: [String]] = [:]
    for line in help.split(separator: "\n") where line.hasPrefix("  -") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "," })
      let names = words.prefix { $0.hasPrefix("-") }.map(String.init)
      let value = words.count > names.count ? words[names.count] : ""
      for name in names {
        flags[name] = value.contains("|") ? value.split(separator: "|").map(String.init) : []
      }
    }
    return flags
  }

  @Test func `every flag of the help has a test of its effect, and no other`() throws {
    #expect(try Set(helped().keys) == Set(Self.effects.keys))
  }

  @Test func `the paper has the flags of the help`() throws {
    let paper = try String(contentsOfFile: RealProgram.package + "/docs/lint.md", encoding: .utf8)
    let help = try printed("lint", "--help")
    #expect(paper.contains("```console\n" + help + "```\n"))
  }

  @Test func `bash, zsh and fish complete the flags of the help and their values`() throws {
    let helped = try helped()
    let bash = try part(
      printed("completion", "bash"), from: "    lint)\n", to: "' ;;\n")
    let words = try #require(bash.range(of: "words='").map { bash[$0.upperBound...].prefix { $0 != "'" } })
    #expect(Set(words.split(separator: " ").map(String.init)) == Set(helped.keys))
    let zsh = try part(
      printed("completion", "zsh"), from: "    lint)\n", to: "'*:file")
    let names = zsh.split(separator: "'").filter { $0.contains("[") }.map { row in
      String(row.prefix { $0 != "[" }.drop { $0 == "*" })
    }
    #expect(Set(names) == Set(helped.keys))
    let fish = try printed("completion", "fish").split(separator: "\n").filter {
      $0.contains("__fish_seen_subcommand_from lint'")
    }.map { String($0) }
    var known: Set<String> = []
    for row in fish {
      let parts = row.components(separatedBy: " -d '")[0].split(separator: " ").map(String.init)
      for (mark, name) in zip(parts, parts.dropFirst()) where mark == "-l" || mark == "-s" {
        known.insert((mark == "-l" ? "--" : "-") + name)
      }
    }
    #expect(known == Set(helped.keys))
    for (flag, values) in helped where !values.isEmpty {
      let list = values.joined(separator: " ")
      #expect(bash.contains("\(flag)) COMPREPLY=($(compgen -W '\(list)'"), "\(flag)")
      #expect(zsh.contains(":value:(\(list))"), "\(flag)")
      #expect(fish.contains { $0.contains("-l \(flag.dropFirst(2)) -x -a '\(list)'") }, "\(flag)")
    }
  }

  private func printed(_ arguments: String...) throws -> String {
    let scratch = try Scratch()
    return try Program.run(Program.scaffold, arguments, in: scratch.folder).out
  }

  private func part(_ text: String, from start: String, to end: String) throws -> String {
    let rest = text[try #require(text.range(of: start)).upperBound...]
    return String(rest.range(of: end).map { rest[..<$0.lowerBound] } ?? rest)
  }
}
