/// A small tree of kustomizations made by chance, the same for the same seed.
struct RandomTree {
  private(set) var files: [String: String] = [:]
  /// The objects written so far, as `kind/name`; few are written twice.
  var made: [String] = []
  /// The names of generators by kind.
  private var generated: [String: [String]] = [:]
  private var state: UInt64
  private let random = RandomObjects()

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for index in 0..<int(2) + 1 { makeBase("base\(index)") }
    if chance(35) { makeComponent("component") }
    makeOverlay("overlay")
    if chance(25) { makeTop("top") }
  }

  /// The directory to build.
  var directory: String { files["top/kustomization.yaml"] == nil ? "overlay" : "top" }

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
    files["\(directory)/" + pick(["kustomization.yaml", "kustomization.yml", "Kustomization"])] = text(lines)
  }

  private mutating func makeComponent(_ directory: String) {
    var lines = ["apiVersion: kustomize.config.k8s.io/v1alpha1", "kind: Component"]
    if chance(40) {
      files["\(directory)/extra.yaml"] = documents()
      lines += ["resources:", "- extra.yaml"]
    }
    addGenerators(directory, &lines, behaviors: ["", "merge", "replace"])
    addTransformations(directory, &lines, percent: 25)
    if lines.count == 2 { lines.append("namePrefix: comp-") }
    files["\(directory)/kustomization.yaml"] = text(lines)
  }

  private mutating func makeOverlay(_ directory: String) {
    var lines = ["resources:"]
    for base in ["base0", "base1"] where files.keys.contains(where: { $0.hasPrefix(base + "/") }) {
      lines.append("- ../\(base)")
    }
    if chance(40) {
      files["\(directory)/more.yaml"] = documents()
      lines.append("- more.yaml")
    }
    if files["component/kustomization.yaml"] != nil { lines += ["components:", "- ../component"] }
    addGenerators(directory, &lines, behaviors: ["", "", "merge", "replace"])
    addTransformations(directory, &lines, percent: 35)
    files["\(directory)/kustomization.yaml"] = text(lines)
  }

  private mutating func makeTop(_ directory: String) {
    var lines = ["resources: [../overlay]"]
    addTransformations(directory, &lines, percent: 15)
    if chance(15) { lines += ["sortOptions:", "  order: " + pick(["fifo", "legacy"])] }
    // A patch of all annotations takes the origin with them; kustomize then names the patch as the origin.
    let keepsOrigin = !files.values.contains { $0.contains("path: /metadata/annotations") }
    if chance(10), keepsOrigin { lines.append("buildMetadata: [originAnnotations]") }
    files["\(directory)/kustomization.yaml"] = text(lines)
  }

  private func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

  private mutating func documents() -> String {
    var state = self
    let count = int(3) + 1
    var documents = (0..<count).compactMap { _ in random.object(&state) }
    if chance(8) {
      let items = documents.map { RandomObjects.indented($0, "    ", first: "  - ") }.joined()
      documents = ["apiVersion: v1\nkind: List\nitems:\n" + items]
    }
    self.state = state.state
    made = state.made
    if documents.isEmpty { return "# nothing\n" }
    return documents.joined(separator: "---\n")
  }

  // MARK: Fields

  private mutating func addGenerators(_ directory: String, _ lines: inout [String], behaviors: [String]) {
    for (field, kind) in [("configMapGenerator", "map"), ("secretGenerator", "secret")] where chance(30) {
      lines.append("\(field):")
      let known = generated[kind] ?? []
      let behavior = known.isEmpty && !chance(5) ? "" : pick(behaviors)
      let fresh = ["generated", kind, "cm-z"].filter { !known.contains($0) }
      let name = behavior.isEmpty && !fresh.isEmpty ? pick(fresh) : pick(known + [kind])
      generated[kind, default: []].append(name)
      lines.append("- name: \(name)")
      if !behavior.isEmpty { lines.append("  behavior: \(behavior)") }
      if chance(6) { lines.append("  namespace: ns1") }
      if chance(60) {
        lines += ["  literals:", "  - k\(int(3))=" + pick(["v", "\"q\"", "a=b", "1", "'x'", ""])]
      }
      if chance(50) {
        files["\(directory)/data.txt"] = pick([
          "text\n", "a\nb\n", "", "tail ", "\u{1F600} <&>\n", String(repeating: "x", count: 90),
        ])
        lines += ["  files:", "  - " + pick(["data.txt", "key=data.txt"])]
      }
      if chance(30) {
        files["\(directory)/.env"] = "# comment\nA=1\n\nB=two words\nC\n"
        lines += ["  envs:", "  - .env"]
      }
      if chance(30) {
        lines += ["  options:", "    disableNameSuffixHash: " + pick(["true", "false"])]
        if chance(50) { lines += ["    labels:", "      opt: \"1\""] }
        if chance(30) { lines.append("    immutable: true") }
      }
    }
    if chance(10) {
      lines += ["generatorOptions:", "  disableNameSuffixHash: true", "  annotations:", "    by: options"]
    }
  }

  private mutating func addTransformations(_ directory: String, _ lines: inout [String], percent: Int) {
    if chance(percent) { lines.append("namespace: " + pick(["ns1", "ns2", "default"])) }
    if chance(percent / 2) { lines.append("namePrefix: " + pick(["p-", "q-"])) }
    if chance(percent / 2) { lines.append("nameSuffix: " + pick(["-s", "-t"])) }
    if chance(percent / 2) { lines += ["commonLabels:", "  common: \(pick(["x", "\"1\""]))"] }
    if chance(percent / 2) { lines += ["commonAnnotations:", "  note: \(pick(["hello", "\"true\""]))"] }
    if chance(percent / 2) {
      lines += ["labels:", "- pairs:", "    team: " + pick(["red", "blue"])]
      if chance(50) { lines.append("  " + pick(["includeSelectors", "includeTemplates"]) + ": true") }
      if chance(20) {
        lines += ["  fields:", "  - path: spec/extra/labels", "    create: true", "    kind: Foo"]
      }
    }
    if chance(percent / 2) {
      lines += ["images:", "- name: " + pick(["nginx", "registry:5000/app", "nothing"])]
      lines.append(
        "  " + pick(["newTag: v2", "newName: other/img", "digest: sha256:abcd", "newTag: \"1.0\""]))
    }
    if chance(percent / 3), made.contains("Deployment/dep") || chance(5) {
      lines += ["replicas:", "- name: dep", "  count: \(int(5))"]
    }
    if chance(percent) { addPatches(directory, &lines) }
    if chance(percent / 3) { addReplacement(&lines) }
  }

  private mutating func addPatches(_ directory: String, _ lines: inout [String]) {
    lines.append("patches:")
    for index in 0..<int(2) + 1 {
      var state = self
      let isJSON = state.chance(40)
      let patch = isJSON ? random.jsonPatch(&state) : random.mergePatch(&state)
      let target = isJSON ? random.target(of: patch, &state) : state.chance(50) ? random.target(&state) : ""
      self.state = state.state
      if chance(70) {
        lines.append("- patch: |-\n" + RandomObjects.indented(patch, "    ", first: "    ").trimmingLast())
      } else {
        files["\(directory)/patch\(index).yaml"] = patch
        lines.append("- path: patch\(index).yaml")
      }
      if !target.isEmpty { lines.append("  target:\n" + target) }
    }
  }

  private mutating func addReplacement(_ lines: inout [String]) {
    let sources = made.filter {
      $0.hasPrefix("ConfigMap/") || $0.hasPrefix("Deployment/") || $0.hasPrefix("Foo/")
    }
    guard !sources.isEmpty else { return }
    let source = pick(sources).split(separator: "/")
    let fields = [
      "ConfigMap": "data.key", "Deployment": "spec.template.spec.serviceAccountName", "Foo": "spec.list.0",
    ]
    let field = chance(50) ? "metadata.name" : fields[String(source[0])] ?? "kind"
    lines += [
      "replacements:", "- source:", "    kind: \(source[0])", "    name: \(source[1])",
      "    fieldPath: \(field)",
    ]
    if chance(30) { lines += ["    options:", "      delimiter: \"-\"", "      index: 0"] }
    lines += ["  targets:", "  - select:", "      kind: " + pick(["Foo", "Deployment", "ConfigMap"])]
    if chance(30) { lines += ["    reject:", "    - name: " + pick(["foo", "dep", "cm-.*"])] }
    lines += [
      "    fieldPaths:",
      "    - "
        + pick([
          "metadata.annotations.copied", "spec.template.spec.containers.[name=main].image", "spec.list.*",
          "data.key", "spec.list.0", #"metadata.annotations.example\.com/x"#,
        ]),
    ]
    if chance(60) { lines += ["    options:", "      create: true"] }
  }
}

extension String {
  func trimmingLast() -> String { hasSuffix("\n") ? String(dropLast()) : self }
}
