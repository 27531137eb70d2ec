import Basics
import Glibc
import Monitoring

/// Brings a notification over one channel. Whoever sends one waits for it.
public enum Messenger {
  /// A notification as it was written down.
  public struct Message: Sendable {
    public let key: String
    public let at: Instant
    public let headline: Bilingual
    public let severity: Severity
    /// The document for programs.
    public let payload: String

    public init(key: String, at: Instant, headline: Bilingual, severity: Severity, payload: String) {
      self.key = key
      self.at = at
      self.headline = headline
      self.severity = severity
      self.payload = payload
    }
  }

  /// Brings it; what consoles show by themselves, or an Alertmanager is given otherwise, is brought already.
  public static func send(_ message: Message, over way: Channel.Way) throws(MessengerFault) {
    switch way {
    case .bell, .desktop, .alertmanager: return
    case .logFile(let path): try append(message.payload, to: path)
    case .command(let command):
      var run = ProgramRun(command.words)
      run.environment = command.environment.merging(["BINNACLE_NOTIFICATION": message.key]) { $1 }
      run.timeout = command.timeout
      try run.run(Array("\(message.payload)\n".utf8))
    case .email(let email):
      var run = ProgramRun(email.program)
      run.timeout = .seconds(30)
      try run.run(Array(Letter(message, email).text.utf8))
    }
  }

  /// One line more in a file that only its owner can read.
  private static func append(_ line: String, to path: String) throws(MessengerFault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o600)
    guard descriptor >= 0 else { throw .unwritable(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let bytes = Array("\(line)\n".utf8)
    // In one call, so that lines of two writers do not mix.
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count, fdatasync(descriptor) == 0 || errno == EINVAL else {
      throw .unwritable(path, String(cString: strerror(errno)))
    }
  }
}
