import Basics
import Monitoring
import Scheduling
import Telemetry

/// What comes in from outside: what sources saw.
public enum Observation: Sendable {
  case scrape(Scrape)
  case processes(ProcessTable)
  /// A source could not be read, or can be again when the reason is nil.
  case fault(source: String, reason: String?)
  /// The silences of an Alertmanager that are not over.
  case silences(source: String, [Silence])
  /// What nodes say to what they were asked to do with units.
  case answers([Migration.Answer])
  /// The wall clock was set by so much.
  case clockStep(Span)
}

/// The busiest processes of a node at a time.
public struct ProcessTable: Sendable, Hashable {
  /// The labels of the node's source.
  public let source: Labels
  public let at: Instant
  /// How many processes there are in all.
  public let total: Int
  public let processes: [ProcessReading]

  public init(source: Labels, at: Instant, total: Int, processes: [ProcessReading]) {
    self.source = source
    self.at = at
    self.total = total
    self.processes = processes
  }
}

/// One process and what it uses.
public struct ProcessReading: Sendable, Hashable {
  public let pid: Int
  public let name: String
  /// The command line, or the name in brackets for a kernel thread.
  public let command: String
  public let user: String
  /// The kernel's letter: R, S, D, Z, T, …
  public let state: String
  public let threads: Int
  /// Shares of one core.
  public let cpu: Float
  /// Resident bytes.
  public let memory: Double
  /// Bytes a second; not-a-number where the kernel does not let us see.
  public let read: Float
  public let written: Float
  public let startedAt: Instant

  public init(
    pid: Int, name: String, command: String, user: String, state: String, threads: Int, cpu: Float,
    memory: Double,
    read: Float, written: Float, startedAt: Instant
  ) {
    self.pid = pid
    self.name = name
    self.command = command
    self.user = user
    self.state = state
    self.threads = threads
    self.cpu = cpu
    self.memory = memory
    self.read = read
    self.written = written
    self.startedAt = startedAt
  }
}
