import Basics
import Canvas
import Collectors
import Console
import Engine
import Glibc
import Model
import Monitoring
import Scheduling
import Store
import Terminal

extension Subcommand {
  static let doctor = Subcommand(
    "doctor", english: "say what is wrong with terminal, locale, store, rules and themes",
    chinese: "检查终端、区域设置、存储、规则和主题"
  ) { invocation throws(Complaint) in
    let findings = Doctor(invocation.options).findings
    for finding in findings { Output.write("\(finding)\n") }
    return findings.contains { $0.isBad } ? 1 : 0
  }
}

/// Looks at everything the console stands on, and says in words what is wrong and what to do.
struct Doctor {
  /// One thing looked at.
  struct Finding: CustomStringConvertible {
    let isBad: Bool
    let subject: Bilingual
    let words: Bilingual
    let language: Language

    var description: String {
      "\(isBad ? "!!" : "ok")  \(subject[language].padded(to: 10))  \(words[language])"
    }
  }

  private let options: Options

  init(_ options: Options) { self.options = options }

  var findings: [Finding] {
    [terminal, locale, store, host, rules, themes, keys]
      + (options.configuration.programs.map { [executor($0)] } ?? [])
  }

  private func finding(_ isBad: Bool, _ subject: Bilingual, _ words: Bilingual) -> Finding {
    Finding(isBad: isBad, subject: subject, words: words, language: options.language)
  }

  private var terminal: Finding {
    let facts = TerminalFacts(options.environment)
    let subject = Bilingual(english: "terminal", chinese: "终端")
    guard !facts.name.isEmpty, facts.name != "dumb", facts.colours != nil else {
      return finding(
        true, subject,
        Bilingual(
          english: "TERM=\(facts.name) is not described here; set TERM, for example to xterm-256color",
          chinese: "此处没有 TERM=\(facts.name) 的描述；请设置 TERM，例如 xterm-256color"))
    }
    let size = facts.size.map { "\($0.width)x\($0.height)" }
    return finding(
      false, subject,
      Bilingual(
        english: "\(facts.name), colours: \(facts.depth.rawValue), \(size ?? "output is not a terminal")",
        chinese: "\(facts.name)，颜色：\(facts.depth.rawValue)，\(size ?? "输出不是终端")"))
  }

  private var locale: Finding {
    let subject = Bilingual(english: "locale", chinese: "区域设置")
    guard options.onlyASCII else {
      return finding(false, subject, Bilingual(english: "UTF-8 may be sent", chinese: "可用 UTF-8"))
    }
    return finding(
      true, subject,
      Bilingual(
        english: "the locale has no UTF-8, so drawing is ASCII only; set LC_ALL, for example to C.UTF-8",
        chinese: "区域设置不含 UTF-8，只能用 ASCII 绘制；请设置 LC_ALL，例如 C.UTF-8"))
  }

  private var store: Finding {
    let (path, subject) = (options.paths.store, Bilingual(english: "store", chinese: "存储"))
    guard Files.exists(path) else {
      return finding(
        false, subject,
        Bilingual(english: "\(path) is not there yet; it will be made", chinese: "\(path) 尚不存在，首次运行时创建"))
    }
    do throws(StoreFault) {
      return try examined(Store(path: path, use: .read), subject)
    } catch {
      let words = Phrases.bothLanguages { $0.trouble.sentence(error.kind, detail: error.detail) }
      return finding(
        true, subject,
        Bilingual(english: "\(path): \(words.english)", chinese: "\(path)：\(words.chinese)"))
    }
  }

