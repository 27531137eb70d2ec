import Basics
import Console
import Glibc
import Monitoring

/// The file in which saved rules are kept: a rule file like any other, in the user's directory of data.
struct RuleShelf: Sendable {
  let path: String

  /// Puts changes into the file. What else stands in it stays. Returns why it cannot be done; nil when it is.
  func apply(_ changes: [SavedRule.Change]) -> String? {
    guard !changes.isEmpty else { return nil }
    var groups: [JSONValue] = []
    if let bytes = Files.bytes(path) {
      do throws(JSONFault) { groups = try Self.groups(JSONReader.read(bytes, name: path)) } catch {
        return error.description
      }
    }
    for change in changes {
      groups.removeAll { Self.name(of: $0) == change.group }
      if case .add(let rule) = change { groups.append(rule.node) }
    }
    return write(JSONValue.object([("groups", .array(groups))]).pretty + "\n")
  }

  private static func groups(_ root: JSONNode) throws(JSONFault) -> [JSONValue] {
    try root.required("groups").items().map(\.plain)
  }

  private static func name(of group: JSONValue) -> String? {
    guard case .object(let members) = group,
      case .text(let name)? = members.first(where: { $0.key == "name" })?.value
    else { return nil }
    return name
  }

  /// Nobody ever finds half a file: the new one takes the old one's place whole.
  private func write(_ text: String) -> String? {
    Files.makeDirectory(path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" })
    let fresh = "\(path).\(getpid())"
    if let reason = Files.write(text, to: fresh) { return "\(fresh): \(reason)" }
    guard rename(fresh, path) == 0 else { return "\(path): \(String(cString: strerror(errno)))" }
    return nil
  }
}
