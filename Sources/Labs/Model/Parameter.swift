import Diagnostics

/// One thing that a lab asks for.
package struct Parameter: Sendable {
  /// As in lab.yaml; the flag is `--NAME`.
  package let name: String
  package let type: ParameterType
  /// One line for the help.
  package let help: String
  package let example: String?
  /// What the help shows as the default; nil where there is none.
  package let defaultText: String?
  /// Where the value comes from when it is not given: `chart-dir.name`; nil where from nowhere.
  package let origin: Origin?
  /// Where a value comes from that is only offered, never taken unseen; nil where from nowhere.
  package let suggestion: Origin?
  /// Parameters that cannot be given together with this one.
  package let excluded: [String]
  /// The parameter or derived value with the registry that a docker-config is searched for.
  let registry: String?
  let requirement: Condition?
  let condition: Condition?
  let fallback: Fallback?

  /// `FROM.FIELD`.
  package struct Origin: Hashable, Sendable {
    /// A parameter, `tree` or `git`.
    package let from: String
    package let field: String
  }

  /// What stands for a parameter that is not given.
  enum Fallback: Sendable {
    case literal(TemplateValue.Content)
    case text(TextTemplate)
    indirect case choice(if: Condition, then: Fallback, else: Fallback)

    var expressions: [Expression] {
      switch self {
      case .literal: []
      case .text(let text): text.expressions
      case .choice(let condition, let first, let second):
        condition.expressions + first.expressions + second.expressions
      }
    }
  }

  /// Whether it must have a value wherever it is of use.
  package var isRequired: Bool { requirement != nil }

  /// Whether other answers decide if it is of use.
  package var isConditional: Bool { condition != nil }

  /// Whether it is a boolean flag that takes no value.
  package var isSwitch: Bool { type == .bool }

  /// Whether it takes several values.
  package var isList: Bool {
    if case .list = type { true } else { false }
  }

  /// The flags that give it, as a person types them.
  package var flags: [String] {
    guard type == .secret else { return ["--\(name)"] }
    return ["--\(name)-stdin", "--\(name)-file", "--\(name)-env"]
  }

  var expressions: [Expression] {
    (requirement?.expressions ?? []) + (condition?.expressions ?? []) + (fallback?.expressions ?? [])
  }
}
