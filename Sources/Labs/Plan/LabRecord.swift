import Diagnostics
import Manifests

/// What `.scaffold.json` holds: how the files of a lab came to be, without any secret.
package struct LabRecord: Sendable {
  package static let name = ".scaffold.json"
  static let format = 1

  package let lab: String
  /// The version of the template that the files were last made with.
  package let template: String
  /// The texts of each answer, by the name of the parameter; several for a list.
  package let answers: [String: [String]]
  /// The parameters whose answers came from the tree and are looked up there again.
  package let found: Set<String>
  /// The parameters that were given and whose answers are not here: their values are in the files alone.
  package let omitted: [String]
  /// The digests of what the template made, by path below the folder of the lab; those of Secrets are not among them.
  package let files: [String: String]
  /// The paths of the Secrets.
  package let secrets: [String]
  /// Where files lie that the user calls otherwise than the template does, by the template's name.
  package let names: [String: String]

  /// Why a text is no record: one sentence, the path left out.
  package struct Mistake: Error {
    package let message: String
  }

  package func path(of file: LabOutput.File) -> String { names[file.path] ?? file.path }

  /// What stands for the content of a file.
  static func digest(_ bytes: [UInt8]) -> String { "sha256:" + SHA256.hex(bytes) }

  /// The answers as a call would give them.
  package var given: GivenAnswers {
    var given = GivenAnswers()
    given.texts = answers
    return given
  }
}

// MARK: - Reading

extension LabRecord {
  private static let keys: Set<String> = [
    "format", "lab", "template", "answers", "found", "omitted", "files", "secrets", "names",
  ]

  /// - Throws: what is wrong with the text; it never shows any part of it but known keys.
  package init(_ bytes: [UInt8]) throws(Mistake) {
    let json: JSON
    do {
      json = try JSON(bytes)
    } catch {
      let place = LineTable(bytes).location(at: error.offset)
      throw Mistake(message: "is no JSON: \(place.line):\(place.column): \(error.message)")
    }
    try Self.checkKeys(json)
    guard case .number(String(Self.format)) = json["format"]?.content else {
      throw Mistake(message: "has a format that this version does not know; expected \(Self.format)")
    }
    lab = try Self.text("lab", of: json)
    template = try Self.text("template", of: json)
    var answers: [String: [String]] = [:]
    for member in json["answers"]?.members ?? [] { answers[member.key] = try Self.answer(member) }
    self.answers = answers
    found = Set((json["found"]?.elements ?? []).compactMap(\.string))
    omitted = (json["omitted"]?.elements ?? []).compactMap(\.string)
    files = try Self.paths("files", of: json)
    names = try Self.paths("names", of: json)
    secrets = (json["secrets"]?.elements ?? []).compactMap(\.string)
    for path in Array(files.keys) + secrets + Array(names.values) { try Self.check(path) }
  }

  private static func checkKeys(_ json: JSON) throws(Mistake) {
    guard json.isObject else { throw Mistake(message: "is no JSON object") }
    for object in [json, json["answers"], json["files"], json["names"]].compactMap({ $0 }) {
      var seen: Set<String> = []
      for member in object.members where !seen.insert(member.key).inserted {
        throw Mistake(message: "has the key '\(shown(member.key))' twice")
      }
    }
    guard let unknown = json.members.first(where: { !keys.contains($0.key) }) else { return }
    throw Mistake(message: "has an unknown key '\(shown(unknown.key))'\(suggestion(unknown.key, keys))")
  }

  private static func text(_ key: String, of json: JSON) throws(Mistake) -> String {
    guard let text = json[key]?.string, !text.isEmpty else { throw Mistake(message: "has no '\(key)'") }
    return text
  }

  private static func answer(_ member: JSON.Member) throws(Mistake) -> [String] {
    switch member.value.content {
    case .string(let text), .number(let text): return [text]
    case .bool(let flag): return [flag ? "true" : "false"]
    case .array(let elements): return elements.compactMap(\.string)
    case .null, .object:
      throw Mistake(message: "has an answer for '\(shown(member.key))' that is neither a text nor a list")
    }
  }

  private static func paths(_ key: String, of json: JSON) throws(Mistake) -> [String: String] {
    var paths: [String: String] = [:]
    for member in json[key]?.members ?? [] {
      guard let text = member.value.string else {
        throw Mistake(message: "has no text for '\(shown(member.key))'")
      }
      paths[member.key] = text
    }
    return paths
  }

  /// A record is data from a repository: it must not lead out of it.
  private static func check(_ path: String) throws(Mistake) {
    let inner = path.hasPrefix("/") ? String(path.dropFirst()) : path
    guard !inner.isEmpty, TreePath.resolve(inner, from: "") == inner, !inner.hasPrefix(".git/") else {
      throw Mistake(message: "names the file '\(shown(path))', which is no path below its folder")
    }
  }
}

// MARK: - Writing

extension LabRecord {
  /// - Parameters:
  ///   - names: of files that the user calls otherwise.
  ///   - former: the record that the answers were read from; nil where a call gave them.
  package static func text(
    of lab: Lab, _ answers: LabAnswers, _ output: LabOutput, names: [String: String] = [:],
    former: LabRecord? = nil
  ) -> String {
    func path(_ file: LabOutput.File) -> String { JSONString.quoted(names[file.path] ?? file.path) }
    let given = answers.recorded(of: lab).map { "    \(JSONString.quoted($0.name)): \($0.json)" }
    let files = output.files.filter { !$0.isSecret }.map {
      "    \(path($0)): \"\(digest($0.bytes))\""
    }
    let secrets = output.files.filter(\.isSecret).map(path)
    let found = (former?.found.sorted() ?? answers.found(of: lab)).map(JSONString.quoted)
    let omitted = (former?.omitted ?? answers.omitted(of: lab)).map(JSONString.quoted)
    let renamed = names.sorted { $0.key < $1.key }.map {
      "    \(JSONString.quoted($0.key)): \(JSONString.quoted($0.value))"
    }
    return """
      {
        "format": \(format),
        "lab": \(JSONString.quoted(lab.name)),
        "template": \(JSONString.quoted(lab.version)),
        "answers": \(object(given)),
        "found": [\(found.joined(separator: ", "))],\(omitted.isEmpty ? "" : "\n  \"omitted\": [" + omitted.joined(separator: ", ") + "],")
        "files": \(object(files)),
        "secrets": [\(secrets.joined(separator: ", "))]\(renamed.isEmpty ? "" : ",\n  \"names\": " + object(renamed))
      }

      """
  }

  private static func object(_ members: [String]) -> String {
    members.isEmpty ? "{}" : "{\n\(members.joined(separator: ",\n"))\n  }"
  }
}
