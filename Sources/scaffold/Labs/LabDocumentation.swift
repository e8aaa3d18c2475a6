import Labs

/// The text of docs/labs.md, made from the labs themselves.
enum LabDocumentation {
  /// - Throws: mistakes of a lab.yaml.
  static func page(_ catalog: LabCatalog) throws(TemplateErrors) -> String {
    var labs: [Lab] = []
    for name in catalog.names { labs.append(try catalog.lab(name)) }
    let rows = labs.map { "| [`\($0.name)`](#\($0.name)) | \(cell($0.summary)) |\n" }.joined()
    return """
      # The labs

      Made from each `lab.yaml` by `make generate`; `scaffold show LAB` prints one of these, `scaffold LAB --help` also \
      the flags that every lab has.

      Every lab is linted before it is written, a second run changes nothing, and the API versions are those that the \
      Flux of the tree serves, or that of `--flux-version`. `--dry-run`, `--diff` and `--stdout` write nothing. \
      `--check-online` asks the registry before anything is written.

      | command | does |
      |---|---|
      | `scaffold update [DIR…]`, `scaffold diff [DIR…]` | merge what today's template says, or show it |
      | `scaffold rotate DIR` | put a new credential into the Secrets |
      | `scaffold adopt DIR` | record manifests written by hand as a lab |
      | `scaffold remove DIR…` | take a lab away |
      | `scaffold template new\\|lint\\|test DIR` | start, check and try labs of your own, for `--templates` |

      On a terminal, what a call leaves open is asked, one line each: a wrong answer is told at once, a password is not \
      shown while it is typed, and the plan is shown before anything is written. `--no-input` asks for nothing, `--yes` \
      for no confirmation; a script is never asked and gets exit status 2 with the flags that are missing.

      | lab | writes |
      |---|---|
      \(rows)
      \(labs.map(section).joined(separator: "\n"))
      """
  }

  private static func section(_ lab: Lab) -> String {
    let flags = lab.parameters.map { parameter in
      "| `\(LabListing.head(parameter).map { $0 == "|" ? "\\|" : String($0) }.joined())` "
        + "| \(cell(LabListing.about(parameter, of: lab))) |\n"
    }
    var seen: Set<String> = []
    let files = lab.files.map(\.toText).filter { seen.insert($0).inserted }.map { "`\($0)`" }
    return """
      ## \(lab.name)

      \(lab.summary.prefix(1).uppercased())\(lab.summary.dropFirst()).

      ```sh
      scaffold \(lab.example)
      ```

      Files, as the answers ask for, in `\(LabListing.place(lab))`, those with a `/` before them from the root of the tree: \(files.joined(separator: ", ")).

      | flag | meaning |
      |---|---|
      \(flags.joined())
      """
  }

  /// A text that ends no cell of a table.
  private static func cell(_ text: String) -> String {
    text.map { $0 == "|" ? "\\|" : $0 == "<" ? "&lt;" : String($0) }.joined()
  }
}
