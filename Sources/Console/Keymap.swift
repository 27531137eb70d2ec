import Basics
import Canvas

/// Which key means which command.
public struct Keymap: Sendable {
  /// One key for two commands.
  public struct Clash: Hashable, Sendable {
    public let key: Key
    public let commands: [Command]
  }

  private let commands: [Key: Command]
  private let keys: [Command: [Key]]
  public let clashes: [Clash]

  /// The keys of the table, with those of some commands replaced.
  public init(replacing replaced: [Command: [Key]] = [:]) {
    var (byKey, byCommand): ([Key: [Command]], [Command: [Key]]) = ([:], [:])
    for command in Command.allCases {
      let keys = replaced[command] ?? command.keys
      byCommand[command] = keys
      for key in keys { byKey[key, default: []].append(command) }
    }
    keys = byCommand
    // What the configuration asked for wins over a default.
    commands = byKey.compactMapValues { found in found.first { replaced[$0] != nil } ?? found.first }
    clashes = byKey.filter { $0.value.count > 1 }.map { Clash(key: $0.key, commands: $0.value) }
      .sorted { $0.key.label < $1.key.label }
  }

  public func command(for key: Key) -> Command? { commands[key] }

  /// The key to show for a command; empty when it has none.
  public func label(of command: Command) -> String { keys[command]?.first?.label ?? "" }

  /// All keys of a command, for the help.
  public func labels(of command: Command) -> String {
    (keys[command] ?? []).map(\.label).joined(separator: " ")
  }

  /// Reads `{"acknowledge": "A", "quit": ["q", "C-q"]}`.
  public static func replaced(_ node: JSONNode) throws(JSONFault) -> [Command: [Key]] {
    var replaced: [Command: [Key]] = [:]
    for member in try node.members() {
      guard let command = Command(rawValue: member.key) else {
        throw member.node.fault("there is no command \"\(member.key)\"")
      }
      if case .array(let items) = member.node.value {
        var keys: [Key] = []
        for item in items { keys.append(try key(item)) }
        replaced[command] = keys
      } else {
        replaced[command] = [try key(member.node)]
      }
    }
    return replaced
  }

  private static func key(_ node: JSONNode) throws(JSONFault) -> Key {
    guard let key = Key(label: try node.text()) else {
      throw node.fault("expected a key such as \"q\", \"Space\", \"C-d\" or \"PgUp\"")
    }
    return key
  }
}
