import Basics
import Costs
import Model
import Telemetry

extension Store {
  /// The totals of every day, oldest first.
  public func costDays(currency: String) throws(StoreFault) -> [CostView.DayCost] {
    var days: [CostView.DayCost] = []
    try database.run(
      """
      SELECT day, sum(provisioned), sum(used), sum(watched) FROM cost_day WHERE currency = ? GROUP BY day ORDER BY day
      """, [.text(currency)]
    ) { row in
      days.append(CostView.DayCost(day: Day(number: row.int(0)), total: Self.total(row, from: 1, currency)))
    }
    return days
  }

  /// The totals of each node on a day.
  public func costs(on day: Day, currency: String) throws(StoreFault) -> [String: CostTotal] {
    var totals: [String: CostTotal] = [:]
    try database.run(
      "SELECT node, provisioned, used, watched FROM cost_day WHERE day = ? AND currency = ?",
      [.of(day), .text(currency)]
    ) { row in totals[row.text(0)] = Self.total(row, from: 1, currency) }
    return totals
  }

  /// Saves the total of a node on a day. Call within `write`.
  public func save(_ total: CostTotal, of node: String, on day: Day) throws(StoreFault) {
    try database.run(
      "INSERT OR REPLACE INTO cost_day (day, node, currency, provisioned, used, watched) VALUES (?, ?, ?, ?, ?, ?)",
      [
        .of(day), .text(node), .text(total.provisioned.currency),
        .integer(Self.billionths(total.provisioned)),
        .integer(Self.billionths(total.used)), .integer(total.watched.milliseconds),
      ])
  }

  private static func total(_ row: borrowing SQLRow, from column: Int32, _ currency: String) -> CostTotal {
    func money(_ billionths: Int64) -> Money {
      Money(trillionths: Int128(billionths) * 1_000, currency: currency)
    }
    return CostTotal(
      provisioned: money(row.integer(column)), used: money(row.integer(column + 1)),
      watched: Span(milliseconds: row.integer(column + 2)))
  }

  private static func billionths(_ money: Money) -> Int64 { Int64(clamping: money.trillionths / 1_000) }

  /// A setting by its key.
  public func setting(_ key: String) throws(StoreFault) -> String? {
    var value: String?
    try database.run("SELECT value FROM setting WHERE key = ?", [.text(key)]) { value = $0.text(0) }
    return value
  }

  /// Keeps a setting.
  public func set(_ key: String, to value: String) throws(StoreFault) {
    try database.run("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", [.text(key), .text(value)])
  }

  /// How often a subject has changed; an onlooker reads again what counted up.
  public func revision(of subject: Subject) throws(StoreFault) -> Int64 {
    try database.number("SELECT number FROM revision WHERE subject = ?", [.text(subject.rawValue)]) ?? 0
  }

  /// Counts a subject's changes up. Call within `write`.
  public func touch(_ subject: Subject) throws(StoreFault) {
    try database.run(
      "INSERT INTO revision (subject, number) VALUES (?, 1) ON CONFLICT (subject) DO UPDATE SET number = number + 1",
      [.text(subject.rawValue)])
  }

  /// What an onlooker keeps in memory and reads again when it changes; the raw value is the word in the store.
  public enum Subject: String, CaseIterable, Sendable {
    case alerts, plan, board, log, costs, origins, panels, incidents, notifications, acts
  }
}
