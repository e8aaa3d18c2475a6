/// The fields of a kustomization.
extension RandomTree {
  // MARK: Generators

  mutating func addGenerators(_ directory: String, _ lines: inout [String], behaviors: [String]) {
    for (field, kind) in [("configMapGenerator", "map"), ("secretGenerator", "secret")] where chance(30) {
      lines.append("\(field):")
      for _ in 0..<(chance(15) ? 2 : 1) { addGenerator(kind, directory, &lines, behaviors: behaviors) }
    }
    guard chance(10) else { return }
    lines += ["generatorOptions:", "  disableNameSuffixHash: " + pick(["true", "true", "false"])]
    if chance(50) { lines += ["  annotations:", "    by: options"] }
    if chance(40) { lines += ["  labels:", "    opt: shared"] }
    if chance(20) { lines.append("  immutable: true") }
  }

  private mutating func addGenerator(
    _ kind: String, _ directory: String, _ lines: inout [String], behaviors: [String]
  ) {
    let known = generated[kind] ?? []
    let behavior = known.isEmpty && !chance(5) ? "" : pick(behaviors)
    let object = kind == "map" ? "ConfigMap" : "Secret"
    let isLoose = chance(4)
    let fresh = ["generated", kind, "cm-z", "settings", "more"].filter {
      !known.contains($0) && (isLoose || !made.contains("\(object)/\($0)"))
    }
    let name =
      behavior.isEmpty && !fresh.isEmpty
      ? pick(fresh) : pick(known + (known.isEmpty || isLoose ? [kind] : []))
    generated[kind, default: []].append(name)
    lines.append("- name: \(name)")
    if !behavior.isEmpty { lines.append("  behavior: \(behavior)") }
    if chance(6) { lines.append("  namespace: ns1") }
    if kind == "secret", chance(15) { lines.append("  type: kubernetes.io/" + pick(["tls", "basic-auth"])) }
    if chance(60) {
      lines.append("  literals:")
      for index in 0..<int(2) + 1 {
        lines.append(
          "  - k\(index)=" + pick(["v", "\"q\"", "a=b", "1", "'x'", "", "\"'n'\"", "true", "x y"]))
      }
    }
    if chance(50) { addGeneratorFiles(directory, &lines) }
    if chance(30) { addEnvironment(directory, &lines) }
    if chance(30) {
      lines += ["  options:", "    disableNameSuffixHash: " + pick(["true", "false"])]
      if chance(50) { lines += ["    labels:", "      opt: \"1\""] }
      if chance(30) { lines.append("    immutable: true") }
      if chance(20) { lines += ["    annotations: {config.kubernetes.io/local-config: \"true\"}"] }
    }
  }

  private mutating func addGeneratorFiles(_ directory: String, _ lines: inout [String]) {
    files["\(directory)/data.txt"] = pick([
      "text\n", "a\nb\n", "", "tail ", "\u{1F600} <&>\n", String(repeating: "x", count: 90),
      "tab\tin\n  deep\n",
      "\n\nlead\n", "a: b\n- c\n", "  indented first\nthen not\n", "crlf\r\nlines\r\n", "# comment\n", "'",
      "null",
      String(repeating: "long words here ", count: 12) + "\n", "trailing \nspace\n",
    ])
    lines += ["  files:", "  - " + pick(["data.txt", "key=data.txt", "./data.txt", "k.e-y_1=data.txt"])]
    if chance(12) {
      binary["\(directory)/blob.bin"] = (0..<int(120) + 1).map { _ in UInt8(truncatingIfNeeded: next()) }
      lines.append("  - blob.bin")
    }
  }

  private mutating func addEnvironment(_ directory: String, _ lines: inout [String]) {
    files["\(directory)/.env"] = pick([
      "# comment\nA=1\n\nB=two words\nC\n", "A=\"quoted\"\n  B='x'\nD=a=b#c\n", "\u{FEFF}A=bom\n",
      "A=1\r\nB=2\r\n",
      "A= spaced \nB=\n", "",
    ])
    lines += chance(20) ? ["  env: .env"] : ["  envs:", "  - .env"]
  }

  // MARK: Transformations

