/// What kustomize refuses, or accepts against all expectation.
extension RandomTree {
  mutating func addMistake() {
    switch int(5) {
    case 0: spoilObject()
    case 1, 2: addEntry()
    case 3: addField()
    default: spoilKustomization()
    }
  }

  private mutating func change(_ path: String, _ edit: (String) -> String) {
    if let text = files[path] { files[path] = edit(text) }
  }

  private mutating func anyKustomization() -> (directory: String, path: String) {
    let directory = pick(kustomizations.keys.sorted())
    return (directory, kustomizations[directory] ?? "")
  }

  /// Puts something odd into a file of objects.
  private mutating func spoilObject() {
    let listed = files.keys.sorted().filter { path in
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      return ["a", "b", "c", "m", "e"].contains { name.hasPrefix($0) }
        && !kustomizations.values.contains(path)
        && (path.hasSuffix(".yaml") || path.hasSuffix(".yml"))
    }
    guard !listed.isEmpty else { return }
    let path = pick(listed)
    let odd = pick([
      "", "# only a comment\n", "---\n---\n", "key: value\n", "- list\n", "just text\n", "42\n", "null\n",
      "{}\n", "[]\n",
      "kind: ConfigMap\nmetadata:\n  name: no-version\n", "apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: \"\"\n", "apiVersion: v1\nkind: ConfigMap\n",
      "apiVersion: v1\nmetadata:\n  name: x\n", "apiVersion: v1\nKind: ConfigMap\nmetadata: {name: x}\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: 12\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: true\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace: 1\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace: null\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  labels: {a: 1}\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  labels: [a]\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  annotations: {a: true, b: null}\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n  a: 1\n  a: 2\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n\ta: 1\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata: *missing\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata: {a: {{ value }}}\n",
      "a: &a {k: v}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: &m\n  name: x\nother: *m\n",
      "apiVersion: v1\nkind: Foo\nmetadata: {name: x}\nbase: &b {k: v, l: w}\nuse:\n  <<: *b\n  l: z\n",
      "apiVersion: v1\nkind: Foo\nmetadata: {name: x}\nlist: [1, null, 2]\n",
      "apiVersion: v1\nkind: Foo\nmetadata: {name: x}\n1: number\n",
      "apiVersion: v1\nkind: Foo\nmetadata: {name: x}\n? [a, b]\n: c\n",
      "apiVersion: v1\nkind: Foo\nmetadata: {name: x}\ntagged: !!str 12\nother: !custom y\n",
      "apiVersion: v1\nkind: List\nmetadata: {}\nitems: []\n",
      "apiVersion: v1\nkind: List\nitems:\n- a\n",
      "\u{FEFF}apiVersion: v1\nkind: Foo\nmetadata: {name: bom}\n",
      "apiVersion: v1\r\nkind: Foo\r\nmetadata:\r\n  name: crlf\r\ntext: |\r\n  a\r\n  b\r\n",
      "{\"apiVersion\": \"v1\", \"kind\": \"Foo\", \"metadata\": {\"name\": \"json\"}, \"n\": 1.0, \"e\": \"\\u00e9\"}\n",
      "apiVersion: v1\nkind: Foo\nmetadata: {name: x}\nspec: {a: 1, b: [x, y,], }\n",
      "apiVersion: v1\nkind: Foo\nmetadata: {name: x, labels: null, annotations: {}}\n",
      "apiVersion: v1\nkind: Foo\nmetadata: {name: \"a b\"}\n",
      "%YAML 1.1\n---\napiVersion: v1\nkind: Foo\nmetadata: {name: x}\nv: yes\n",
    ])
    if chance(50) {
      files[path] = odd
    } else {
      change(path) {
        $0.hasSuffix("...\n")
          ? $0 + "---\n" + odd : $0 + (odd.hasPrefix("---") || $0.hasSuffix("---\n") ? "" : "---\n") + odd
      }
    }
  }

  /// Adds an entry that does not belong where it is listed.
  private mutating func addEntry() {
    let (directory, path) = anyKustomization()
    let entry = pick([
      "missing.yaml", "../base0", "../overlay", "../top", ".", "./", "../component", "..", "../missing",
      "*.yaml",
      "kustomization.yaml", "'more.yaml '", "more.yaml", "./more.yaml", "../overlay/more.yaml", "../base0/",
      "null", "1",
      "[]", "\"\"", "data.txt", "../base0/a0.yaml",
    ])
    let field = pick(["resources:\n", "components:\n"])
    change(path) { text in
      // Go leaves what the same field in capitals put there in the place of the null.
      if entry == "null", text.contains(field.uppercased()) { return text }
      guard text.contains(field) else { return text + field + "- \(entry)\n" }
      return text.replacing(field, with: field + "- \(entry)\n", maxReplacements: 1)
    }
    if chance(20) { files["\(directory)/more.yaml"] = documents() }
  }

