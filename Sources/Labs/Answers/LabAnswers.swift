import Manifests

/// What a call gives for the parameters of a lab.
package struct GivenAnswers: Sendable {
  /// By the name of the parameter; a switch has "true". Several texts for a list.
  package var texts: [String: [String]] = [:]
  /// By the name of the parameter, with the flag that it came by.
  package var secrets: [String: (secret: SecretText, flag: String)] = [:]
  /// What stands for a secret that is not given, where files are made only to be compared.
  package var standIn: SecretText?

  package init() {}
}

/// Every value of a lab, worked out.
package struct LabAnswers: Sendable {
  package enum Source: String, Sendable {
    case given
    /// Taken from another parameter or from the tree.
    case context
    case `default`
    /// It has no use with these answers, or none was given.
    case none
  }

  /// Parameters and derived values by name.
  package let values: [String: TemplateValue]
  package let sources: [String: Source]
  /// One sentence each.
  package let warnings: [String]

  /// The text of a value that is no secret; nil for any other.
  package func text(_ name: String) -> String? {
    guard let value = values[name], !value.isSensitive else { return nil }
    return value.content.text
  }

  /// What `.scaffold.json` records: what was given or found, without secrets and without paths of the user's disk.
  package func recorded(of lab: Lab) -> [(name: String, json: String)] {
    lab.parameters.compactMap { parameter in
      guard let value = values[parameter.name], !value.isSensitive, value.content != .none,
        parameter.type.fields.isEmpty, parameter.type != .secret, parameter.type != .valuesFile
      else { return nil }
      let source = sources[parameter.name]
      return source == .given || source == .context ? (parameter.name, value.content.json) : nil
    }
  }

  /// The parameters that were given and of which the files alone hold the values.
  package func omitted(of lab: Lab) -> [String] {
    lab.parameters.filter { $0.type == .valuesFile && sources[$0.name] == .given }.map(\.name)
  }

  /// The parameters whose values came from the surroundings, not from the user.
  package func found(of lab: Lab) -> [String] {
    lab.parameters.filter { parameter in
      guard sources[parameter.name] == .context, let origin = parameter.origin else { return false }
      return lab.parameter(origin.from) == nil
    }.map(\.name)
  }
}

/// Why the answers of a call cannot be used: one sentence each, all of them.
package struct LabMistakes: Error, Hashable, Sendable {
  package let messages: [String]
  /// The messages of those parameters that need a value and have none, by name.
  package let missing: [String: String]

  package init(_ messages: [String], missing: [String: String] = [:]) {
    self.messages = messages
    self.missing = missing
  }

  /// The messages that no further answer mends.
  package var wrong: [String] {
    let open = Set(missing.values)
    return messages.filter { !open.contains($0) }
  }
}
