import Testing

@testable import Labs

@Suite struct ThreeWayMergeTests {
  private static let base = """
    ---
    # top
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata:
      name: web
      namespace: default
    spec:
      interval: 5m
      chart:
        spec:
          chart: web
          version: '1.0.0' # pinned

    """

  private func merge(
    _ base: String?, _ ours: String, _ theirs: String, path: String = "a.yaml"
  ) -> ThreeWayMerge {
    ThreeWayMerge(
      path: path, base: base.map { Array($0.utf8) }, ours: Array(ours.utf8), theirs: Array(theirs.utf8))
  }

  private func edited(_ old: String, _ new: String) -> String { Self.base.replacing(old, with: new) }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `the changes of both survive`() {
    let ours = edited("interval: 5m", "interval: 7m # mine")
    let merged = merge(Self.base, ours, edited("'1.0.0'", "'2.0.0'"))
    #expect(merged.conflicts.isEmpty)
    #expect(text(merged.bytes) == ours.replacing("'1.0.0'", with: "'2.0.0'"))
  }

  @Test func `where both changed one field the user's stays and what was wanted is told`() {
    let ours = edited("interval: 5m", "interval: 7m").replacing("# top", with: "# mine")
    let merged = merge(
      Self.base, ours, edited("interval: 5m", "interval: 10m").replacing("1.0.0", with: "2.0.0"))
    #expect(merged.conflicts == ["HelmRelease/web: spec.interval"])
    #expect(text(merged.bytes) == ours.replacing("1.0.0", with: "2.0.0"))
    #expect(text(merged.wanted) == ours.replacing("7m", with: "10m").replacing("1.0.0", with: "2.0.0"))
  }

  @Test func `a same change of both is none`() {
    let merged = merge(Self.base, edited("5m", "7m") + "# x\n", edited("5m", "'7m'"))
    #expect(merged.conflicts.isEmpty)
    #expect(text(merged.bytes) == edited("5m", "7m") + "# x\n")
  }

