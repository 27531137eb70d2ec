import Basics

/// A value for a place in a statement.
public enum SQLValue: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  static func of(_ instant: Instant) -> SQLValue { .integer(instant.milliseconds) }
  static func of(_ instant: Instant?) -> SQLValue { instant.map { .integer($0.milliseconds) } ?? .null }
  static func of(_ day: Day?) -> SQLValue { day.map { .integer(Int64($0.number)) } ?? .null }
  static func of(_ number: Int) -> SQLValue { .integer(Int64(number)) }
  static func of(_ flag: Bool) -> SQLValue { .integer(flag ? 1 : 0) }
  static func of(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
  /// Not-a-number is stored as null, since SQLite has none.
  static func of(_ number: Double?) -> SQLValue { number.flatMap { $0.isNaN ? nil : .real($0) } ?? .null }
}

/// A row of a result, valid while it is visited.
public struct SQLRow: ~Copyable {
  let statement: Statement

  func integer(_ column: Int32) -> Int64 { statement.integer(column) }
  func optionalInteger(_ column: Int32) -> Int64? {
    statement.isNull(column) ? nil : statement.integer(column)
  }
  func int(_ column: Int32) -> Int { Int(statement.integer(column)) }
  func flag(_ column: Int32) -> Bool { statement.integer(column) != 0 }
  func optionalReal(_ column: Int32) -> Double? { statement.isNull(column) ? nil : statement.real(column) }
  func text(_ column: Int32) -> String { statement.text(column) }
  func optionalText(_ column: Int32) -> String? { statement.isNull(column) ? nil : statement.text(column) }
  func blob(_ column: Int32) -> [UInt8] { statement.blob(column) }
  func instant(_ column: Int32) -> Instant { Instant(milliseconds: statement.integer(column)) }
  func optionalInstant(_ column: Int32) -> Instant? {
    optionalInteger(column).map { Instant(milliseconds: $0) }
  }
  func optionalDay(_ column: Int32) -> Day? { optionalInteger(column).map { Day(number: Int($0)) } }
}
