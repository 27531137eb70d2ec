import Basics
import Canvas
import Console
import Model
import Monitoring

/// The table people read of what nodes are expected to run out of. A tilde stands before every prediction.
struct CapacityTable {
  private let views: [CapacityView]
  private let hasChange: Bool
  private let words: Words
  private let phrases: Phrases
  private let language: Language
  private let arrow: String

  /// What the table says, in one language.
  struct Words: Sendable {
    let head: [String]
    let waitHead: String
    let hour, day, unknown, endless, footer, changeFooter: String
    let beyond: @Sendable (String) -> String
    let within: @Sendable (String, String) -> String
    let between: @Sendable (String, String?) -> String

    static func of(_ language: Language) -> Words {
      switch language {
      case .english: english
      case .chinese: chinese
      }
    }
  }

  init(_ views: [CapacityView], hasChange: Bool, in language: Language, isASCII: Bool) {
    self.views = views
    self.hasChange = hasChange
    self.language = language
    words = .of(language)
    phrases = .of(language)
    arrow = isASCII ? " -> " : " → "
  }

  var text: String {
    let head = hasChange ? words.head.dropLast() + [words.waitHead, words.head.last ?? ""] : words.head[...]
    return Listing.table(Array(head), views.map(cells)) + "\n" + words.footer + "\n"
      + (hasChange ? words.changeFooter + "\n" : "")
  }

  private func cells(_ view: CapacityView) -> [String] {
    let use = view.use.map { Figures.percent($0) } ?? words.unknown
    let probability = view.prospect.map { predicted($0.probability) } ?? "-"
    let named = [view.node, phrases.name(of: view.vital)]
    guard let change = view.change else {
      return named + [use, within(probability, view), outlook(view.prospect, of: view)]
    }
    let after = view.prospect == nil ? nil : change.outlook.map { predicted($0.probability) } ?? words.unknown
    return named + [
      use + arrow + (change.use.map(predicted) ?? words.unknown),
      within(probability + (after.map { arrow + $0 } ?? ""), view), wait(change),
      outlook(view.prospect, of: view)
        + (view.prospect == nil ? "" : arrow + outlook(change.outlook, of: view)),
    ]
  }

  private func predicted(_ share: Double) -> String { "~" + Figures.percent(share) }

  /// A probability with the time it is for.
  private func within(_ probability: String, _ view: CapacityView) -> String {
    view.prospect.map { words.within(probability, time($0.horizon)) } ?? probability
  }

  /// The wait for a core, in times of service.
  private func wait(_ change: CapacityView.Changed) -> String {
    guard let waits = change.waits else { return "-" }
    func times(_ wait: Double) -> String { wait.isFinite ? "~\(Figures.fixed(wait, 2))" : words.endless }
    return times(waits.now) + arrow + times(waits.then)
  }

  /// When it is used up, or why that cannot be told.
  private func outlook(_ prospect: CapacityView.Prospect?, of view: CapacityView) -> String {
    if let reason = view.reason { return reason[language] }
    guard let prospect else { return words.unknown }
    guard let days = prospect.days else { return words.beyond(time(prospect.horizon)) }
    return "~" + time(days) + range(of: prospect)
  }

  /// The days between which it is used up, unless they are the same.
  private func range(of prospect: CapacityView.Prospect) -> String {
    guard let first = prospect.first.map(time) else { return "" }
    let last = prospect.last.map(time)
    return first == last ? "" : words.between(first, last)
  }

  /// Days with a decimal, or hours, where there are few.
  private func time(_ days: Double) -> String {
    if days < 2 { return "\(Figures.fixed(days * 24, 0)) \(words.hour)" }
    let tenths = (days * 10).rounded() / 10
    return "\(Figures.brief(days < 10 ? tenths : days.rounded())) \(words.day)"
  }
}

extension CapacityTable.Words {
  fileprivate static let english = Self(
    head: ["NODE", "RESOURCE", "IN USE", "PROBABILITY", "USED UP IN (80 %)"], waitHead: "WAIT",
    hour: "h", day: "d", unknown: "unknown", endless: "endless",
    footer: "~ is a prediction, by forecasts from hours of the last 30 days (Bates and Granger 1969).",
    changeFooter: """
      What the change does follows from the utilisation law (Denning and Buzen 1978), if use grows with the users \
      (of a disk what is yet to be written); WAIT is for a core, in times of service (M/M/c, Erlang 1917).
      """,
    beyond: { "~ not in \($0)" }, within: { "\($0) in \($1)" },
    between: { first, last in last.map { " (\(first) to \($0))" } ?? " (\(first) or later)" })

  fileprivate static let chinese = Self(
    head: ["节点", "资源", "使用率", "用尽概率", "预计用尽时间（80%）"], waitHead: "等待",
    hour: "小时", day: "天", unknown: "未知", endless: "无穷",
    footer: "~ 为预测值，由最近 30 天的小时数据预测得出（Bates 与 Granger 1969）。",
    changeFooter: """
      变更的影响按利用率定律推算（Denning 与 Buzen 1978），假定使用量随用户数增长（磁盘仅指尚待写入的部分）；\
      “等待”指等待一个核的时间与服务时间之比（M/M/c，Erlang 1917）。
      """,
    beyond: { "~ \($0)内不会" }, within: { "\($1)内 \($0)" },
    between: { first, last in last.map { "（\(first)至\($0)）" } ?? "（\(first)或更晚）" })
}
