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
  /// How its troubles are told from those of other sources.
  private static let name = "executor"

  init(_ room: EngineRoom, _ programs: UnitPrograms) { (self.room, self.programs) = (room, programs) }

  /// Works for ever: while this process holds the watch, and idle while it does not.
  func run() {
    var queue = ExecutorQueue(programs)
    var told: String?
    while true {
      let answers = returns.take(waitingUpTo: Self.pause).compactMap {
        queue.heed($0.job, fault: $0.fault, at: Clock.uptime)
      }
      if !answers.isEmpty { room.mailbox.put(.observations([.answers(answers)])) }
      // The engine's step that heeds the answers changes what is asked for.
      for job in queue.take(of: room.holdsWatch ? room.commands : [], at: Clock.uptime) { start(job) }
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
      case .fence(let node, let plan): words = try programs.words(toFence: node, for: plan)
      }
    } catch { return error.description }
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
