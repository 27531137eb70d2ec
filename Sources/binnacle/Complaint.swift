import Basics

/// Why a command cannot do what was asked: one line that says what, where and what to do.
struct Complaint: Error {
  let sentence: Bilingual
  /// 1: what was asked failed. 2: the words were wrong.
  let status: Int32

  /// What was asked failed, for a reason that another part has put into words.
  static func failed(_ sentence: Bilingual) -> Complaint { Complaint(sentence: sentence, status: 1) }

  static func failed(english: String, chinese: String) -> Complaint {
    .failed(Bilingual(english: english, chinese: chinese))
  }

  private static func wrong(english: String, chinese: String) -> Complaint {
    Complaint(sentence: Bilingual(english: english, chinese: chinese), status: 2)
  }
}

/// About the words of a command line.
extension Complaint {
  /// What a name on the command line can stand for.
  enum Thing {
    case option, command, language, colourDepth, theme, screen, sample, bench, policy

    fileprivate var name: Bilingual {
      switch self {
      case .option: Bilingual(english: "option", chinese: "选项")
      case .command: Bilingual(english: "command", chinese: "命令")
      case .language: Bilingual(english: "language", chinese: "语言")
      case .colourDepth: Bilingual(english: "colour depth", chinese: "颜色深度")
      case .theme: Bilingual(english: "theme", chinese: "主题")
      case .screen: Bilingual(english: "screen", chinese: "画面")
      case .sample: Bilingual(english: "sample", chinese: "样例")
      case .bench: Bilingual(english: "bench", chinese: "测量项")
      case .policy: Bilingual(english: "policy", chinese: "策略")
      }
    }
  }

  /// There is no such thing; of many the nearest is named, of few all are.
  static func unknown(_ thing: Thing, _ word: String, among known: some Collection<String>) -> Complaint {
    let names = known.sorted()
    let nearest = Nearest.name(to: word, among: names)
    let few = names.count <= 16 ? names.joined(separator: ", ") : ""
    let english =
      nearest.map { "; did you mean \($0)?" } ?? (few.isEmpty ? "; see binnacle help" : "; there are \(few)")
    let chinese = nearest.map { "；是否指 \($0)？" } ?? (few.isEmpty ? "；请看 binnacle help" : "；可用：\(few)")
    return .wrong(
      english: "there is no \(thing.name.english) \"\(word)\"\(english)",
      chinese: "没有\(thing.name.chinese)“\(word)”\(chinese)")
  }

  /// The words after a command do not fit it.
  static func usage(_ command: Subcommand) -> Complaint {
    let usage = "binnacle \(command.name) \(command.usage)"
    return .wrong(
      english: "these words do not fit; it is used so: \(usage)", chinese: "参数不符；用法：\(usage)")
  }

  /// A value is not of its kind; an example shows what is.
  static func malformed(_ text: String, example: String) -> Complaint {
    .wrong(
      english: "\"\(text)\" does not fit; expected something such as \(example)",
      chinese: "“\(text)”不符；应类似 \(example)")
  }

  static func takesNoValue(_ option: String) -> Complaint {
    .wrong(english: "the option --\(option) takes no value", chinese: "选项 --\(option) 不带值")
  }

  static func wantsValue(_ option: String) -> Complaint {
    .wrong(english: "the option --\(option) wants a value", chinese: "选项 --\(option) 需要一个值")
  }

  static func outOfRange(_ option: String, _ range: ClosedRange<Int>) -> Complaint {
    .wrong(
      english: "--\(option) wants a number from \(range.lowerBound) to \(range.upperBound)",
      chinese: "--\(option) 需要 \(range.lowerBound) 到 \(range.upperBound) 之间的数")
  }

  /// The value of an option is not of its kind.
  /// - Parameter wanted: what the option takes, with an example.
  static func value(_ value: String, of option: String, wanted: Bilingual) -> Complaint {
    .wrong(
      english: "--\(option) wants \(wanted.english), not \"\(value.printable)\"",
      chinese: "--\(option) 需要\(wanted.chinese)，而不是“\(value.printable)”")
  }

  static let bothFormats = wrong(
    english: "--json and --csv exclude each other", chinese: "--json 与 --csv 不能并用")

  static let writes = wrong(
    english: "this changes the store; leave --read-only out", chinese: "此操作会改动存储；请去掉 --read-only")

  static func noPast(of subject: String) -> Complaint {
    .wrong(
      english: "\(subject) cannot be listed as of another time; nodes, roadmap, kpis and findings can",
      chinese: "\(subject) 不能按其他时刻列出；nodes、roadmap、kpis、findings 可以")
  }
}

/// About what the words refer to.
extension Complaint {
  static func noAlert(_ word: String) -> Complaint {
    .failed(
      english: "there is no alert \"\(word)\"; see binnacle alerts",
      chinese: "没有告警“\(word)”；请看 binnacle alerts")
  }

  static func noNode(_ word: String) -> Complaint {
    .failed(
      english: "there is no node \"\(word.printable)\"; see binnacle nodes",
      chinese: "没有节点“\(word.printable)”；请看 binnacle nodes")
  }

  static func severalAlerts(_ rule: String, _ addresses: [String]) -> Complaint {
    let few = addresses.prefix(5).joined(separator: " ")
    return .failed(
      english: "\(addresses.count) alerts have the rule \(rule); name one: \(few)",
      chinese: "规则 \(rule) 有 \(addresses.count) 条告警；请指明一条：\(few)")
  }

  static func isThere(_ path: String) -> Complaint {
    .failed(english: "\(path) is there already; name a new file", chinese: "\(path) 已存在；请另取文件名")
  }

  static func noStore(_ path: String) -> Complaint {
    .failed(english: "there is no store at \(path) yet", chinese: "\(path) 处还没有存储")
  }

  static func noDirectory(in base: String, _ reason: String) -> Complaint {
    .failed(
      english: "no directory can be made in \(base): \(reason)", chinese: "无法在 \(base) 中建立目录：\(reason)")
  }
}
