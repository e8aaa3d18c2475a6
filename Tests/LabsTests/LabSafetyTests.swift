import Diagnostics
import Foundation
import LabSamples
import Manifests
import Testing
import YAML

@testable import Labs

/// Every hostile value in every parameter of every lab that is a text: refused, or read back exactly in an unchanged
/// structure by two readers of YAML.
@Suite struct LabSafetyTests {
  /// A scalar of a file: where it stands, and what it holds.
  private struct Scalar {
    /// Kinds of nodes and the keys on the way to it, in the order of the file.
    let path: String
    let text: String
    let isString: Bool
  }

  /// A value of the type that nothing else in a lab has.
  private static func sentinel(_ parameter: Parameter, of lab: String) -> String? {
    switch parameter.type {
    case .string, .text, .username: "sentinel"
    case .dnsLabel, .dnsSubdomain, .ociName, .gitReference, .ociTag: "sentinel"
    case .list(.dnsLabel), .list(.dnsSubdomain): "sentinel"
    case .relativePath, .repositoryPath: "sentinel/path"
    case .ociRepository where lab == "cloud-auth": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/sentinel"
    case .ociRepository: "ghcr.io/sentinel"
    case .image: "ghcr.io/sentinel"
    case .imageReference: "ghcr.io/sentinel:1.0.0"
    case .duration: "77m"
    case .semver, .semverRange: "77.7.7"
    case .email: "sentinel@example.com"
    case .url: "https://sentinel.example.com/x"
    case .digest: "sha256:" + String(repeating: "5e", count: 32)
    case .gitCommit: String(repeating: "5e", count: 20)
    case .uuid: "5e5e5e5e-5e5e-5e5e-5e5e-5e5e5e5e5e5e"
    case .list(.ageRecipient): LabSamples.ageRecipient
    case .fluxVersion: "2.8"
    case .secret: LabSamples.password
    default: nil
    }
  }

  private static func output(
    _ lab: Lab, _ answers: [String: String], password: String = LabSamples.password
  ) throws -> (answers: LabAnswers, files: [[UInt8]]) {
    var given = GivenAnswers()
    for (name, value) in answers where name != "password" { given.texts[name] = [value] }
    if answers["username"] != nil { given.secrets["password"] = (SecretText(password), "--password-env") }
    let context = LabContext(tree: ["cluster": "dev"]) { path throws(LabContext.ReadFailure) in
      throw .init(message: "the file '\(path)' does not exist")
    }
    let resolved = try AnswerResolver.answers(for: lab, given: given, context: context)
    _ = try lab.folder.path(resolved)
    return (resolved, try lab.output(resolved, folder: "lab").files.map(\.bytes))
  }

  private static func scalars(_ bytes: [UInt8]) -> [Scalar] {
    let stream = YAMLStream(SourceFile(path: "t.yaml", bytes: bytes))
    guard stream.error == nil else { return [] }
    var found: [Scalar] = []
    func visit(_ node: Node, _ path: String) {
      switch node.kind {
      case .mapping:
        for (index, entry) in node.entries.enumerated() {
          visit(entry.key, path + "{\(index)?")
          visit(entry.value, path + "{\(index):")
        }
      case .sequence:
        for (index, element) in node.elements.enumerated() { visit(element, path + "[\(index)") }
      default:
        found.append(Scalar(path: path, text: node.text ?? "", isString: node.scalarType == .string))
      }
    }
    for (index, document) in stream.documents.enumerated() {
      if let root = document.root { visit(root, "\(index)") }
    }
    return found
  }

  /// What a scalar holds once base64 and a docker config around it are taken off.
  private static func revealed(_ text: String) -> String {
    guard let bytes = try? Base64.decode(Array(text.utf8)),
      let inner = String(validating: bytes, as: UTF8.self)
    else { return text }
    guard let config = try? JSON(bytes), let auths = config["auths"] else { return inner }
    let pairs = auths.members.map { member in
      (member.value["auth"]?.string).flatMap { try? Base64.decode(Array($0.utf8)) }
        .map { member.key + " " + String(decoding: $0, as: UTF8.self) } ?? ""
    }
    return pairs.joined(separator: "\n")
  }

  @Test(arguments: LabCatalog.embedded.names)
  func `a hostile value is refused or read back exactly, and changes no structure`(name: String) throws {
    let lab = try LabCatalog.embedded.lab(name)
    var forPyYAML: [(text: [UInt8], scalars: [String], strings: [Int])] = []
    var taken = 0
    for parameter in lab.parameters {
      guard let sentinel = Self.sentinel(parameter, of: name) else { continue }
      let isPassword = parameter.type == .secret
      let usual =
        isPassword
        ? LabSamples.answers(of: lab, setting: "username", to: "johnsmith")
        : LabSamples.answers(of: lab, setting: parameter.name, to: sentinel)
      let plain = try Self.output(lab, usual, password: isPassword ? sentinel : LabSamples.password)
      let before = plain.files.map(Self.scalars)
      for hostile in HostileValues.all {
        var answers = usual
        if !isPassword { answers[parameter.name] = hostile }
        guard
          let made = try? Self.output(lab, answers, password: isPassword ? hostile : LabSamples.password)
        else { continue }
        // Several elements are other answers, not another value.
        if case .list(let elements) = made.answers.values[parameter.name]?.content, elements.count > 1 {
          continue
        }
        taken += 1
        let about = "\(name) --\(parameter.name) \(hostile.debugDescription)"
        let old = Self.normal(plain.answers, parameter, sentinel)
        let new = Self.normal(made.answers, parameter, hostile)
        #expect(made.files.count == before.count, "\(about)")
        for (file, was) in zip(made.files, before) {
          let now = Self.scalars(file)
          #expect(now.map(\.path) == was.map(\.path), "\(about): another structure")
          let strings = Self.check(now, was, old: old, new: new, about)
          if !strings.isEmpty { forPyYAML.append((file, now.map(\.text), strings)) }
        }
      }
    }
    print("\(name): \(taken) hostile values taken, \(forPyYAML.count) files read twice")
    if PyYAML.isPresent { #expect(try PyYAML.misread(forPyYAML).isEmpty) }
  }

  /// The value as the lab uses it: in its normal form, the only element of a list.
  private static func normal(_ answers: LabAnswers, _ parameter: Parameter, _ given: String) -> String {
    guard parameter.type != .secret, let content = answers.values[parameter.name]?.content else {
      return given
    }
    if case .list(let elements) = content { return elements.first?.text ?? given }
    return content.text ?? given
  }

  /// Holds two readings of one file against each other.
  /// - Returns: the indices of the scalars that hold the value.
  private static func check(
    _ now: [Scalar], _ was: [Scalar], old: String, new: String, _ about: String
  ) -> [Int] {
    var strings: [Int] = []
    for (index, (now, was)) in zip(now, was).enumerated() where now.text != was.text {
      let readings = [(now.text, was.text), (revealed(now.text), revealed(was.text))]
      let isReadBack = readings.contains { found, before in
        found == before.replacingOccurrences(of: old, with: new)
          || found == before.replacingOccurrences(of: label(old), with: label(new))
      }
      #expect(isReadBack && now.isString, "\(about): \(now.text.debugDescription) in place of \(was.text)")
      strings.append(index)
    }
    return strings
  }

  /// What names are made of a value: its last part, as a label.
  private static func label(_ text: String) -> String {
    let last = text.split(separator: "/").last.map(String.init) ?? text
    let parts = last.lowercased().utf8.split { !$0.isAlphanumeric }
    return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }
}
