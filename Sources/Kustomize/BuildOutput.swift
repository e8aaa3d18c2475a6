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
    byte >= UInt8(ascii: "-") && byte <= UInt8(ascii: "9") || byte.isLetter
      || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
      || byte == UInt8(ascii: "_")
  }
  if isWord, text.utf8.first == UInt8(ascii: "$") { return true }
  return YAMLScalar(text).style(isKey: false) == .plain
}
