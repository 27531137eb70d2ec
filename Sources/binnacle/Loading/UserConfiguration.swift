import Basics
import Canvas
import Console

/// What a user has written into the configuration file.
struct UserConfiguration {
  var theme: String?
  var language: Language?
  var mouse = true
  var ascii = false
  var environment = ""
  var keys: [Command: [Key]] = [:]

  /// Reads the file; without one everything is as it comes.
  static func load(_ path: String) throws(Complaint) -> UserConfiguration {
    guard let bytes = Files.bytes(path) else { return UserConfiguration() }
    do { return try read(JSONReader.read(bytes, name: path)) } catch {
      throw .failed(Bilingual(error.description))
    }
  }

  private static func read(_ node: JSONNode) throws(JSONFault) -> UserConfiguration {
    try node.allow(only: ["theme", "language", "mouse", "ascii", "environment", "keys"])
    var configuration = UserConfiguration()
    configuration.theme = try node.optional("theme")?.text()
    if let language = try node.optional("language") { configuration.language = try language.choice() }
    configuration.mouse = try node.optional("mouse")?.flag() ?? true
    configuration.ascii = try node.optional("ascii")?.flag() ?? false
    configuration.environment = try node.optional("environment")?.text() ?? ""
    if let keys = try node.optional("keys") { configuration.keys = try Keymap.replaced(keys) }
    return configuration
  }
}