  @Test func `what the template adds comes with its comment, in its place and the user's indent`() {
    let ours = """
      kind: X
      metadata:
          name: a
      spec:
          one: 1 # mine
          three: 3

      """
    let base = "kind: X\nmetadata:\n  name: a\nspec:\n  one: 1\n  three: 3\n"
    let theirs = """
      kind: X
      metadata:
        name: a
      spec:
        one: 1
        # why
        two:
          # inner
          - x: 1
            y: |
              text
                more
        three: 3
        four: [a, b] # four

      """
    let merged = merge(base, ours, theirs)
    #expect(merged.conflicts.isEmpty)
    #expect(
      text(merged.bytes) == """
        kind: X
        metadata:
            name: a
        spec:
            one: 1 # mine
            # why
            two:
              # inner
              - x: 1
                y: |
                  text
                    more
            three: 3
            four: [a, b] # four

        """)
  }

  @Test func `what the template takes out goes with its comment, unless the user changed it`() {
    let base = "kind: X\nspec:\n  one: 1\n  # about two\n  two: {a: b}\n  three: 3\n"
    let theirs = "kind: X\nspec:\n  one: 1\n  three: 3\n"
    let ours = base + "  mine: 4\n"
    #expect(text(merge(base, ours, theirs).bytes) == "kind: X\nspec:\n  one: 1\n  three: 3\n  mine: 4\n")
    let changed = ours.replacing("{a: b}", with: "{a: c}")
    let merged = merge(base, changed, theirs)
    #expect(merged.conflicts == ["X/: spec.two"])
    #expect(text(merged.bytes) == changed)
    #expect(text(merged.wanted) == "kind: X\nspec:\n  one: 1\n  three: 3\n  mine: 4\n")
  }

  @Test func `what the user took out stays out, and is a conflict where the template changed it`() {
    let base = "kind: X\nspec:\n  one: 1\n  two: 2\n"
    let ours = "kind: X\nspec:\n  one: 1\n"
    #expect(text(merge(base, ours, base + "  three: 3\n").bytes) == ours + "  three: 3\n")
    let merged = merge(base, ours, base.replacing("two: 2", with: "two: 5"))
    #expect(merged.conflicts == ["X/: spec.two"])
    #expect(text(merged.bytes) == ours)
    #expect(text(merged.wanted) == ours + "  two: 5\n")
  }

  @Test func `the resources of a kustomization are a set, and its order is the user's`() {
    let base = "kind: Kustomization\nresources:\n  - a.yaml\n  - b.yaml\n"
    let ours = "kind: Kustomization\nresources:\n- mine.yaml\n- b.yaml # b\n- a.yaml\n"
    let theirs = "kind: Kustomization\nresources:\n  - namespace.yaml\n  - a.yaml\n  - c.yaml\n"
    let merged = merge(base, ours, theirs, path: "kustomization.yaml")
    #expect(merged.conflicts.isEmpty)
    #expect(
      text(merged.bytes)
        == "kind: Kustomization\nresources:\n- namespace.yaml\n- mine.yaml\n- a.yaml\n- c.yaml\n")
  }

  @Test func `lists of named elements are merged by name, others as a whole`() {
    let base =
      "kind: X\nspec:\n  env:\n    - name: a\n      value: '1'\n    - name: b\n      value: '2'\n  args: [x, y]\n"
    let ours = base.replacing("'1'", with: "'7'").replacing("[x, y]", with: "[x, y, z]")
    let theirs =
      base.replacing("'2'", with: "'8'").replacing("  args", with: "    - name: c\n      value: '3'\n  args")
    let merged = merge(base, ours, theirs)
    #expect(merged.conflicts.isEmpty)
    #expect(
      text(merged.bytes)
        == ours.replacing("'2'", with: "'8'").replacing(
          "  args", with: "    - name: c\n      value: '3'\n  args"))
    #expect(merge(base, ours, base.replacing("[x, y]", with: "[y]")).conflicts == ["X/: spec.args"])
  }

  @Test func `flow collections are changed in their place`() {
    let base = "kind: X\nspec: {one: 1, two: 2, three: [{name: a, v: 1}]}\n"
    let ours = "kind: X\nspec: {one: 7, two: 2, three: [{name: a, v: 1}]} # mine\n"
    let theirs = "kind: X\nspec: {one: 1, three: [{name: a, v: 5}, {name: b, v: 'x, y'}], four: no}\n"
    let merged = merge(base, ours, theirs)
    #expect(merged.conflicts.isEmpty)
    #expect(
      text(merged.bytes)
        == "kind: X\nspec: {one: 7, three: [{name: a, v: 5}, {name: b, v: 'x, y'}], four: \"no\"} # mine\n")
  }

  @Test func `objects are found by name in any order, and by kind where a name changed`() {
    let one = "---\nkind: A\nmetadata: {name: one}\nspec: 1\n"
    let two = "---\nkind: B\nmetadata: {name: two}\nspec: 2\n"
    let three = "---\nkind: C\nmetadata: {name: three}\nspec: 3\n"
    let merged = merge(
      one + two, two.replacing("two", with: "renamed") + one, one.replacing("1", with: "9") + two + three)
    #expect(merged.conflicts.isEmpty)
    #expect(
      text(merged.bytes) == two.replacing("two", with: "renamed") + one.replacing("1", with: "9") + three)
    #expect(text(merge(one + two, "# x\n" + two + one, two).bytes) == "# x\n" + two)
  }

  @Test func `the version of an API is a field as any other`() {
    let theirs = edited("helm.toolkit.fluxcd.io/v2", "helm.toolkit.fluxcd.io/v3")
    let ours = edited("5m", "7m")
    #expect(text(merge(Self.base, ours, theirs).bytes) == theirs.replacing("5m", with: "7m"))
  }

  @Test func `without a common version every difference is a conflict and the user's file stays`() {
    let ours = edited("5m", "7m")
    let merged = merge(nil, ours, Self.base)
    #expect(text(merged.bytes) == ours)
    #expect(merged.conflicts == ["HelmRelease/web: spec.interval"])
    #expect(text(merged.wanted) == Self.base)
  }

  @Test func `line breaks and a file without a last one stay`() {
    let ours = edited("5m", "7m").replacing("\n", with: "\r\n")
    let merged = merge(Self.base, ours, edited("chart: web", "chart: web\n      extra: 1"))
    #expect(
      text(merged.bytes)
        == edited("5m", "7m").replacing("chart: web", with: "chart: web\n      extra: 1").replacing(
          "\n", with: "\r\n"))
    let bare = merge("kind: X\na: 1\n", "kind: X\na: 2", "kind: X\na: 1\nb: 1\n")
    #expect(text(bare.bytes) == "kind: X\na: 2\nb: 1")
  }

  @Test(
    "what cannot be merged safely stays as it is and is a conflict",
    arguments: [
      "kind: X\nspec: &a {v: 1}\nother: *a\n", "kind: [\n", "- a\n", "kind: X\nspec: 1\nspec: 2\n", "",
    ])
  func unmergeable(ours: String) {
    let merged = merge(
      "kind: X\nspec: {v: 1}\nother: {v: 1}\n", ours, "kind: X\nspec: {v: 2}\nother: {v: 1}\n")
    #expect(text(merged.bytes) == ours)
    #expect(!merged.conflicts.isEmpty)
  }

  @Test func `a file that is no YAML is merged as a whole`() {
    #expect(text(merge("a", "a", "b", path: "x.md").bytes) == "b")
    let merged = merge("a", "c", "b", path: "x.md")
    #expect(text(merged.bytes) == "c" && text(merged.wanted) == "b" && merged.conflicts == [""])
  }
}
