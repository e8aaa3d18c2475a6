/// Completion scripts, made from the commands and their flags.
enum Completion {
  enum Shell: String, CaseIterable { case bash, zsh, fish }

  static func script(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  private static func flags(of command: Command) -> [Flag] { command.flags + Flag.common }

  /// The words that may stand behind a flag; nil where it takes files or any text.
  private static func choices(_ flag: Flag) -> [String]? {
    if case .choice(let choices) = flag.value { choices } else { nil }
  }

  // MARK: bash

  private static var bash: String {
    let names = Command.all.map(\.name).joined(separator: " ")
    let cases = Command.all.map { command in
      let flags = flags(of: command)
      let words = flags.flatMap(\.names).joined(separator: " ")
      return "    \(command.name))\n\(bashValues(flags))      words='\(words)' ;;\n"
    }
    return """
      # bash completion for scaffold; source it, or put it into bash-completion's folder.
      _scaffold() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words= command= word
        for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
          case $word in -*) ;; *) command=$word; break ;; esac
        done
        case $command in
      \(cases.joined())    *) words='\(names) --help --version' ;;
        esac
        COMPREPLY=()
        if [[ $current == -* || -z $command ]]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
        if [[ ${#COMPREPLY[@]} -eq 0 ]]; then COMPREPLY=($(compgen -f -- "$current")); fi
      }
      complete -o filenames -F _scaffold scaffold

      """
  }

  private static func bashValues(_ flags: [Flag]) -> String {
    let rows = flags.compactMap { flag in
      choices(flag).map { words in
        "        \(flag.names.joined(separator: "|"))) COMPREPLY=($(compgen -W '\(words.joined(separator: " "))'"
          + " -- \"$current\")); return ;;\n"
      }
    }
    return rows.isEmpty ? "" : "      case $previous in\n\(rows.joined())      esac\n"
  }

  // MARK: zsh

  private static var zsh: String {
    let names = Command.all.map { "    '\($0.name):\(zshText($0.summary))'\n" }.joined()
    let cases = Command.all.map { command in
      let rows = flags(of: command).flatMap(zshFlag).joined(separator: " \\\n        ")
      return "    \(command.name))\n      _arguments -s \\\n        \(rows) \\\n        '*:file:_files' ;;\n"
    }
    return """
      #compdef scaffold
      # zsh completion for scaffold; put it as _scaffold into a folder of $fpath.
      _scaffold() {
        local -a commands
        commands=(
      \(names)  )
        if ((CURRENT == 2)); then
          _describe command commands
          return
        fi
        local command=$words[2]
        shift words
        ((CURRENT--))
        case $command in
      \(cases.joined())  esac
      }
      _scaffold "$@"

      """
  }

  private static func zshFlag(_ flag: Flag) -> [String] {
    flag.names.map { name in
      let star = flag.isRepeatable ? "*" : ""
      let value: String =
        switch flag.value {
        case .none: ""
        case .choice(let choices): ":value:(\(choices.joined(separator: " ")))"
        case .text(let word), .list(let word): ":\(zshText(word)):_files"
        }
      return "'\(star)\(name)[\(zshText(flag.help))]\(value)'"
    }
  }

  /// A text as it may stand in a description of `_arguments`.
  private static func zshText(_ text: String) -> String {
    text.map { character in
      switch character {
      case "'": "’"
      case "[", "]", ":", "\\": "\\\(character)"
      default: String(character)
      }
    }.joined()
  }

  // MARK: fish

  private static var fish: String {
    var text = "# fish completion for scaffold; put it into ~/.config/fish/completions.\n"
    for command in Command.all {
      text +=
        "complete -c scaffold -n __fish_use_subcommand -f -a \(command.name) -d '\(fishText(command.summary))'\n"
      for flag in flags(of: command) {
        let names = flag.names.map { name in
          name.hasPrefix("--") ? "-l \(name.dropFirst(2))" : "-s \(name.dropFirst())"
        }
        let value =
          choices(flag).map { " -x -a '\($0.joined(separator: " "))'" } ?? (flag.takesValue ? " -r" : "")
        text +=
          "complete -c scaffold -n '__fish_seen_subcommand_from \(command.name)' \(names.joined(separator: " "))"
          + "\(value) -d '\(fishText(flag.help))'\n"
      }
    }
    return text
  }

  private static func fishText(_ text: String) -> String {
    text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
  }
}
