import Basics
import Glibc
import Messengers
import Model
import Scheduling

/// Has the user's own programs do on the nodes what the journal asks for, several at a time, on threads of their own.
/// What is under way when the process ends is asked for again by the next one.
final class Executor: Sendable {
  private let room: EngineRoom
  private let programs: UnitPrograms
  private let returns = Mailbox<(job: ExecutorQueue.Job, fault: String?)>()

  /// How often the journal is looked into.
  private static let pause = Span.milliseconds(250)
  /// The lease of an engine that takes no step for longer may be another's.
  private static let freshness = Span.seconds(2)
  /// How its troubles are told from those of other sources.
  private static let name = "executor"

  init(_ room: EngineRoom, _ programs: UnitPrograms) { (self.room, self.programs) = (room, programs) }

  /// Works for ever: while this process holds the watch, and idle while it does not.
  func run() {
    var queue = ExecutorQueue(programs)
    var told: String?
    while true {
      var answers = returns.take(waitingUpTo: Self.pause).compactMap {
        queue.heed($0.job, fault: $0.fault, at: Clock.uptime)
      }
      // Nothing new is begun on the word of an engine that hangs: another may hold the watch by now.
      if let commands = room.holdsWatch ? room.commands(within: Self.freshness) : [] {
        let due = queue.take(of: commands, at: Clock.uptime)
        answers += due.answers
        for job in due.jobs { start(job) }
      }
      if !answers.isEmpty { room.mailbox.put(.observations([.answers(answers)])) }
      let complaint = queue.complaint
      if complaint != told {
        told = complaint
        room.mailbox.put(.observations([.fault(source: Self.name, reason: complaint)]))
      }
    }
  }

  private func start(_ job: ExecutorQueue.Job) {
    Worker.start { [returns, programs] in returns.put((job, Self.fault(of: job, programs))) }
  }

  /// Runs a program to its end; what went wrong, nil for nothing.
  private static func fault(of job: ExecutorQueue.Job, _ programs: UnitPrograms) -> String? {
    let words: [String]?
    do throws(UnitPrograms.Fault) {
      switch job {
      case .command(let command): words = try programs.words(for: command)
      case .fence(let node): words = try programs.words(toFence: node)
      }
    } catch {
      // What could not be passed to any program was never loaded, so that there is nothing to let go.
      if case .command(let command) = job, command.verb == .release, command.node != command.origin {
        return nil
      }
      return error.description
    }
    guard let words else { return nil }
    var run = ProgramRun(words)
    run.timeout = programs.timeout
    run.environment = environment
    do throws(MessengerFault) {
      try run.run([])
      return nil
    } catch { return error.description }
  }

  /// What a program that reaches other machines needs of this one's user.
  private static var environment: [String: String] {
    let names = ["HOME", "USER", "LOGNAME", "SSH_AUTH_SOCK", "KUBECONFIG", "DOCKER_HOST"]
    return names.reduce(into: [:]) { known, name in
      if let value = getenv(name) { known[name] = String(cString: value) }
    }
  }
}
