import Basics

extension Subcommand {
  static let completions = Subcommand(
    "completions", "bash|zsh|fish", english: "print completions for a shell", chinese: "打印 shell 补全脚本"
  ) { invocation throws(Complaint) in
    guard invocation.arguments.words.count == 1,
      let script = Completions.scripts[invocation.arguments.words[0]]
    else {
      throw .usage(invocation.arguments.subcommand)
    }
    Output.write(script())
    return 0
  }
}

/// Scripts that let a shell complete commands and options; made from the same lists as the help.
enum Completions {
  static let scripts: [String: @Sendable () -> String] = ["bash": bash, "zsh": zsh, "fish": fish]

  private static var commands: [Subcommand] { Subcommand.all.filter { $0.name != "console" } }

  private static var options: [String] {
    Arguments.flags.union(Arguments.valued).sorted().map { "--\($0)" }
  }

  @Sendable private static func bash() -> String {
    """
    _binnacle() {
      local word="${COMP_WORDS[COMP_CWORD]}"
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "\(options.joined(separator: " "))" -- "$word"))
      elif [[ $COMP_CWORD -eq 1 ]]; then
        COMPREPLY=($(compgen -W "\(commands.map(\.name).joined(separator: " "))" -- "$word"))
      else
        COMPREPLY=($(compgen -f -- "$word"))
      fi
    }
    complete -F _binnacle binnacle

    """
  }

  @Sendable private static func zsh() -> String {
    let described = commands.map { "'\($0.name):\($0.summary.english.replacing("'", with: "'\\''"))'" }
    return """
      #compdef binnacle
      _binnacle() {
        local -a commands options
        commands=(\(described.joined(separator: " ")))
        options=(\(options.joined(separator: " ")))
        if [[ $PREFIX == -* ]]; then compadd -- $options
        elif (( CURRENT == 2 )); then _describe command commands
        else _files; fi
      }
      compdef _binnacle binnacle

      """
  }

  @Sendable private static func fish() -> String {
    let lines = commands.map {
      "complete -c binnacle -n __fish_use_subcommand -f -a \($0.name) -d '\($0.summary.english.replacing("'", with: "\\'"))'"
    }
    let flags = Arguments.flags.sorted().map { "complete -c binnacle -l \($0)" }
    let valued = Arguments.valued.sorted().map { "complete -c binnacle -l \($0) -r" }
    return (lines + flags + valued).joined(separator: "\n") + "\n"
  }
}
