import Diagnostics

/// A lab: what it asks for, what it makes of the answers, and the files that it writes.
package struct Lab: Sendable {
  package let name: String
  /// The version of the template, which `.scaffold.json` records.
  package let version: String
  /// One line for the list of labs.
  package let summary: String
  /// The folder that the files go into, below the cluster's.
  package let folder: String
  /// An example call, without the name of the program.
  package let example: String
  /// In the order of lab.yaml.
  package let parameters: [Parameter]
  let derived: [DerivedValue]
  let checks: [LabCheck]
  let accepted: [AcceptedRules]
  package let files: [LabFile]
  /// What to do next, printed when the files are written.
  let next: [NextStep]
  /// By the path below the folder of the lab.
  let templates: [String: Template]

  package func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }
}

/// A value that a lab works out of its parameters.
struct DerivedValue: Sendable {
  enum Rule: Sendable {
    case text(TextTemplate)
    case call(LabFunction, [Expression])
  }

  let name: String
  let rule: Rule

  var expressions: [Expression] {
    switch rule {
    case .text(let text): text.expressions
    case .call(_, let arguments): arguments
    }
  }
}

/// A condition under which the answers are wrong, or worth a warning.
struct LabCheck: Sendable {
  let condition: Condition
  let message: TextTemplate
  let isError: Bool
}

/// Rules of the linter whose findings some answers ask for.
struct AcceptedRules: Sendable {
  let condition: Condition
  let rules: [String]
}

/// A line of advice.
struct NextStep: Sendable {
  let condition: Condition?
  let text: TextTemplate
}

/// One file that a lab writes.
package struct LabFile: Sendable {
  /// The template, below the folder of the lab.
  package let from: String
  let to: TextTemplate
  /// The written name, placeholders and all, for `scaffold show`.
  package let toText: String
  let condition: Condition?
  /// Whether it may hold secrets: nobody but the owner may read it.
  package let isSecret: Bool
  let kind: Template.Kind
}
