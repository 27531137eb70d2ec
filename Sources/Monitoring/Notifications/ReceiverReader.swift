import Basics

/// Reads a receiver with its channels.
enum ReceiverReader {
  private static let own = [
    "bell_configs", "desktop_configs", "log_file_configs", "command_configs", "email_configs",
    "alertmanager_configs",
  ]
  /// What Alertmanager knows besides; read over, so that its file can be read as it is.
  private static let foreign = [
    "discord_configs", "jira_configs", "mattermost_configs", "msteams_configs", "msteamsv2_configs",
    "opsgenie_configs", "pagerduty_configs", "pushover_configs", "rocketchat_configs", "slack_configs",
    "sns_configs", "telegram_configs", "victorops_configs", "webex_configs", "webhook_configs",
    "wechat_configs",
  ]

  static func receiver(_ node: JSONNode) throws(JSONFault) -> Receiver {
    try node.allow(only: Set(["name"] + own + foreign))
    let name = try node.required("name")
    guard !(try name.text().isEmpty) else { throw name.fault("a receiver must have a name") }
    var channels: [Channel] = []
    for key in own {
      for (place, item) in try node.list(key).enumerated() {
        let kind = String(key.dropLast("_configs".count))
        channels.append(
          Channel(
            identifier: "\(kind)/\(place)", way: try way(kind, item),
            // As there: a letter about what is over is not wanted by itself.
            sendsResolved: try item.optional("send_resolved")?.flag() ?? !["email", "bell"].contains(kind)))
      }
    }
    var strangers: [String] = []
    for key in foreign where !(try node.list(key).isEmpty) { strangers.append(key) }
    return Receiver(name: try name.text(), channels: channels, foreign: strangers)
  }

  private static func way(_ kind: String, _ node: JSONNode) throws(JSONFault) -> Channel.Way {
    switch kind {
    case "desktop":
      try node.allow(only: ["send_resolved"])
      return .desktop
    case "log_file":
      try node.allow(only: ["send_resolved", "path"])
      let path = try node.required("path")
      guard try path.text().hasPrefix("/") else { throw path.fault("expected a path from the root") }
      return .logFile(path: try path.text())
    case "command": return .command(try command(node))
    case "email": return .email(try email(node))
    case "alertmanager":
      try node.allow(only: ["send_resolved", "url"])
      let address = try node.required("url")
      let text = try address.text()
      guard text.hasPrefix("http://") || text.hasPrefix("https://") else {
        throw address.fault("expected an address such as http://localhost:9093")
      }
      return .alertmanager(url: text)
    default:
      try node.allow(only: ["send_resolved"])
      return .bell
    }
  }

  private static func command(_ node: JSONNode) throws(JSONFault) -> Channel.Command {
    try node.allow(only: ["send_resolved", "command", "timeout", "environment"])
    let words = try words(node.required("command"))
    let timeout = try node.optional("timeout")
    let span = try timeout?.span() ?? .seconds(10)
    guard span > .zero, span <= .minutes(10) else {
      throw (timeout ?? node).fault("a timeout of up to 10m is wanted")
    }
    var environment: [String: String] = [:]
    for member in try node.optional("environment")?.members() ?? [] {
      guard !member.key.isEmpty, !member.key.contains("=") else {
        throw member.node.fault("\"\(member.key)\" is no name of a variable")
      }
      environment[member.key] = try member.node.text()
    }
    return Channel.Command(words: words, timeout: span, environment: environment)
  }

  /// A program with its arguments, which no shell takes apart.
  private static func words(_ node: JSONNode) throws(JSONFault) -> [String] {
    var words: [String] = []
    for item in try node.items() {
      let word = try item.text()
      guard !word.unicodeScalars.contains("\0") else { throw item.fault("a zero cannot be passed on") }
      words.append(word)
    }
    guard let program = words.first, !program.isEmpty else {
      throw node.fault("expected a program and its arguments, such as [\"/usr/local/bin/page\"]")
    }
    return words
  }

  private static func email(_ node: JSONNode) throws(JSONFault) -> Channel.Email {
    try node.allow(only: [
      "send_resolved", "to", "from", "program", "smarthost", "hello", "headers", "html", "text",
      "auth_username", "auth_password", "auth_password_file", "auth_secret", "auth_identity", "require_tls",
      "tls_config",
    ])
    let from = try node.optional("from")
    return Channel.Email(
      to: try addresses(node.required("to")),
      from: try from.map { node throws(JSONFault) in try addresses(node).joined(separator: ", ") }
        ?? "binnacle",
      program: try node.optional("program").map { node throws(JSONFault) in try words(node) }
        ?? Channel.Email.sendmail)
  }

  private static func addresses(_ node: JSONNode) throws(JSONFault) -> [String] {
    let all = try node.text().split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    let isPlain = all.allSatisfy { address in
      address.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !address.isEmpty
    }
    guard !all.isEmpty, isPlain else {
      throw node.fault("expected addresses of letters, such as ops@example.org")
    }
    return all
  }
}
