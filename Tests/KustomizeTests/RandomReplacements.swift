/// The replacements of a kustomization.
extension RandomTree {
  mutating func addReplacements(_ directory: String, _ lines: inout [String]) {
    guard let source = replacementSource() else { return }
    var list = [source]
    for _ in 0..<(chance(20) ? 2 : 1) { list.append(target()) }
    let text = list.joined(separator: "\n")
    // An image that `images` has set loses its tag of a string, so that a number put there is one.
    if text.contains("\"8080\""), text.contains("image") { return }
    if chance(80) {
      lines.append("replacements:\n- " + text)
      return
    }
    let isList = chance(50)
    files["\(directory)/replacement.yaml"] =
      isList ? "- " + text + "\n" : text.replacing("\n  ", with: "\n") + "\n"
    lines.append("replacements: [{path: replacement.yaml}]")
  }

  private static let fields = [
    "ConfigMap": ["data.key", "metadata.name", "data.other", "metadata.namespace", "metadata.labels.app"],
    "Deployment": [
      "spec.template.spec.serviceAccountName", "spec.replicas", "spec.template.spec.containers.0.image",
      "spec.template.spec.containers.[name=side].image", "spec.template.spec.volumes", "metadata.name",
    ],
    "Foo": ["spec.list.0", "spec.list", "spec.value", "spec.list.[name=two]", "spec.list.[name=two].name"],
    "Service": ["metadata.name", "spec.ports.0.port", "spec.selector"],
    "HelmRelease": ["spec.interval", "spec.chart.spec.chart", "spec.values.image.tag"],
  ]

  private mutating func replacementSource() -> String? {
    let sources = made.filter { Self.fields[String($0.prefix { $0 != "/" })] != nil }
    if chance(8) { return "sourceValue: " + pick(["literal", "\"8080\"", "a-b-c"]) + "\n  targets:" }
    guard !sources.isEmpty else { return nil }
    let source = pick(sources).split(separator: "/")
    let field = pick(Self.fields[String(source[0])] ?? ["kind"])
    var text = "source:\n    kind: \(source[0])\n    name: \(source[1])"
    if chance(10) { text += "\n    namespace: " + pick(["ns1", "default"]) }
    if chance(80) { text += "\n    fieldPath: \(chance(25) ? "metadata.name" : field)" }
    if chance(30) {
      text +=
        "\n    options:\n      delimiter: " + pick(["\"-\"", "\":\"", "i"]) + "\n      index: \(int(3))"
    }
    return text + "\n  targets:"
  }

  private mutating func target() -> String {
    let kind = pick(["Foo", "Deployment", "ConfigMap", "StatefulSet", "HelmRelease"])
    var text = "  - select:\n      kind: \(kind)"
    if chance(15) { text += "\n      name: " + pick(["foo", "dep", "cm-.*", "p-foo"]) }
    if chance(8) { text += "\n      namespace: ns1" }
    if chance(8) { text += "\n      labelSelector: app=web" }
    if chance(25) {
      text +=
        "\n    reject:\n    - "
        + pick(["name: foo", "name: dep", "name: cm-.*", "namespace: ns2", "labelSelector: app=db"])
    }
    var paths = [
      "metadata.annotations.copied", "spec.list.*", "spec.list.0", #"metadata.annotations.example\.com/x"#,
      "metadata.labels.[x", "spec.new.deep.field",
    ]
    switch kind {
    case "ConfigMap": paths += ["data.key", "data.new", "data"]
    case "Deployment", "StatefulSet":
      paths += [
        "spec.template.spec.containers.[name=main].image", "spec.template.spec.containers.*.image",
        "spec.template.spec.containers.[name=main].env.[name=A].value", "spec.replicas",
        "spec.template.spec.containers.[name=main].env.[name=NEW].value",
        "spec.template.spec.containers.1.image",
        "spec.template.metadata.labels.app", "spec.template.spec.volumes.-",
        "spec.template.spec.containers.[image=nginx.*].name",
      ]
    case "HelmRelease":
      paths += ["spec.values.image.tag", "spec.valuesFrom.[kind=ConfigMap].name", "spec.interval"]
    default: paths += ["spec.value", "spec.list.[name=two].name", "spec.list.5"]
    }
    text += "\n    fieldPaths:\n    - " + pick(paths)
    if chance(20) { text += "\n    - " + pick(paths) }
    let isCreating = chance(55)
    let isDelimited = chance(25)
    if isCreating || isDelimited { text += "\n    options:" }
    if isCreating { text += "\n      create: true" }
    if isDelimited {
      text +=
        "\n      delimiter: " + pick(["\"-\"", "\":\""]) + "\n      index: " + pick(["0", "1", "2", "-1"])
    }
    return text
  }
}
