import Basics
import Console
import Glibc
import Monitoring

extension Subcommand {
  static let forecast = Subcommand(
    "forecast", "FILE.csv --horizon N [--season M] [--level 95] [--json]",
    english: "continue series: a row each with its name and values, oldest first",
    chinese: "预测序列：每行一个名称及其按时间先后排列的值"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    guard arguments.words.count == 1, arguments["horizon"] != nil else { throw .usage(arguments.subcommand) }
    return try ForecastRun(arguments.words[0], arguments, options).run()
  }
}

/// One run of the command: the forecasts of all series of a file.
private struct ForecastRun {
  private let path: String
  private let forecaster: Forecaster
  /// The probability that values lie in the intervals asked for; nil where none are.
  private let level: Double?
  private let options: Options

  /// More than ten years of hours, and a season of a week of minutes.
  private static let longest = 100_000
  private static let longestSeason = 20_000

  init(_ path: String, _ arguments: Arguments, _ options: Options) throws(Complaint) {
    self.path = path
    self.options = options
    forecaster = Forecaster(
      horizon: try Self.number("horizon", arguments, upTo: Self.longest) ?? 1,
      season: try Self.number("season", arguments, upTo: Self.longestSeason) ?? 1)
    level = try Self.number("level", arguments, upTo: 99).map { Double($0) / 100 }
  }

  private static func number(_ option: String, _ arguments: Arguments, upTo most: Int) throws(Complaint)
    -> Int?
  {
    guard let text = arguments[option] else { return nil }
    guard let number = Int(text) else { throw .malformed(text, example: "--\(option) 24") }
    guard (1...most).contains(number) else { throw .outOfRange(option, 1...most) }
    return number
  }

  /// Series without a forecast are told of; the others are forecast all the same.
  func run() throws(Complaint) -> Int32 {
    guard let bytes = Files.bytes(path) else { throw .unreadable(path) }
    let table: SeriesTable
    do throws(CSVFault) { table = try SeriesTable(bytes, name: path) } catch {
      throw .failed(Bilingual(error.description))
    }
    var refused = table.rows.isEmpty
    if table.rows.isEmpty { Output.complain(Self.nothing(in: path)[options.language]) }
    var forecasts: [(row: SeriesTable.Row, forecast: Forecast)] = []
    for row in table.rows {
      do throws(ForecastRefusal) { forecasts.append((row, try forecaster.forecast(row.values))) } catch {
        refused = true
        Output.report("\(path):\(row.line): \(row.name): \(error.sentence[options.language])")
      }
    }
    if options.wantsJSON {
      Output.write(json(forecasts))
    } else {
      let lines = forecasts.flatMap(lines)
      // Without a head: whoever reads this knows what was asked for.
      Output.write(
        lines.first.map { Listing(name: "forecast", columns: $0, rows: Array(lines.dropFirst())) }?
          .commaSeparated ?? "")
    }
    return refused ? 1 : 0
  }

  private static func nothing(in path: String) -> Bilingual {
    Bilingual(english: "\(path): there is no series in it", chinese: "\(path)：其中没有序列")
  }

  /// A row of the expected values, and one each of the ends of the intervals where they are asked for.
  private func lines(of row: SeriesTable.Row, _ forecast: Forecast) -> [[String]] {
    var lines = [(row.name, forecast.values)]
    if let level {
      let intervals = forecast.intervals(level)
      lines.append(("\(row.name):low", intervals.map(\.lowerBound)))
      lines.append(("\(row.name):high", intervals.map(\.upperBound)))
    }
    return lines.map { name, values in [name] + values.map { Figures.decimal(Self.rounded($0)) } }
  }

  private func json(_ forecasts: [(row: SeriesTable.Row, forecast: Forecast)]) -> String {
    let document: JSONValue = [
      "schema": "binnacle/forecast/1", "at": .text((options.at ?? Clock.wall).rfc3339),
      "horizon": .integer(Int64(forecaster.horizon)), "season": .integer(Int64(forecaster.season)),
      "items": .array(forecasts.map { item($0.row, $0.forecast) }),
    ]
    return document.pretty + "\n"
  }

  private func item(_ row: SeriesTable.Row, _ forecast: Forecast) -> JSONValue {
    func numbers(_ values: [Double]) -> JSONValue { .array(values.map { .number(Self.rounded($0)) }) }
    var members: [(key: String, value: JSONValue)] = [
      ("address", .text("series/\(row.name)")), ("id", .text(row.name)),
      ("provenance", .text(Provenance.forecast.rawValue)), ("values", numbers(forecast.values)),
    ]
    if let level {
      let intervals = forecast.intervals(level)
      members += [
        ("level", .number(level)), ("low", numbers(intervals.map(\.lowerBound))),
        ("high", numbers(intervals.map(\.upperBound))),
      ]
    }
    let shares = forecast.shares.map { share in
      ["name": .text(share.method), "weight": .number(Self.rounded(share.weight))] as JSONValue
    }
    return .object(members + [("methods", .array(shares))])
  }

  /// To nine digits; no forecast deserves more.
  private static func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    let power = 8 - Int(log10(value.magnitude).rounded(.down))
    let scale = pow(10, Double(abs(power)))
    return power >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
  }
}

extension ForecastRefusal {
  /// Why there is no forecast, in words.
  var sentence: Bilingual {
    switch self {
    case .tooFewPoints(let found, let needed):
      Bilingual(
        english:
          "\(found) values are too few to forecast from; with this season at least \(needed) are needed",
        chinese: "只有 \(found) 个值，不足以预测；按此季节长度至少需要 \(needed) 个")
    case .tooManyGaps(let missing, let count):
      Bilingual(
        english: "\(missing) of \(count) values are missing, too many to forecast from",
        chinese: "\(count) 个值中缺 \(missing) 个，缺得太多，无法预测")
    case .horizonTooLong(let asked, let longest):
      Bilingual(
        english: "\(asked) steps ahead is further than its \(longest) values reach back",
        chinese: "要预测 \(asked) 步，超过了已有的 \(longest) 个值")
    }
  }
}
