import Basics

/// Somebody who is to be told, and the ways to reach them.
public struct Receiver: Sendable, Hashable {
  public let name: String
  public let channels: [Channel]
  /// The ways that only Alertmanager itself knows, such as `slack_configs`.
  public let foreign: [String]

  public init(name: String, channels: [Channel], foreign: [String] = []) {
    self.name = name
    self.channels = channels
    self.foreign = foreign
  }
}

/// One way to reach a receiver.
public struct Channel: Sendable, Hashable {
  /// Tells it from the receiver's others: the kind and its place among those of the kind, `command/0`.
  public let identifier: String
  public let way: Way
  /// Whether it is told too when alerts are over.
  public let sendsResolved: Bool

  public init(identifier: String, way: Way, sendsResolved: Bool) {
    self.identifier = identifier
    self.way = way
    self.sendsResolved = sendsResolved
  }

  /// How something is told.
  public enum Way: Sendable, Hashable {
    /// The bell of every console.
    case bell
    /// A notice of the desktop that the console's terminal stands on.
    case desktop
    /// A line of JSON at the end of a file.
    case logFile(path: String)
    case command(Command)
    case email(Email)
    /// An Alertmanager that is given the alerts themselves, and groups and sends for itself.
    case alertmanager(url: String)
  }

  /// A program that is run for each notification, with JSON on its standard input.
  public struct Command: Sendable, Hashable {
    /// The program and its arguments; no shell reads them.
    public let words: [String]
    public let timeout: Span
    /// All it has in its environment beside the path.
    public let environment: [String: String]
  }

  /// A letter, sent by a program as `sendmail` is.
  public struct Email: Sendable, Hashable {
    public let to: [String]
    public let from: String
    /// The program and its arguments.
    public let program: [String]

    /// What reads whom a letter is to from its head.
    static let sendmail = ["/usr/sbin/sendmail", "-t", "-i"]

    public init(to: [String], from: String, program: [String]) {
      self.to = to
      self.from = from
      self.program = program
    }
  }
}

extension Channel.Way {
  /// Whether consoles tell it themselves, so that nothing has to be sent.
  public var isShown: Bool {
    switch self {
    case .bell, .desktop: true
    case .logFile, .command, .email, .alertmanager: false
    }
  }

  /// Whether it is given alerts instead of being told of them.
  public var takesAlerts: Bool { if case .alertmanager = self { true } else { false } }
}
