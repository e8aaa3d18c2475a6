import Foundation
import Testing

/// The folders of schemas that people have: what `--schemas` makes of each layout.
@Suite struct SchemaFolderTests {
  static let widget = """
    {"type":"object","additionalProperties":false,"required":["spec"],"properties":{
      "apiVersion":{"type":["string","null"]},"kind":{"type":["string","null"]},"metadata":{"type":"object"},
      "spec":{"type":"object","additionalProperties":false,"properties":{"size":{"type":"integer","minimum":1}}}}}
    """

  /// A tree with a Widget and a Service of another group than the core one.
  private func tree() throws -> Scratch {
    let tree = try Scratch()
    try tree.write(
      "a.yaml",
      """
      apiVersion: widgets.example.com/v1
      kind: Widget
      metadata: {name: w, namespace: default}
      spec: {size: big, colour: red}
      ---
      apiVersion: serving.example.com/v1
      kind: Service
      metadata: {name: s, namespace: default}
      spec: {template: {}}

      """)
    return tree
  }

  private func lint(_ tree: Scratch, _ folder: String) throws -> JSONReport {
    try JSONReport(
      Program.scaffold(
        "lint", "a.yaml", "--schemas", folder, "--select", "api-", "--format", "json", "--fail-on", "never",
        in: tree.folder))
  }

  @Test(arguments: [
    "widgets.example.com/widget_v1.json", "widget-widgets-v1.json", "widget_v1.json", "widget-v1.json",
    "widget.json", "master-standalone-strict/widget-widgets-v1.json",
    "v1.34.0-standalone-strict/widget-widgets-v1.json", "v1.34.0/widgets.example.com/widget_v1.json",
  ])
  func `a schema is found in every layout`(_ path: String) throws {
    let tree = try tree()
    try tree.write("schemas/\(path)", Self.widget)
    let report = try lint(tree, "schemas")
    #expect(report.places == ["a.yaml:4 api-type", "a.yaml:4 api-unknown-field"])
    #expect(report.summary.uncheckedKinds.map(\.kind) == ["Service"])
  }

  @Test func `without a schema the kinds are counted by name`() throws {
    let tree = try tree()
    let report = try lint(tree, ".")
    #expect(report.places == [])
    #expect(
      report.summary.uncheckedKinds.map(\.apiVersion) == ["serving.example.com/v1", "widgets.example.com/v1"])
    #expect(report.summary.uncheckedKinds.map(\.objects) == [1, 1])
    let text = try Program.scaffold("lint", "a.yaml", "--fail-on", "never", in: tree.folder).out
    #expect(
      text.contains(
        "fields not checked, no definition known: Service of serving.example.com/v1 (1), Widget of widgets.example.com/v1 (1)\n"
      ))
    // Where no rule asks for fields, none is left unchecked.
    let other = try Program.scaffold(
      "lint", "a.yaml", "--select", "yaml-", "--fail-on", "never", in: tree.folder)
    #expect(!other.out.contains("not checked"))
  }

  @Test func `the newest strict folder is asked first`() throws {
    let tree = try tree()
    let open = Self.widget.replacingOccurrences(of: "\"additionalProperties\":false,", with: "")
    try tree.write("schemas/v1.9.0-standalone-strict/widget-widgets-v1.json", "{\"type\":\"object\"}")
    try tree.write("schemas/v1.34.0-standalone/widget-widgets-v1.json", open)
    #expect(try lint(tree, "schemas").places == ["a.yaml:4 api-type"])
    try tree.write("schemas/v1.34.0-standalone-strict/widget-widgets-v1.json", Self.widget)
    #expect(try lint(tree, "schemas").places == ["a.yaml:4 api-type", "a.yaml:4 api-unknown-field"])
  }

  @Test func `a schema of the same name and another group is passed over`() throws {
    let tree = try tree()
    let core = """
      {"type":"object","additionalProperties":false,"properties":{"apiVersion":{"enum":["v1"]},"kind":{},"metadata":{},
        "spec":{"type":"object","additionalProperties":false,"properties":{"ports":{"type":"array"}}}}}
      """
    try tree.write("schemas/service-v1.json", core)
    let other = """
      {"x-kubernetes-group-version-kind":[{"group":"","kind":"Widget","version":"v1"}],"type":"object",
        "additionalProperties":false}
      """
    try tree.write("schemas/widget-v1.json", other)
    #expect(try lint(tree, "schemas").places == [])
  }

  @Test func `what is no schema is passed over`() throws {
    let tree = try tree()
    for text in ["", "[1]", "{\"type\":", "null", "{\"$ref\":\"#/definitions/none\"}", "{\"$ref\":\"#\"}"] {
      try tree.write("schemas/widget-widgets-v1.json", text)
      #expect(try lint(tree, "schemas").places == [], "\(text)")
    }
  }
}