  /// Adds a field, some of them of the wrong type.
  private mutating func addField() {
    let (_, path) = anyKustomization()
    let line = pick([
      "resource: [x.yaml]", "namePrefix: 1", "namePrefix: yes", "nameSuffix: null", "namespace: 010",
      "namespace: \"\"",
      "namespace: true", "commonLabels: {a: 1}", "commonLabels: {a: null}", "commonLabels: {1: a}",
      "commonLabels: [a]",
      "commonAnnotations: {a: true}", "commonAnnotations: {y: a}", "images: {}",
      "images: [{name: nginx, newTag: 1.10}]",
      "images: [{newTag: x}]", "images: []", "replicas: [{name: dep, count: \"3\"}]",
      "replicas: [{name: dep, count: 1.5}]",
      "replicas: [{name: dep}]", "replicas: [{name: nothing, count: 1}]", "replicas: [{count: 1}]",
      "labels: [{pairs: {a: 1}}]",
      "labels: [{pairs: {}}]", "labels: [{includeSelectors: true}]", "labels: {a: b}", "labels: null",
      "generatorOptions: {disableNameSuffixHash: \"true\"}", "generatorOptions: {disableNameSuffixHash: on}",
      "configMapGenerator: [{literals: [a=b]}]", "configMapGenerator: [{name: q, literals: [nothing]}]",
      "configMapGenerator: [{name: q, literals: [=v]}]",
      "configMapGenerator: [{name: q, files: [missing.txt]}]",
      "configMapGenerator: [{name: q, literals: [a=1, a=2]}]",
      "configMapGenerator: [{name: q, files: [a=b=c]}]",
      "configMapGenerator: [{name: q, literals: ['b c=1']}]",
      "configMapGenerator: [{name: q, behavior: wrong}]",
      "configMapGenerator: [{name: q, behavior: Merge}]", "configMapGenerator: [{name: q}]",
      "configMapGenerator: [null]",
      "configMapGenerator: [{name: 12}]", "secretGenerator: [{name: q, type: null}]", "secretGenerator: {}",
      "patches: [{path: missing.yaml}]", "patches: [{target: {kind: Foo}}]", "patches: [{patch: 'a: b'}]",
      "patches: [{}]",
      "patches: [{patch: 'not yaml: [', target: {kind: Foo}}]", "patches: ['x.yaml']",
      "patches: [{patch: '', target: {kind: Foo}}]",
      "patches: [{patch: '[]', target: {kind: Foo}}]",
      "patches: [{patch: '- op: none', target: {kind: Foo}}]",
      "patches: [{patch: \"- op: add\\n  path: /a\\n  value: 1\\n\"}]",
      "patches: [{patch: '{}', target: {kind: Foo}}]",
      "patches: [{patch: '{apiVersion: v1, kind: Foo, metadata: {name: z}}', target: {kind: '['}}]",
      "patches: [{patch: '{apiVersion: v1, kind: Foo, metadata: {name: z}}', target: {labelSelector: 'a=='}}]",
      "patches: [{patch: '{apiVersion: v1, kind: Foo, metadata: {name: z}}', target: {labelSelector: 'a b'}}]",
      "patches: [{patch: '{apiVersion: v1, kind: Foo, metadata: {name: none}}'}]",
      "patchesStrategicMerge: [missing.yaml]",
      "patchesStrategicMerge: []", "patchesJson6902: [{path: missing.yaml, target: {kind: Foo, name: foo}}]",
      "patchesJson6902: [{patch: '[]'}]", "replacements: [{source: {kind: Foo}}]",
      "replacements: [{targets: []}]", "replacements: []",
      "replacements: [{path: missing.yaml}]", "buildMetadata: [unknown]", "buildMetadata: []",
      "sortOptions: {order: none}",
      "sortOptions: {}", "configurations: [missing.yaml]", "transformers: [missing.yaml]", "transformers: []",
      "crds: []", "vars: []",
      "helmCharts: []", "metadata: {name: x}", "metadata: {name: x, foo: y}",
      "metadata: {annotations: {a: b}}", "kind: Other",
      "apiVersion: v1", "apiVersion: kustomize.config.k8s.io/v1", "openapi: {}", "generators: []",
      "validators: []", "bases: []",
    ])
    change(path) { text in
      let key = line.split(separator: ":")[0]
      return text.contains("\n\(key):") || text.hasPrefix("\(key):") ? text : text + line + "\n"
    }
  }

  /// Changes a kustomization as a whole.
  private mutating func spoilKustomization() {
    let (directory, path) = anyKustomization()
    switch int(14) {
    case 0: files[path] = ""
    case 1: files[path] = "# nothing\n"
    case 2: files[path] = "resources: []\n"
    case 3: files[path] = "resources:\n"
    case 4: files["\(directory)/" + pick(["kustomization.yml", "Kustomization"])] = "resources: []\n"
    case 5: change(path) { $0 + "resources: []\n" }
    case 6: change(path) { $0 + "---\nnamePrefix: second-\n" }
    case 7: files[path] = "- a\n- b\n"
    case 8: change(path) { "\u{FEFF}" + $0 }
    case 9: change(path) { $0.replacing("\n", with: "\r\n") }
    case 10: files[path] = "kind: Kustomization\n"
    case 11: change(path) { "x-common: &c {a: b}\n" + $0 }
    case 12: change(path) { "---\n" + $0 + "...\n" }
    default: change(path) { "# comment\n---\n" + $0 }
    }
  }
}
