import Basics
import Model
import Telemetry

extension Store {
  /// Keeps a node's processes for those who look on. Call within `write`.
  public func save(_ table: ProcessTable) throws(StoreFault) {
    let rows = table.processes.map { process in
      JSONValue.array([
        .integer(Int64(process.pid)), .text(process.name), .text(process.command), .text(process.user),
        .text(process.state), .integer(Int64(process.threads)), .number(Double(process.cpu)),
        .number(process.memory),
        .number(Double(process.read)), .number(Double(process.written)),
        .integer(process.startedAt.milliseconds),
      ])
    }
    let document = JSONValue.object([("total", .integer(Int64(table.total))), ("processes", .array(rows))])
    try database.run(
      "INSERT OR REPLACE INTO processes (source, at, document) VALUES (?, ?, ?)",
      [.integer(try sourceID(table.source)), .of(table.at), .text(document.compact)])
  }

  /// The processes kept of every node.
  public func processes() throws(StoreFault) -> [ProcessTable] {
    var rows: [(source: Int64, at: Instant, document: String)] = []
    try database.run("SELECT source, at, document FROM processes") { row in
      rows.append((row.integer(0), row.instant(1), row.text(2)))
    }
    var tables: [ProcessTable] = []
    for row in rows {
      guard let labels = try sourceLabels(row.source), let node = Documents.read(row.document) else {
        continue
      }
      do throws(JSONFault) {
        var processes: [ProcessReading] = []
        for process in try node.list("processes") {
          let fields = try process.items()
          guard fields.count == 11 else { throw process.fault("a process has eleven fields") }
          processes.append(try Self.process(fields))
        }
        let total = try node.required("total").integer()
        tables.append(ProcessTable(source: labels, at: row.at, total: total, processes: processes))
      } catch { continue }
    }
    return tables
  }

  private static func process(_ fields: [JSONNode]) throws(JSONFault) -> ProcessReading {
    func float(_ place: Int) throws(JSONFault) -> Float {
      fields[place].isNull ? .nan : Float(try fields[place].number())
    }
    return ProcessReading(
      pid: try fields[0].integer(), name: try fields[1].text(), command: try fields[2].text(),
      user: try fields[3].text(), state: try fields[4].text(), threads: try fields[5].integer(),
      cpu: try float(6),
      memory: try fields[7].number(), read: try float(8), written: try float(9),
      startedAt: Instant(milliseconds: Int64(try fields[10].integer())))
  }
}
