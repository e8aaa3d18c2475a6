import Diagnostics
import Foundation
import Testing
import YAML

@testable import Labs

@Suite struct ScalarSafetyTests {
  static func render(_ text: String, _ values: [String: TemplateValue]) throws -> RenderedText {
    let template = try Template(SourceFile(path: "t.yaml", text: text), kind: .yaml)
    return try Renderer.render(template, scope: ValueScope(values))
  }

  /// The scalars of a text that hold `wanted`, keys included, with their types.
  private static func scalars(_ bytes: [UInt8]) -> [(text: String, type: ScalarType?)] {
    let stream = YAMLStream(SourceFile(path: "t.yaml", bytes: bytes))
    var found: [(String, ScalarType?)] = []
    for document in stream.documents {
      document.root?.forEachDescendant { node in
        if node.kind == .scalar { found.append((node.text ?? "", node.scalarType)) }
      }
    }
    return found
  }

  @Test func `there are at least 93 hostile values`() {
    #expect(Set(HostileValues.all).count >= 93)
    #expect(Set(HostileValues.all.map { Array($0.utf8) }).count == HostileValues.all.count)
  }

  @Test(arguments: HostileContext.all)
  func `every hostile value is read back exactly, as a string`(context: HostileContext) throws {
    let places = Self.scalars(Array(context.template.utf8)).filter { $0.text.contains("<% v %>") }.count
    for value in HostileValues.all {
      let rendered = try Self.render(context.template, ["v": .string(value)])
      let wanted = context.before + value + context.after
      let found = Self.scalars(rendered.bytes).filter { $0.text == wanted && $0.type == .string }
      #expect(found.count == places, "\(context.name): \(value.debugDescription)")
    }
  }

  @Test(.enabled(if: PyYAML.isPresent), arguments: HostileContext.all)
  func `PyYAML reads every hostile value back exactly`(context: HostileContext) throws {
    var files: [(text: [UInt8], wanted: String)] = []
    for value in HostileValues.all {
      let rendered = try Self.render(context.template, ["v": .string(value)])
      files.append((rendered.bytes, context.before + value + context.after))
    }
    let wrong = try PyYAML.misread(files)
    #expect(wrong.isEmpty, "\(wrong.map { HostileValues.all[$0].debugDescription })")
  }

  @Test func `a hundred thousand random values are read back exactly`() throws {
    let seed = UInt64(ProcessInfo.processInfo.environment["SEED"] ?? "") ?? UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SplitMix(state: seed)
    // Many values a file: what is measured is the values, not the files.
    let groups = 50
    let template = (0..<groups).map { group in
      let names = (0..<6).map { "v\(group)-\($0)" }
      return """
        k\(group): <% \(names[0]) %>
        q\(group): '<% \(names[1]) %>'
        d\(group): "x<% \(names[2]) %>"
        f\(group): [<% \(names[3]) %>, {<% \(names[4]) %>: 1}]
        l\(group):
          m: |
            <% \(names[5]) %>

        """
    }.joined()
    let parsed = try Template(SourceFile(path: "t.yaml", text: template), kind: .yaml)
    for _ in 0..<(100_000 / (6 * groups) + 1) {
      var scope: [String: TemplateValue] = [:]
      var wanted: [String] = []
      for group in 0..<groups {
        let values = (0..<6).map { _ in random.text() }
        for (index, value) in values.enumerated() { scope["v\(group)-\(index)"] = .string(value) }
        wanted += [
          "k\(group)", values[0], "q\(group)", values[1], "d\(group)", "x" + values[2], "f\(group)",
          values[3],
        ]
        wanted += [values[4], "1", "l\(group)", "m", values[5] + "\n"]
      }
      let found = Self.scalars(try Renderer.render(parsed, scope: ValueScope(scope)).bytes).map {
        Array($0.text.utf8)
      }
      let expected = wanted.map { Array($0.utf8) }
      if found != expected {
        let first = zip(found, expected).first { $0 != $1 }
        Issue.record(
          "seed \(seed): \(first.map { String(decoding: $0.1, as: UTF8.self).debugDescription } ?? "count")")
      }
    }
  }

  @Test(
    "a crafted value adds no key and no document",
    arguments: [
      "x\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\n",
      "x\nsecretRef:\n  name: stolen",
      "x\"\nsecretRef: {name: stolen}\n#", "x'\nsecretRef: {name: stolen}\n#",
      "x}, secretRef: {name: stolen}, y: {",
    ], ["<% v %>", "'<% v %>'", "\"<% v %>\"", "{a: <% v %>}", "|\n    <% v %>"])
  func craftedValuesStayInside(value: String, scalar: String) throws {
    let text = "kind: HelmRepository\nspec:\n  url: \(scalar)\n  type: oci\n"
    let stream = YAMLStream(
      SourceFile(path: "t.yaml", bytes: try Self.render(text, ["v": .string(value)]).bytes))
    #expect(stream.error == nil)
    #expect(stream.documentCount == 1)
    let spec = stream.documents.first?.root?["spec"]
    #expect(spec?.entries.map { $0.key.text } == ["url", "type"])
  }

  @Test func `a value that no key can be is refused at its place`() {
    let error = #expect(throws: TemplateError.self) {
      try Self.render("a:\n  <% v %>: 1\n", ["v": .string(String(repeating: "x", count: 2000))])
    }
    #expect(error?.description.hasPrefix("t.yaml:2:3: error: the value does not fit here") == true)
  }
}

/// The generator of Steele, Lea and Flood: a run is repeated by its seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Up to twelve scalars, most of them ones that mean something to YAML.
  mutating func text() -> String {
    let special = Array(
      " \n\t:#-?,[]{}&*!|>'\"%@`=~.0123456789abcnoxy_+\\<\r\u{85}\u{A0}\u{2028}\u{FEFF}".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int(next() % 12) {
      if next() % 4 != 0 {
        text.append(special[Int(next() % UInt64(special.count))])
      } else if let scalar = Unicode.Scalar(UInt32(next() % 0x110000)) {
        text.append(scalar)
      }
    }
    return String(text)
  }
}
