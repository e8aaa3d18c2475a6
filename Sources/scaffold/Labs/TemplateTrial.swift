import Diagnostics
import Labs
import Lint
import Manifests

/// One set of answers that a lab is tried with.
struct TemplateTrial {
  let lab: Lab
  let folder: TemplateFolder
  /// `example`, `example with NAME=VALUE`, or the path of a file of answers.
  let name: String
  var given: GivenAnswers
  /// One sentence each.
  let mistakes: [String]
  /// Whether the answers may be refused: a value of an enumeration may need others.
  var mayBeRefused = false

  struct Result {
    let status: ExitStatus
    let text: String
    /// Whether the lab took the answers for wrong, as it may.
    var isRefused = false
  }

  /// The example call, each value of each enumeration on top of it, and every file of answers in `tests`.
  static func all(of lab: Lab, in folder: TemplateFolder) -> [TemplateTrial] {
    let example = example(of: lab, in: folder)
    var trials = [example]
    for parameter in lab.parameters {
      for value in parameter.type.values {
        var trial = TemplateTrial(
          lab: lab, folder: folder, name: "example with \(parameter.name)=\(value)", given: example.given,
          mistakes: [])
        trial.given.texts[parameter.name] = [value]
        trial.mayBeRefused = true
        trials.append(trial)
      }
    }
    let tests = "\(folder.root)/\(lab.name)/tests"
    for entry in (Posix.entries(of: tests) ?? []).sorted(by: { $0.name < $1.name })
    where entry.kind == .file && TreePath.isYAML(entry.name) {
      trials.append(
        TemplateTrial(lab, folder, "tests/\(entry.name)", ["--answers", "tests/\(entry.name)"]))
    }
    return trials
  }

  static func example(of lab: Lab, in folder: TemplateFolder) -> TemplateTrial {
    var words = ShellWords.split(lab.example)
    var mistakes: [String] = []
    if words.first == lab.name {
      words.removeFirst()
    } else {
      mistakes.append("it starts with '\(shown(words.first ?? ""))', expected '\(lab.name)'")
    }
    // What a person pipes in is not there.
    words.removeAll { word in lab.parameters.contains { word == "--\($0.name)-stdin" } }
    return TemplateTrial(lab, folder, "example", words, mistakes)
  }

  private init(
    lab: Lab, folder: TemplateFolder, name: String, given: GivenAnswers, mistakes: [String]
  ) {
    (self.lab, self.folder, self.name, self.given, self.mistakes) = (lab, folder, name, given, mistakes)
  }

  private init(
    _ lab: Lab, _ folder: TemplateFolder, _ name: String, _ words: [String], _ mistakes: [String] = []
  ) {
    let arguments = Arguments(words, flags: LabFlags.all(of: lab))
    var variables: [String: String] = [:]
    for parameter in lab.parameters where parameter.type == .secret {
      if let variable = arguments["--\(parameter.name)-env"] { variables[variable] = Self.secret }
    }
    let environment = Environment(
      workingDirectory: "\(folder.root)/\(lab.name)", variables: variables)
    let read = LabArguments(lab, arguments, environment)
    self.init(
      lab: lab, folder: folder, name: name, given: read.given,
      mistakes: mistakes + arguments.mistakes + read.mistakes)
    given.standIn = SecretText(Self.secret)
    given.secrets = [:]
  }

  /// What stands for every credential.
  private static let secret = "sample-0123456789"

  // MARK: The trial

  func run() -> Result {
    guard mistakes.isEmpty else { return result(.misused, mistakes) }
    let environment = Environment(workingDirectory: "\(folder.root)/\(lab.name)")
    let context = LabContext(
      tree: ["cluster": "dev", "clusters": "dev"], read: LabContext.of(nil, environment).read)
    let answers: LabAnswers
    do throws(LabMistakes) {
      answers = try AnswerResolver.answers(for: lab, given: given, context: context)
    } catch {
      return result(mayBeRefused ? .done : .misused, error.messages, word: mayBeRefused ? "refused" : "fail")
    }
    do throws(TemplateErrors) {
      let inner = try lab.folder.path(answers)
      let place = lab.folder.isAtRoot ? inner : TreePath.join("clusters/dev", inner)
      return judged(try lab.output(answers, folder: place), answers, place)
    } catch {
      return result(.misused, error.errors.map(folder.shown))
    }
  }

  private func judged(_ output: LabOutput, _ answers: LabAnswers, _ place: String) -> Result {
    let planner = Planner(folder: place, onConflict: nil, register: .auto) { path in
      Self.cluster[path].map { .file(Array($0.utf8)) }
        ?? (Self.cluster.keys.contains { $0.hasPrefix(path + "/") } ? .directory : .missing)
    }
    let plan = planner.plan(lab, answers, output)
    guard plan.conflicts.isEmpty else { return result(.faulty, plan.conflicts.compactMap(\.reason)) }
    var files = Self.cluster.mapValues { Array($0.utf8) }
    for file in plan.files + plan.registrations { files[file.path] = file.new }
    let tree = TreeLoader.load(files, links: [], like: TreeLoader(root: ""))
    var settings = LintSettings()
    settings.fluxVersion = answers.text("flux-version").flatMap { FluxVersion($0) }
    let accepted = lab.acceptedRules(answers)
    // Sops encrypts these before they are written.
    let hidden = Set(output.files.filter { $0.recipients != nil }.map { $0.path(in: place) })
    let findings = LintRun(LintContext(tree: tree, settings: settings)).diagnostics.filter {
      $0.severity >= .warning && !accepted.contains($0.rule)
        && !(hidden.contains($0.range.path) && $0.rule.hasPrefix("safe-"))
    }
    return result(
      findings.isEmpty ? .done : .faulty,
      findings.map { finding in
        let location = LineTable(files[finding.range.path] ?? []).location(at: finding.range.bytes.lowerBound)
        return "\(finding.range.path):\(location.line):\(location.column): \(finding.severity): "
          + "\(finding.message) [\(finding.rule)]"
      })
  }

  private func result(_ status: ExitStatus, _ reasons: [String], word: String? = nil) -> Result {
    let word = word ?? (status == .done ? "ok" : "fail")
    let head = word + String(repeating: " ", count: max(1, 9 - word.count)) + "\(lab.name): \(name)\n"
    return Result(
      status: status, text: head + reasons.map { "  \(shownLine($0))\n" }.joined(),
      isRefused: word == "refused")
  }

  private func shownLine(_ text: String) -> String { text.split(separator: "\n").joined(separator: " ") }

  /// A cluster as `flux bootstrap` leaves it, in small.
  private static let cluster = [
    "clusters/dev/flux-system/kustomization.yaml":
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- gotk-components.yaml\n- gotk-sync.yaml\n",
    "clusters/dev/flux-system/gotk-components.yaml":
      "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: source-controller\n  namespace: flux-system\n",
    "clusters/dev/flux-system/gotk-sync.yaml": """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata:
      name: flux-system
      namespace: flux-system
    spec:
      interval: 1m0s
      ref:
        branch: main
      url: https://example.com/me/fleet
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      name: flux-system
      namespace: flux-system
    spec:
      interval: 10m0s
      path: ./clusters/dev
      prune: true
      sourceRef:
        kind: GitRepository
        name: flux-system

    """,
  ]
}

/// A call as a shell takes it apart: words, and quotes of both kinds.
enum ShellWords {
  static func split(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " || character == "\n" {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + [word].compactMap { $0 }
  }
}