  mutating func addTransformations(_ directory: String, _ lines: inout [String], percent: Int) {
    if chance(percent) { lines.append("namespace: " + pick(["ns1", "ns2", "default"])) }
    if chance(percent / 2) { lines.append("namePrefix: " + pick(["p-", "q-"])) }
    if chance(percent / 2) { lines.append("nameSuffix: " + pick(["-s", "-t"])) }
    if chance(percent / 2) { lines += ["commonLabels:", "  common: \(pick(["x", "\"1\""]))"] }
    if chance(percent / 2) { lines += ["commonAnnotations:", "  note: \(pick(["hello", "\"true\""]))"] }
    if chance(percent / 2) { addLabels(&lines) }
    if chance(percent / 2) { addImages(&lines) }
    let scaled = ["Deployment/dep", "StatefulSet/dep", "StatefulSet/db"].filter(made.contains)
    if chance(percent / 3), !scaled.isEmpty || chance(5) {
      lines += [
        "replicas:", "- name: " + (scaled.isEmpty ? "dep" : pick(scaled).suffix(3).replacing("/", with: "")),
        "  count: \(int(5))",
      ]
    }
    if chance(percent) { addPatches(directory, &lines) }
    if chance(percent / 5) { addStrategicPatches(directory, &lines) }
    if chance(percent / 5) { addJSONPatches(directory, &lines) }
    if chance(percent / 3) { addReplacements(directory, &lines) }
    if chance(percent / 4) { addConfigurations(directory, &lines) }
    if chance(percent / 6) { addTransformers(directory, &lines) }
  }

  private mutating func addLabels(_ lines: inout [String]) {
    lines.append("labels:")
    for _ in 0..<(chance(20) ? 2 : 1) {
      lines += ["- pairs:", "    team: " + pick(["red", "blue", "\"7\""])]
      if chance(20) { lines.append("    app: over") }
      if chance(50) { lines.append("  " + pick(["includeSelectors", "includeTemplates"]) + ": true") }
      if chance(20) {
        lines += [
          "  fields:",
          "  - path: " + pick(["spec/extra/labels", "spec/list/labels", "metadata/annotations"]),
          "    create: " + pick(["true", "false"]), "    kind: " + pick(["Foo", "Deployment"]),
        ]
      }
    }
  }

  private mutating func addImages(_ lines: inout [String]) {
    lines.append(chance(8) ? "imageTags:" : "images:")
    for _ in 0..<(chance(25) ? 2 : 1) {
      lines.append(
        "- name: " + pick(["nginx", "registry:5000/app", "nothing", "busybox", "ngin.", "(nginx|busybox)"]))
      lines.append(
        "  "
          + pick([
            "newTag: v2", "newName: other/img", "digest: sha256:abcd", "newTag: \"1.0\"", "tagSuffix: -x",
          ]))
      if chance(15) { lines.append("  newName: " + pick(["third/img", "host:80/x"])) }
      if lines.last?.contains("newName: host") == true, lines[lines.count - 2].contains("newName") {
        lines.removeLast()
      } else if lines.last?.contains("newName: third") == true, lines[lines.count - 2].contains("newName") {
        lines.removeLast()
      }
    }
  }

  private mutating func addPatches(_ directory: String, _ lines: inout [String]) {
    lines.append("patches:")
    for index in 0..<int(2) + 1 {
      let isJSON = chance(40)
      var patch = with { isJSON ? $0.jsonPatch(&$1) : $0.mergePatch(&$1) }
      let isTargeted = isJSON || chance(35) || (!random.isFitting(patch, made) && chance(90))
      let target = !isTargeted ? "" : with { isJSON ? $0.target(of: patch, &$1) : $0.target(&$1) }
      if !isJSON, !isTargeted || chance(3), chance(10) { patch += "---\n" + with { $0.mergePatch(&$1) } }
      if chance(70) {
        lines.append("- patch: |-\n" + RandomObjects.indented(patch, "    ", first: "    ").trimmingLast())
      } else {
        files["\(directory)/patch\(index).yaml"] = patch
        lines.append("- path: patch\(index).yaml")
      }
      if !target.isEmpty { lines.append("  target:\n" + target.trimmingLast()) }
      if chance(10) {
        // The hash of an object that was generated as another kind is not worked out.
        let options =
          generated.isEmpty ? ["allowNameChange: true", "allowKindChange: true"] : ["allowNameChange: true"]
        lines += ["  options:", "    " + pick(options)]
      }
    }
  }

  private mutating func addStrategicPatches(_ directory: String, _ lines: inout [String]) {
    let patch = with { $0.mergePatch(&$1) }
    lines.append("patchesStrategicMerge:")
    if chance(50) {
      lines.append("- |-\n" + RandomObjects.indented(patch, "  ", first: "  ").trimmingLast())
    } else {
      files["\(directory)/strategic.yaml"] = patch
      lines.append("- strategic.yaml")
    }
  }

  private mutating func addJSONPatches(_ directory: String, _ lines: inout [String]) {
    let patch = with { $0.jsonPatch(&$1) }
    let target = pick([
      "    version: v1\n    kind: ConfigMap\n    name: cm-a",
      "    group: apps\n    version: v1\n    kind: Deployment\n    name: dep",
      "    kind: Foo\n    name: foo", "    kind: ConfigMap\n    name: map\n    namespace: ns1",
    ])
    lines.append("patchesJson6902:")
    if chance(50) {
      lines.append("- patch: |-\n" + RandomObjects.indented(patch, "    ", first: "    ").trimmingLast())
    } else {
      files["\(directory)/json.yaml"] = patch
      lines.append("- path: json.yaml")
    }
    lines.append("  target:\n" + target)
  }

  private mutating func addConfigurations(_ directory: String, _ lines: inout [String]) {
    let parts = [
      """
      nameReference:
      - kind: ConfigMap
        version: v1
        fieldSpecs:
        - path: spec/valuesFrom/name
          kind: HelmRelease
        - path: spec/ref
          kind: Foo
      - kind: Secret
        fieldSpecs:
        - path: spec/valuesFrom/name
          kind: HelmRelease
      """,
      "nameReference:\n- kind: Foo\n  group: example.com\n  fieldSpecs:\n  - path: metadata/annotations/note",
      "commonLabels:\n- path: spec/chart/labels\n  create: true\n  kind: HelmRelease",
      "commonAnnotations:\n- path: spec/extra\n  create: true\n  kind: Foo",
      "images:\n- path: spec/values/image/repository\n  kind: HelmRelease",
      "namespace:\n- path: spec/targetNamespace\n  create: true\n  kind: HelmRelease",
      "namePrefix:\n- path: metadata/name\n- path: spec/list/name\n  kind: Foo",
      "replicas:\n- path: spec/count\n  create: true\n  kind: Foo",
      "nameSuffix:\n- path: spec/title\n  kind: Foo",
      "labels:\n- path: spec/more\n  create: true\n  kind: Foo",
    ]
    files["\(directory)/config.yaml"] = pick(parts) + "\n"
    lines += ["configurations:", "- config.yaml"]
  }

  private mutating func addTransformers(_ directory: String, _ lines: inout [String]) {
    let head = "apiVersion: builtin\nkind: "
    let parts = [
      "NamespaceTransformer\nmetadata:\n  name: t\n  namespace: ns5\nunsetOnly: true\nfieldSpecs:\n"
        + "- path: metadata/namespace\n  create: true\n",
      "NamespaceTransformer\nmetadata:\n  name: t\n  namespace: ns5\nsetRoleBindingSubjects: "
        + pick(["allServiceAccounts", "none", "defaultOnly"]) + "\n",
      "LabelTransformer\nmetadata:\n  name: t\nlabels:\n  by: plugin\nfieldSpecs:\n- path: metadata/labels\n"
        + "  create: true\n",
      "AnnotationsTransformer\nmetadata:\n  name: t\nannotations:\n  by: plugin\nfieldSpecs:\n"
        + "- path: metadata/annotations\n  create: true\n",
      "PrefixTransformer\nmetadata:\n  name: t\nprefix: pre-\nfieldSpecs:\n- path: metadata/name\n",
      "SuffixTransformer\nmetadata:\n  name: t\nsuffix: -suf\nfieldSpecs:\n- path: metadata/name\n  kind: Foo\n",
      "ImageTagTransformer\nmetadata:\n  name: t\nimageTag:\n  name: nginx\n  newTag: \"9\"\n",
      "PatchTransformer\nmetadata:\n  name: t\npatch: '[{\"op\": \"add\", \"path\": \"/spec/p\", \"value\": 1}]'\n"
        + "target:\n  kind: Foo\n",
    ]
    let text = head + pick(parts)
    if chance(50) {
      lines.append("transformers:\n- |-\n" + RandomObjects.indented(text, "  ", first: "  ").trimmingLast())
    } else {
      files["\(directory)/transformer.yaml"] = text
      lines.append("transformers: [transformer.yaml]")
    }
  }
}

extension String {
  func trimmingLast() -> String { hasSuffix("\n") ? String(dropLast()) : self }
}
