import Basics
import Canvas
import Console

extension Subcommand {
  static let help = Subcommand("help", english: "show this", chinese: "显示本说明") {
    invocation throws(Complaint) in
    let language = invocation.options.language
    let lines = all.filter { $0.name != "console" && !$0.isUnlisted }.map { line($0, language) }
    Output.write(introduction[language] + lines.joined(separator: "\n") + "\n\n" + common[language])
    return 0
  }

  /// What is typed, and what it does; below it where both do not fit on a line.
  private static func line(_ command: Subcommand, _ language: Language) -> String {
    let typed = "\(command.name) \(command.usage)"
    let column = 29
    let summary = command.summary[language]
    if typed.columns < column { return "  \(typed.padded(to: column))\(summary)" }
    return "  \(typed)\n  " + String(repeating: " ", count: column) + summary
  }

  static let version = Subcommand("version", english: "show the version", chinese: "显示版本") {
    _ throws(Complaint) in
    Output.write("binnacle \(Version.number)\n")
    return 0
  }

  private static let introduction = Bilingual(
    english: """
      binnacle: the operations room in one terminal

        binnacle                     open the console on this host

      """,
    chinese: """
      binnacle：一个终端里的运维室

        binnacle                     打开本机控制台

      """)

  private static let common = Bilingual(
    english: """
      Common options:
        --store PATH      another store than the default     --read-only      change nothing
        --lang en|zh      language                           --at TIME        as of a time
        --theme NAME      theme                              --json, --csv    for other programs
        --data DIR        rules, prices and facts from here  --themes DIR     themes from here
        --ascii           draw with ASCII only               --no-mouse       leave the mouse alone
        --colour DEPTH    none, 8, 16, 256 or truecolor

      """,
    chinese: """
      通用选项：
        --store PATH      另用一个存储              --read-only      只读，不作改动
        --lang en|zh      语言                      --at TIME        按某一时刻
        --theme NAME      主题                      --json, --csv    供其他程序使用
        --data DIR        规则、价目和资料目录      --themes DIR     主题目录
        --ascii           只用 ASCII 绘制           --no-mouse       不占用鼠标
        --colour DEPTH    none、8、16、256 或 truecolor

      """)
}
