/// The names of users by their numbers, from the password file alone: asking the name service could block.
/// A class because it is filled when it is first asked.
final class UserNames {
  private let path: String
  private var names: [UInt32: String]?

  init(_ root: HostRoot) { path = root.etc("passwd") }

  func name(of user: UInt32) -> String {
    if names == nil { names = Self.table(TextFile.read(path) ?? "") }
    return names?[user] ?? String(user)
  }

  private static func table(_ text: String) -> [UInt32: String] {
    var names: [UInt32: String] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count == 4, let number = UInt32(fields[2]), names[number] == nil else { continue }
      names[number] = String(fields[0])
    }
    return names
  }
}
