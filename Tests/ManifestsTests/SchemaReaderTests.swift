import Diagnostics
import Manifests
import Testing
import YAML

@Suite struct SchemaReaderTests {
  private func found(_ schema: SchemaType, _ text: String) -> [String] {
    let source = SourceFile(path: "x.yaml", text: text)
    guard let root = YAMLStream(source).documents.first?.root else { return ["unread"] }
    let place = SourceRange(path: "x.yaml", bytes: 0..<1)
    return SchemaValidator.violations(of: .node(root), schema: schema, flux: nil, place: place)
      .map { "\($0.pathText)@\($0.range.bytes.lowerBound)" }
  }

  private func openAPI(_ text: String) throws -> SchemaType {
    SchemaReader.openAPI(try #require(YAMLStream(SourceFile(path: "s", text: text)).documents.first?.root))
  }

  @Test(arguments: [
    ("spec: {a: 1}", []), ("spec: {a: x}", ["spec.a@10"]), ("spec: {b: 5}", ["spec.b@10"]),
    ("spec: {any: {x: [1]}}", []), ("spec: {both: 5%}", []), ("spec: {both: 5}", []),
    ("spec: {both: true}", ["spec.both@13"]), ("spec: {map: {k: v}}", []),
    ("spec: {map: {k: 1}}", ["spec.map.k@16"]),
    ("spec: {c: 1}", ["spec.c@7"]), ("spec: {a: null}", []), ("spec: {a: '${X}'}", []),
    ("spec: {'${X}': 1}", []),
    ("spec: {items: [{k: a}, {k: b}, {k: a}]}", ["spec.items@35"]), ("spec: {a: 1.0}", []),
    ("spec: {a: 11}", ["spec.a@10"]),
  ])
  func `an OpenAPI schema is held against an object`(_ text: String, _ wanted: [String]) throws {
    let schema = try openAPI(
      """
      type: object
      properties:
        spec:
          type: object
          properties:
            a: {type: integer, maximum: 10}
            b: {type: string, maxLength: 3}
            any: {type: object, x-kubernetes-preserve-unknown-fields: true}
            both: {x-kubernetes-int-or-string: true}
            map: {type: object, additionalProperties: {type: string}}
            items:
              type: array
              x-kubernetes-list-type: map
              x-kubernetes-list-map-keys: [k]
              items: {type: object, properties: {k: {type: string}}}
      """)
    #expect(found(schema, text) == wanted)
  }

  @Test(arguments: [
    // 0777 is 511, as yaml.v3 reads it; in JSON Schema's own terms it would be 777.
    ("mode: 0777", []), ("mode: 0o777", []), ("mode: 0x1FF", []), ("mode: 01000", ["mode@6"]),
    ("mode: 512", ["mode@6"]), ("mode: 5_12", ["mode@6"]), ("mode: +0b1", []), ("mode: -1", ["mode@6"]),
    ("flag: True", []), ("flag: FALSE", ["flag@6"]), ("size: 1.0", []), ("size: 2.50", []),
    ("size: 3", ["size@6"]), ("step: 0.3", []), ("step: 0.35", ["step@6"]), ("code: 0x10", []),
    ("code: '16'", ["code@6"]),
  ])
  func `a number is what yaml makes of its text`(_ text: String, _ wanted: [String]) throws {
    let schema = try openAPI(
      """
      type: object
      properties:
        mode: {type: integer, minimum: 0, maximum: 511}
        flag: {type: boolean, enum: [true]}
        size: {type: number, enum: [1, 2.5]}
        step: {type: number, multipleOf: 0.1}
        code: {type: integer, enum: [16]}
      """)
    #expect(found(schema, text) == wanted)
  }

  @Test(arguments: [
    ("map: {b: x}", ["map@0"]), ("map: {'${K}': x}", []), ("map: {a: x, '${K}': x}", []),
    ("map: {ab: x}", []), ("need: {a: 1}", []), ("need: {b: 1}", ["need@0"]), ("need: {'${K}': 1}", []),
    ("mode: 0777", []), ("mode: 0778", ["mode@0"]),
  ])
  func `a rule is not judged on a key that is filled in later, and reads numbers as yaml does`(
    _ text: String, _ wanted: [String]
  ) throws {
    let schema = try openAPI(
      """
      type: object
      properties:
        map:
          type: object
          additionalProperties: {type: string}
          x-kubernetes-validations: [{rule: "self.all(k, k.startsWith('a'))"}]
        need:
          type: object
          additionalProperties: {type: integer}
          x-kubernetes-validations: [{rule: "'a' in self"}]
        mode: {type: integer, x-kubernetes-validations: [{rule: self <= 511}]}
      """)
    #expect(found(schema, text).map { String($0.prefix { $0 != "@" }) + "@0" } == wanted)
  }

  @Test func `a required field with a default is not missed`() throws {
    let schema = try openAPI(
      "{type: object, required: [a, b], properties: {a: {type: string, default: x}, b: {type: string}}}")
    #expect(found(schema, "{}") == ["b@0"])
  }

  @Test func `a schema that asks for fields it does not declare is abridged, and open`() throws {
    let schema = try openAPI("{type: object, required: [name], properties: {other: {type: string}}}")
    #expect(found(schema, "{name: x, more: 1}") == [])
  }

  @Test func `a JSON Schema in kubeconform's layout is read, references and nulls with it`() throws {
    let json = """
      {"type":"object","additionalProperties":false,"properties":{
        "spec":{"$ref":"_definitions.json#/definitions/Spec"},"open":{"type":"object","properties":{"a":{"type":"string"}}}}}
      """
    let definitions = """
      {"definitions":{"Spec":{"type":["object","null"],"additionalProperties":false,"required":["n"],"properties":{
        "n":{"type":["integer","null"]},"port":{"oneOf":[{"type":["string","null"]},{"type":["integer","null"]}]},
        "self":{"$ref":"#/definitions/Spec"}}}}}
      """
    let schema = try #require(
      SchemaReader.jsonSchema(
        YAMLStream(SourceFile(path: "a", text: json)),
        definitions: YAMLStream(SourceFile(path: "d", text: definitions))))
    #expect(found(schema, "spec: {n: 1, port: http, self: {n: 2, port: 80}}") == [])
    #expect(
      found(schema, "spec: {n: x, self: {m: 2, n: 1}}\nopen: {b: 1}") == ["spec.n@10", "spec.self.m@20"])
  }

  @Test(arguments: [
    ("apps/v1", "Deployment", "deployment-apps-v1.json"), ("v1", "Pod", "pod-v1.json"),
    ("cert-manager.io/v1", "Issuer", "cert-manager.io/issuer_v1.json"),
  ])
  func `the names of kubeconform's files are known`(_ apiVersion: String, _ kind: String, _ name: String) {
    #expect(SchemaReader.fileNames(apiVersion: apiVersion, kind: kind).contains(name))
  }
}
