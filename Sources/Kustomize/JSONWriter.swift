import Manifests
import YAML

/// Values as compact JSON, keys sorted.
enum JSONWriter {
  static func text(of value: Value) -> String {
    var json: [UInt8] = []
    append(value, to: &json)
    return String(decoding: json, as: UTF8.self)
  }

  static func append(_ value: Value, to json: inout [UInt8]) {
    switch value.kind {
    case .scalar: appendScalar(value, to: &json)
    case .sequence:
      json.append(UInt8(ascii: "["))
      for (index, element) in value.elements.enumerated() {
        if index > 0 { json.append(UInt8(ascii: ",")) }
        append(element, to: &json)
      }
      json.append(UInt8(ascii: "]"))
    case .mapping:
      json.append(UInt8(ascii: "{"))
      let entries = value.entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      for (index, entry) in entries.enumerated() {
        if index > 0 { json.append(UInt8(ascii: ",")) }
        appendString(entry.key, to: &json)
        json.append(UInt8(ascii: ":"))
        append(entry.value, to: &json)
      }
      json.append(UInt8(ascii: "}"))
    }
  }

  static func appendString(_ text: String, to json: inout [UInt8]) {
    JSONText.append(text, escapingHTML: false, to: &json)
  }

  private static func appendScalar(_ value: Value, to json: inout [UInt8]) {
    switch PlainScalar(value) {
    case nil, .null: json += Array("null".utf8)
    case .bool(let truth): json += Array((truth ? "true" : "false").utf8)
    case .integer(let digits): json += Array(digits.utf8)
    case .float(let number): json += Array(GoNumber.json(number).utf8)
    case .string(let text): appendString(text, to: &json)
    }
  }
}
