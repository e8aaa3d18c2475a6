import Diagnostics

/// A lab: what it asks for, what it makes of the answers, and the files that it writes.
package struct Lab: Sendable {
  package let name: String
  /// The version of the template, which `.scaffold.json` records.
  package let version: String
  /// One line for the list of labs.
  package let summary: String
  /// The folder that the files go into.
  package let folder: LabFolder
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
  indirect enum Rule: Sendable {
    case text(TextTemplate)
    case call(LabFunction, [Expression])
    /// True or false.
    case condition(Condition)
    case choice(if: Condition, then: Rule, else: Rule)

    var expressions: [Expression] {
      switch self {
      case .text(let text): text.expressions
      case .call(_, let arguments): arguments
      case .condition(let condition): condition.expressions
      case .choice(let condition, let first, let second):
        condition.expressions + first.expressions + second.expressions
      }
    }
  }

  let name: String
  let rule: Rule
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

/// The folder of a lab.
package struct LabFolder: Sendable {
  let text: TextTemplate
  /// As a person reads it, placeholders as upper-case names.
  package let shown: String
  /// Whether it is told from the root of the tree, not from the folder of a cluster.
  package let isAtRoot: Bool

  /// The folder for some answers, relative to the cluster's folder or the root; "" for that itself.
  package func path(_ answers: LabAnswers) throws(TemplateErrors) -> String {
    let value = try? text.value(in: ValueScope(answers.values))
    let path = (value?.content.text ?? "").dropFirst(isAtRoot ? 1 : 0)
    guard !path.isEmpty else { return "" }
    do throws(ParameterType.Mistake) {
      try PathRules.check(String(path))
      return String(path)
    } catch {
      throw TemplateErrors([
        .init(
          path: "lab.yaml", location: SourceLocation(line: 1, column: 1),
          message: "the lab's folder is '\(Labs.shown(String(path)))', \(error.message)")
      ])
    }
  }
}

/// One file that a lab writes.
package struct LabFile: Sendable {
  /// `for: NAME in LIST`: the file is written once for each element.
  struct Loop: Sendable {
    let variable: String
    let list: Expression
  }

  /// `encrypt: {when: CONDITION, for: LIST}`: sops encrypts it before it is written.
  struct Encryption: Sendable {
    let condition: Condition
    /// The age keys that it is encrypted for; none where `.sops.yaml` says.
    let recipients: Expression
  }

  /// The template, below the folder of the lab or, as `shared/…`, below that of all labs.
  package let from: String
  let to: TextTemplate
  /// Whether `to` starts with a `/`: it is told from the root of the tree, not from the lab's folder.
  let isAtRoot: Bool
  /// The written name, placeholders and all, for `scaffold show`.
  package let toText: String
  let condition: Condition?
  let loop: Loop?
  /// Whether it may hold secrets: nobody but the owner may read it.
  package let isSecret: Bool
  /// Nil where it is written as it is made.
  let encryption: Encryption?
  /// What to do with a file that is there and differs, where the call does not say.
  let onConflict: OnConflict?
  /// The folder, from the tree's root, of the kustomization that applies the file as a patch.
  let patches: TextTemplate?
  let kind: Template.Kind
}
