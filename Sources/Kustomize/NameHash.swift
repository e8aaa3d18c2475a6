import Diagnostics
import Manifests
import YAML

/// The suffix that a generated ConfigMap or Secret gets for its content.
/// Source: kyaml/hash of kustomize 5.7, which hashes JSON with sorted keys and an always empty name.
enum NameHash {
  /// Ten characters; the letters and digits that could spell a word are replaced.
  static func suffix(of resource: Resource) -> String {
    let root = resource.root
    var json: [UInt8] = []
    let isSecret = resource.id.kind == "Secret"
    let fields =
      isSecret ? ["data", "kind", "name", "stringData", "type"] : ["binaryData", "data", "kind", "name"]
    for field in fields {
      switch field {
      case "name": append(field, &json) { string("", &$0) }
      case "kind", "type": append(field, &json) { string(root[named: field]?.text ?? "", &$0) }
      default:
        let value = root[named: field]
        guard let value, value.kind != .scalar else {
          if field == "data" { append(field, &json) { string(value?.text ?? "", &$0) } }
          continue
        }
        append(field, &json) { json in
          // A list is decoded as a mapping, which fails without a word and leaves nothing.
          if value.kind == .mapping { mapping(value, &json) } else { json += Array("null".utf8) }
        }
      }
    }
    json.append(UInt8(ascii: "}"))
    return String(decoding: SHA256.hex(json).utf8.prefix(10).map(safe), as: UTF8.self)
  }

  private static func append(_ field: String, _ json: inout [UInt8], _ value: (inout [UInt8]) -> Void) {
    json.append(json.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
    string(field, &json)
    json.append(UInt8(ascii: ":"))
    value(&json)
  }

  private static func mapping(_ value: Value, _ json: inout [UInt8]) {
    json.append(UInt8(ascii: "{"))
    let entries = value.entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (index, entry) in entries.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      string(entry.key, &json)
      json.append(UInt8(ascii: ":"))
      if entry.value.scalarType == .string {
        string(entry.value.text ?? "", &json)
      } else {
        JSONWriter.append(entry.value, to: &json)
      }
    }
    json.append(UInt8(ascii: "}"))
  }

  private static func string(_ text: String, _ json: inout [UInt8]) {
    JSONText.append(text, escapingHTML: true, to: &json)
  }

  private static func safe(_ digit: UInt8) -> UInt8 {
    switch digit {
    case UInt8(ascii: "0"): UInt8(ascii: "g")
    case UInt8(ascii: "1"): UInt8(ascii: "h")
    case UInt8(ascii: "3"): UInt8(ascii: "k")
    case UInt8(ascii: "a"): UInt8(ascii: "m")
    case UInt8(ascii: "e"): UInt8(ascii: "t")
    default: digit
    }
  }
}
