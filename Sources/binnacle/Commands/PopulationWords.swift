import Basics
import Simulation

/// What the words of `simulate --users` ask for.
struct PopulationWords {
  /// How many users there are in each run.
  let users: [Int]
  let days: Int
  let policy: String
  let seed: Int
  /// Thousandths of a dollar an hour; nil for no limit.
  let cap: Int?
  let faults: [Fault]
  /// Each with the factor it means for so many users.
  private let crowds: [Crowd]

  init(_ words: Arguments, seed: Int) throws(Complaint) {
    guard words.words.isEmpty, ["nodes", "units", "arrivals", "consolidate"].allSatisfy({ !words.has($0) })
    else { throw .usage(words.subcommand) }
    users = try Self.counts(words["users"] ?? "")
    days = try Self.days(words["days"])
    policy = words["policy"] ?? "best-fit"
    guard PolicyList.names.contains(policy) else { throw .unknown(.policy, policy, among: PolicyList.names) }
    self.seed = seed
    cap = try Self.cap(words["cap"])
    faults = try Self.lines(words["fault"], Self.fault)
    crowds = try Self.lines(words["flash"], Crowd.init)
  }

  /// How long a run is, in words.
  var length: Bilingual { Bilingual(english: days == 1 ? "1 day" : "\(days) days", chinese: "\(days) 天") }

  /// The run with so many users.
  func setting(_ users: Int) -> PopulationRun.Setting {
    var setting = PopulationRun.Setting(users: users, length: .days(Int64(days)))
    setting.seed = UInt64(seed)
    setting.cap = cap
    setting.faults = faults
    setting.crowds = crowds.map { $0.crowd(users) }
    return setting
  }

  private static let fewest = 10_000.0
  private static let most = 1e10

  private static func counts(_ text: String) throws(Complaint) -> [Int] {
    var counts: [Int] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let count = count(word), count >= fewest, count <= most else {
        throw .value(
          String(word), of: "users",
          wanted: Bilingual(
            english: "numbers of users from 10,000 to 10B, such as 96M or 96M,200M,500M,1B",
            chinese: "介于 1 万与 100 亿之间的用户数，例如 96M 或 96M,200M,500M,1B"))
      }
      counts.append(Int(count))
    }
    return counts
  }

  /// `96M`, `9600万` or a plain number.
  fileprivate static func count(_ text: Substring) -> Double? {
    guard let amount = Quantity(String(text)), amount.comparator == .exactly, amount.unit == nil else {
      return nil
    }
    return amount.value
  }

  private static func days(_ text: String?) throws(Complaint) -> Int {
    guard let text else { return 7 }
    guard let days = Int(text), (1...366).contains(days) else { throw .outOfRange("days", 1...366) }
    return days
  }

  private static func cap(_ text: String?) throws(Complaint) -> Int? {
    guard let text else { return nil }
    guard let money = Money(decimal: text, currency: "USD"), money.trillionths > 0 else {
      throw .value(
        text, of: "cap",
        wanted: Bilingual(english: "dollars an hour, such as 150 or 99.50", chinese: "每小时美元数，例如 150 或 99.50"))
    }
    return Int(clamping: money.trillionths / (Money.grain / 1_000))
  }

  /// The values of an option that may be given several times.
  private static func lines<Value>(_ text: String?, _ read: (Substring) throws(Complaint) -> Value)
    throws(Complaint) -> [Value]
  {
    var values: [Value] = []
    for line in (text ?? "").split(separator: "\n") { values.append(try read(line)) }
    return values
  }

  private static func fault(_ text: Substring) throws(Complaint) -> Fault {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let kind = Fault.Kind(rawValue: String(parts[0])),
      let (target, at, length) = Occasion.read(parts[1])
    else {
      let kinds = Fault.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw .value(
        String(text), of: "fault",
        wanted: Bilingual(
          english: "KIND:NAME@AT/LENGTH such as region:eu-west@1d6h/2h, the kind one of \(kinds)",
          chinese: "KIND:NAME@AT/LENGTH，例如 region:eu-west@1d6h/2h，KIND 为 \(kinds) 之一"))
    }
    return Fault(kind, String(target), at: at, length: length)
  }
}

/// `WHAT@AT/LENGTH`, with times since the start as Prometheus writes durations.
private enum Occasion {
  static func read(_ text: Substring) -> (what: Substring, at: Span, length: Span)? {
    let parts = text.split(separator: "@")
    let times = parts.count == 2 ? parts[1].split(separator: "/") : []
    guard times.count == 2, let at = Span(prometheus: times[0]), let length = Span(prometheus: times[1]),
      length > .zero
    else { return nil }
    return (parts[0], at, length)
  }
}

/// More users for a while, as a factor (`3x`) or as so many more (`200M`).
private struct Crowd {
  private let factor: Double?
  private let more: Double
  private let at: Span
  private let length: Span

  init(_ text: Substring) throws(Complaint) {
    guard let (what, at, length) = Occasion.read(text),
      let number = what.hasSuffix("x") ? Double(what.dropLast()) : PopulationWords.count(what),
      number >= 0, number <= 1e10
    else {
      throw .value(
        String(text), of: "flash",
        wanted: Bilingual(
          english: "3x@2d12h/1h for three times as many users, or 200M@2d12h/1h for so many more",
          chinese: "3x@2d12h/1h（三倍用户）或 200M@2d12h/1h（另增两亿）"))
    }
    factor = what.hasSuffix("x") ? number : nil
    (more, self.at, self.length) = (number, at, length)
  }

  func crowd(_ users: Int) -> FlashCrowd {
    FlashCrowd(factor: factor ?? 1 + more / Double(users), at: at, length: length)
  }
}
