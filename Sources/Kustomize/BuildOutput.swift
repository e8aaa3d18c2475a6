import Diagnostics
import Manifests

extension Build {
  /// The objects as kustomize prints them, with `---` between them.
  package var yaml: String {
    objects.map { yamlText(of: $0) }.joined(separator: "---\n")
  }

  /// The identity of each object on a line: `apiVersion|kind|namespace|name`.
  package var ids: String {
    objects.map { $0.id.description + "\n" }.joined()
  }
}

/// One object as kustomize prints it, with a line break at its end.
package func yamlText(of manifest: Manifest) -> String { YAMLWriter.text(of: manifest.root) }

/// Whether kustomize prints a string without quotes and in one line, so that what is put into it is read anew.
package func isWrittenPlain(_ text: String) -> Bool {
  // Most are one word with a variable in it, in which nothing means anything to YAML.
  let isWord = text.utf8.allSatisfy { byte in
    byte >= UInt8(ascii: "-") && byte <= UInt8(ascii: "9") || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
      || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
      || byte == UInt8(ascii: "_")
  }
  if isWord, text.utf8.first == UInt8(ascii: "$") { return true }
  return YAMLScalar(text).style(isKey: false) == .plain
}

/// Objects as a JSON array: apiVersion, kind, namespace (null where none is given), name, the file and the line, from
/// 1, of the document that each came from, and the object itself.
///
/// - Parameter line: the line of a place; nil where the file cannot be read.
package func jsonText(of objects: [Manifest], line: (SourceRange) -> Int?) -> String {
  var json: [UInt8] = [UInt8(ascii: "[")]
  for (index, object) in objects.enumerated() {
    json += Array((index > 0 ? ",\n{" : "\n{").utf8)
    let fields = [
      ("apiVersion", object.id.apiVersion), ("kind", object.id.kind), ("namespace", object.id.namespace),
      ("name", object.id.name),
    ]
    for (name, value) in fields {
      JSONWriter.appendString(name, to: &json)
      json.append(UInt8(ascii: ":"))
      if let value { JSONWriter.appendString(value, to: &json) } else { json += Array("null".utf8) }
      json.append(UInt8(ascii: ","))
    }
    json += Array(#""source":{"file":"#.utf8)
    JSONWriter.appendString(object.source.path, to: &json)
    json += Array(",\"line\":\(line(object.source).map(String.init) ?? "null")},\"object\":".utf8)
    JSONWriter.append(object.root, to: &json)
    json.append(UInt8(ascii: "}"))
  }
  json += Array("\n]\n".utf8)
  return String(decoding: json, as: UTF8.self)
}
