import Diagnostics
import Manifests

/// What `.scaffold.json` holds: how the files of a lab came to be, without any secret.
package enum LabRecord {
  package static let name = ".scaffold.json"
  static let format = 1

  package static func text(of lab: Lab, _ answers: LabAnswers, _ output: LabOutput) -> String {
    let given = answers.recorded(of: lab).map { "    \(JSONString.quoted($0.name)): \($0.json)" }
    let files = output.files.filter { !$0.isSecret }.map {
      "    \(JSONString.quoted($0.path)): \"sha256:\(SHA256.hex($0.bytes))\""
    }
    let secrets = output.files.filter(\.isSecret).map { JSONString.quoted($0.path) }
    return """
      {
        "format": \(format),
        "lab": \(JSONString.quoted(lab.name)),
        "template": \(JSONString.quoted(lab.version)),
        "answers": \(object(given)),
        "files": \(object(files)),
        "secrets": [\(secrets.joined(separator: ", "))]
      }

      """
  }

  private static func object(_ members: [String]) -> String {
    members.isEmpty ? "{}" : "{\n\(members.joined(separator: ",\n"))\n  }"
  }
}
