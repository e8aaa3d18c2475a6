/// A small tree of kustomizations made by chance, the same for the same seed.
struct RandomTree {
  /// By path; what is no text is in ``binary``.
  var files: [String: String] = [:]
  var binary: [String: [UInt8]] = [:]
  /// The objects written so far, as `kind/name`; few are written twice.
  var made: [String] = []
  /// The names of generators by kind.
  var generated: [String: [String]] = [:]
  /// The kustomization file of each directory.
  private(set) var kustomizations: [String: String] = [:]
  private var state: UInt64
  let random = RandomObjects()

  init(seed: UInt64) {
    state = seed
    // Neighbouring seeds would otherwise run through the same numbers, one step apart.
    state = next()
    for index in 0..<int(2) + 1 { makeBase("base\(index)") }
    if chance(35) { makeComponent("component", of: []) }
    if chance(12) { makeComponent("component2", of: kustomizations["component"] == nil ? [] : ["component"]) }
    makeOverlay("overlay")
    if chance(25) { makeTop("top") }
    if chance(8) { addMistake() }
  }

  /// The directory to build.
  var directory: String { kustomizations["top"] == nil ? "overlay" : "top" }

  // MARK: Chance (SplitMix64)

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func int(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  mutating func chance(_ percent: Int) -> Bool { int(100) < percent }
  mutating func pick<Element>(_ list: [Element]) -> Element { list[int(list.count)] }

  /// Lets the maker of objects draw on the same chance.
  mutating func with<Result>(_ make: (RandomObjects, inout RandomTree) -> Result) -> Result {
    var copy = self
    let result = make(random, &copy)
    state = copy.state
    made = copy.made
    return result
  }

  // MARK: Directories

  private mutating func makeBase(_ directory: String) {
    var lines: [String] = ["resources:"]
    for index in 0..<int(3) + 1 {
      let name = pick(["a", "b", "c"]) + "\(index)" + pick([".yaml", ".yaml", ".yml", ".txt"])
      files["\(directory)/\(name)"] = documents()
      lines.append("- " + pick(["", "./"]) + name)
    }
    addGenerators(directory, &lines, behaviors: [""])
    addTransformations(directory, &lines, percent: 12)
    write(lines, directory, pick(["kustomization.yaml", "kustomization.yml", "Kustomization"]))
  }

  private mutating func makeComponent(_ directory: String, of others: [String]) {
    var lines = ["apiVersion: kustomize.config.k8s.io/v1alpha1", "kind: Component"]
    if chance(40) {
      files["\(directory)/extra.yaml"] = documents()
      lines += ["resources:", "- extra.yaml"]
    }
    if !others.isEmpty { lines += ["components:"] + others.map { "- ../\($0)" } }
    addGenerators(directory, &lines, behaviors: ["", "merge", "replace"])
    addTransformations(directory, &lines, percent: 25)
    if lines.count == 2 { lines.append("namePrefix: comp-") }
    write(lines, directory, "kustomization.yaml")
  }

  private mutating func makeOverlay(_ directory: String) {
    var lines = chance(10) ? ["apiVersion: kustomize.config.k8s.io/v1beta1", "kind: Kustomization"] : []
    let bases = ["base0", "base1"].filter { kustomizations[$0] != nil }.map { "- ../\($0)" }
    if chance(12) {
      lines += ["bases:"] + bases + ["resources:"]
    } else {
      lines += ["resources:"] + bases
    }
    if chance(40) || lines.last == "resources:" {
      files["\(directory)/more.yaml"] = documents()
      lines.append("- more.yaml")
    }
    let components = ["component", "component2"].filter { kustomizations[$0] != nil }
    if !components.isEmpty, chance(90) {
      lines += ["components:"] + [chance(70) ? components : components.reversed()][0].map { "- ../\($0)" }
    }
    addGenerators(directory, &lines, behaviors: ["", "", "merge", "replace"])
    addTransformations(directory, &lines, percent: 35)
    write(lines, directory, "kustomization.yaml")
  }

  private mutating func makeTop(_ directory: String) {
    var lines = ["resources: [../overlay]"]
    addTransformations(directory, &lines, percent: 15)
    if kustomizations["component"] != nil, chance(15) { lines.append("components: [../component]") }
    if chance(15) {
      lines += ["sortOptions:", "  order: " + pick(["fifo", "legacy"])]
      if lines.last == "  order: legacy", chance(50) {
        lines += [
          "  legacySortOptions:", "    orderFirst: [ConfigMap, Foo]",
          "    orderLast: [Deployment, Namespace]",
        ]
      }
    }
    // A patch of all annotations takes the origin with them; kustomize then names the patch as the origin.
    // One more annotation is there throughout the build, which labels written among the annotations find.
    let keepsOrigin = !files.values.contains {
      $0.contains("path: /metadata/annotations") || $0.contains("path: metadata/annotations")
    }
    if chance(12), keepsOrigin {
      lines.append(
        "buildMetadata: "
          + pick(["[originAnnotations]", "[managedByLabel]", "[originAnnotations, managedByLabel]"])
      )
    }
    write(lines, directory, "kustomization.yaml")
  }

  /// Writes a kustomization, now and then with the keys in another letter case, which kustomize accepts.
  private mutating func write(_ lines: [String], _ directory: String, _ name: String) {
    let isOdd = chance(4)
    let written = lines.map { line -> String in
      guard isOdd, let first = line.first, first.isLetter, !line.hasPrefix("kind"),
        !line.hasPrefix("apiVersion"),
        let colon = line.firstIndex(of: ":")
      else { return line }
      return line[..<colon].uppercased() + line[colon...]
    }
    kustomizations[directory] = "\(directory)/\(name)"
    files["\(directory)/\(name)"] = written.joined(separator: "\n") + "\n"
  }

  mutating func documents() -> String {
    let count = int(3) + 1
    var documents = with { random, tree in (0..<count).compactMap { _ in random.object(&tree) } }
    if chance(8) {
      let items = documents.map { RandomObjects.indented($0, "    ", first: "  - ") }.joined()
      let kind = pick(["apiVersion: v1\nkind: List\n", "apiVersion: v1\nkind: ConfigMapList\n"])
      documents = [items.isEmpty ? "# nothing\n" : kind + "items:\n" + items]
    }
    if documents.isEmpty { return "# nothing\n" }
    return pick(["", "", "---\n", "# first\n---\n"]) + documents.joined(separator: "---\n")
      + pick(["", "", "", "---\n", "...\n"])
  }
}
