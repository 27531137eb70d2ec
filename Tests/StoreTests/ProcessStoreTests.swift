import Basics
import Model
import Store
import Telemetry
import Testing

@Suite struct ProcessStoreTests {
  private func process(_ pid: Int, _ text: String, read: Float = 1.5) -> ProcessReading {
    ProcessReading(
      pid: pid, name: text, command: text + " --serve", user: "root", state: "S", threads: 4, cpu: 0.25,
      memory: 1_048_576, read: read, written: 0, startedAt: Sample.now)
  }

  private func table(_ processes: [ProcessReading], on node: String = "a") -> ProcessTable {
    ProcessTable(source: ["instance": node], at: Sample.now, total: 240, processes: processes)
  }

  @Test func `the processes of every node come back`() throws {
    let store = try Store()
    let tables = ["a", "b"].map { table([process(1, "init"), process(77, "nginx")], on: $0) }
    for table in tables { try store.save(table) }
    #expect(try store.processes() == tables)
  }

  @Test func `only the newest table of a node is kept`() throws {
    let store = try Store()
    try store.save(table([process(1, "old")]))
    try store.save(table([process(2, "new")]))
    #expect(try store.processes() == [table([process(2, "new")])])
  }

  @Test(arguments: Sample.hostileTexts)
  func `a process may call itself anything`(text: String) throws {
    let store = try Store()
    try store.save(table([process(1, text)]))
    #expect(try store.processes() == [table([process(1, text)])])
  }

  @Test func `what the kernel hides stays unknown`() throws {
    let store = try Store()
    try store.save(table([process(1, "init", read: .nan)]))
    #expect(try store.processes().first?.processes.first?.read.isNaN == true)
  }
}