  private func examined(_ store: Store, _ subject: Bilingual) throws(StoreFault) -> Finding {
    if let complaint = try store.check().first {
      throw StoreFault(.corrupt, path: store.path, detail: complaint)
    }
    var status = stat()
    if stat(store.path, &status) == 0, status.st_mode & 0o077 != 0 {
      return finding(
        true, subject,
        Bilingual(
          english: "others may read \(store.path); run: chmod 600 \(store.path)",
          chinese: "\(store.path) 可被他人读取；请运行 chmod 600 \(store.path)"))
    }
    let holder = try store.leaseHolder(EngineRoom.beat, isAlive: EngineRoom.isAlive)
    let size = Figures.bytes(Double(try store.bytes))
    let watch = Phrases.bothLanguages { phrases in
      holder.map { phrases.process(Int($0.pid)) } ?? phrases.nobody
    }
    return finding(
      false, subject,
      Bilingual(
        english: "\(store.path), \(size), sound; watched by \(watch.english)",
        chinese: "\(store.path)，\(size)，完好；值守方：\(watch.chinese)"))
  }

  private var host: Finding {
    let subject = Bilingual(english: "host", chinese: "本机")
    let wanted = ["/proc/stat", "/proc/meminfo", "/proc/diskstats", "/proc/net/dev", "/proc/pressure/cpu"]
    let missing = wanted.filter { !Files.canRead($0) }
    guard missing.isEmpty else {
      let list = missing.joined(separator: " ")
      return finding(
        missing.contains("/proc/stat"), subject,
        Bilingual(
          english: "\(list) cannot be read; those figures stay empty", chinese: "无法读取 \(list)；相应数据为空"))
    }
    return finding(false, subject, Bilingual(english: "/proc can be read", chinese: "/proc 可读"))
  }

  private var rules: Finding {
    let subject = Bilingual(english: "rules", chinese: "规则")
    let configuration = DataFiles.configuration(in: options.paths.data, at: Clock.wall, facts: true)
    if let complaint = configuration.complaints.first { return finding(true, subject, Bilingual(complaint)) }
    let count = configuration.rules.map(\.steps.count).reduce(0, +)
    return finding(
      count == 0, subject,
      count > 0
        ? Bilingual(english: "\(count) rules", chinese: "\(count) 条规则")
        : Bilingual(
          english:
            "there are no rules: the files of the program are missing; name their directory with --data",
          chinese: "没有规则：程序的资料文件缺失；请用 --data 指明目录"))
  }

  /// Whether the programs that move units are there.
  private func executor(_ programs: UnitPrograms) -> Finding {
    let subject = Bilingual(english: "executor", chinese: "执行器")
    let names = [programs.load[0], programs.release[0]] + (programs.fence.map { [$0[0]] } ?? [])
    if let missing = names.first(where: { !Files.isProgram($0) }) {
      return finding(
        true, subject,
        Bilingual(english: "\(missing) is no program that can be run", chinese: "\(missing) 不是可执行的程序"))
    }
    return finding(
      false, subject,
      Bilingual(
        english: "units are moved by \(names[0])"
          + (programs.fence == nil ? "; nothing fences a node that is not heard of" : ""),
        chinese: "单元由 \(names[0]) 迁移" + (programs.fence == nil ? "；失联节点无隔离程序" : "")))
  }

  private var themes: Finding {
    let subject = Bilingual(english: "themes", chinese: "主题")
    let library = ThemeLibrary(options.paths.themes)
    for name in library.names {
      do { _ = try library.theme(name) } catch { return finding(true, subject, error.sentence) }
    }
    let names = library.names.joined(separator: ", ")
    return finding(
      library.names.isEmpty, subject,
      names.isEmpty
        ? Bilingual(
          english: "there are none; name their directory with --themes", chinese: "没有主题；请用 --themes 指明目录")
        : Bilingual(names))
  }

  private var keys: Finding {
    let subject = Bilingual(english: "keys", chinese: "按键")
    guard let clash = Keymap(replacing: options.configuration.keys).clashes.first else {
      return finding(false, subject, Bilingual(english: "no key means two things", chinese: "没有冲突"))
    }
    let commands = clash.commands.map(\.rawValue)
    return finding(
      true, subject,
      Bilingual(
        english: "\(clash.key.label) means \(commands.joined(separator: " and "))",
        chinese: "\(clash.key.label) 同时对应 \(commands.joined(separator: "、"))"))
  }
}
