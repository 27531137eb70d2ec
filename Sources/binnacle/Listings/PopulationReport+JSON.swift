import Basics
import Scheduling
import Simulation

extension PopulationReport {
  /// `binnacle/simulate-users/1`: an item for each number of users. Money is exact, in dollars an hour.
  var json: JSONValue {
    .object([
      ("schema", "binnacle/simulate-users/1"), ("provenance", "simulated"), ("policy", .text(words.policy)),
      ("days", .integer(Int64(words.days))), ("seed", .integer(Int64(words.seed))),
      ("prices", "assumed"), ("currency", "USD"), ("items", .array(rows.map(Self.item))),
    ])
  }

  private static func item(_ row: Row) -> JSONValue {
    let tally = row.tally
    return .object([
      ("address", .text("simulation/users/\(row.users)")), ("provenance", "simulated"),
      ("users", .integer(Int64(row.users))), ("nodes_peak", .integer(Int64(tally.peakNodes))),
      ("nodes_mean", .number(tally.meanNodes)), ("units_resident_peak", .integer(Int64(tally.peakResidents))),
      ("units_resident_mean", .number(tally.meanResidents)), ("units_ghost_mean", .number(tally.meanGhosts)),
      ("cost_per_hour", .text(tally.costPerHour.decimal)),
      ("cost_per_million_users_hour", .text(row.perMillion.decimal)),
      ("marginal_cost_per_million_users_hour", .optional(row.marginal?.decimal)),
      ("nodes_cost_peak_per_hour", .number(Double(tally.peakSpending) / 1_000)),
      ("classes", .array(tally.classes.map(part))), ("moves", .integer(Int64(tally.moves))),
      ("scalings", .integer(Int64(tally.scalings))), ("failed_loads", .integer(Int64(tally.failures))),
      ("events", .integer(Int64(clamping: tally.events))),
      ("log_fingerprint", .text(String(row.log.fingerprint, radix: 16))), ("log", log(row.log)),
    ])
  }

  private static func part(_ tally: RunTally.ClassTally) -> JSONValue {
    func share(_ requests: Double) -> JSONValue { .number(requests / max(tally.offered, 1)) }
    func milliseconds(_ quantile: Double) -> JSONValue {
      .optional(tally.latency.quantile(quantile).map { ($0 * 1e6).rounded() / 1_000 })
    }
    return .object([
      ("class", .text(tally.name.name.english)), ("offered", .number(tally.offered.rounded())),
      ("served_share", share(tally.served)), ("shed_share", share(tally.shed)),
      ("lost_share", share(tally.lost)),
      ("lean_share", share(tally.lean)), ("p50_ms", milliseconds(0.5)), ("p95_ms", milliseconds(0.95)),
      ("p99_ms", milliseconds(0.99)), ("objective_ms", .number(tally.objective * 1_000)),
      ("objective_share", .number(tally.promised)),
      ("within_objective_share", .optional(tally.latency.share(within: tally.objective))),
      ("objective_kept", tally.isKept.map { .flag($0) } ?? .null),
    ])
  }

  private static func log(_ log: RunLog) -> JSONValue {
    .array(
      log.entries.map { entry in
        .object([
          ("at", .text(entry.at.prometheus)), ("kind", .text(entry.kind.rawValue)),
          ("en", .text(entry.words.english)), ("zh", .text(entry.words.chinese)),
        ])
      })
  }
}
