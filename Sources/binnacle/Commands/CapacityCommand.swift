import Basics
import Console
import Model
import Monitoring

extension Subcommand {
  static let capacity = Subcommand(
    "capacity",
    "[NODE…] [--users +50%|2x] [--replicas 3/2] [--node-type CPU=16,MEMORY=64GiB] [--json | --csv]",
    english: "when nodes run out of what they have; what other users, replicas or node types would do",
    chinese: "节点资源何时用尽；用户数、副本数或节点类型改变后会怎样"
  ) { invocation throws(Complaint) in
    let options = invocation.options
    let change = try CapacityChange(invocation.arguments)
    let (snapshot, views) = try Visit(options).capacity(of: invocation.arguments.words, change: change)
    let context = ListingContext(
      snapshot: snapshot, language: options.language, zone: Options.zone(at: snapshot.at))
    Output.write(CapacityListing(views, change: change).text(context, options))
    return 0
  }
}

extension CapacityChange {
  /// What the options ask for; nil where none of them is given.
  init?(_ arguments: Arguments) throws(Complaint) {
    let options = ["users", "replicas", "node-type"]
    guard options.contains(where: arguments.has) else { return nil }
    self.init()
    if let text = arguments["users"] { users = try Self.factor(text) }
    if let text = arguments["replicas"] { (replicasThen, replicas) = try Self.replicas(text) }
    if let text = arguments["node-type"] { try takeNodeType(text) }
  }

  /// More than anybody has, and few enough to count with.
  private static let most = 1_000_000

  /// `+50%`, `-20%` or `2x` as what the users are multiplied by.
  private static func factor(_ text: String) throws(Complaint) -> Double {
    guard let factor = Factor.read(text), factor <= Double(most) else {
      throw .value(
        text, of: "users",
        wanted: Bilingual(
          english: "how many more users or times as many, such as +50% or 2x", chinese: "用户数的变化，例如 +50% 或 2x")
      )
    }
    return factor
  }

  /// `3/2` as three instead of two.
  private static func replicas(_ text: String) throws(Complaint) -> (then: Int, now: Int) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let then = parts[0], let now = parts[1],
      (1...most).contains(then), (1...most).contains(now)
    else {
      throw .value(
        text, of: "replicas",
        wanted: Bilingual(
          english: "the replicas then and now, such as 3/2 for three instead of two",
          chinese: "变更后与现有的副本数，例如 3/2 表示由 2 个增至 3 个"))
    }
    return (then, now)
  }

  /// `CPU=16,MEMORY=64GiB`, either or both, in either case.
  private mutating func takeNodeType(_ text: String) throws(Complaint) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "=", omittingEmptySubsequences: false)
      let value = words.count == 2 ? String(words[1]) : ""
      switch words.first?.uppercased() {
      case "CPU": cores = Int(value).flatMap { (1...Self.most).contains($0) ? $0 : nil }
      case "MEMORY": memory = Self.bytes(value)
      default: throw Self.noNodeType(text)
      }
      guard words[0].uppercased() == "CPU" ? cores != nil : memory != nil else { throw Self.noNodeType(text) }
    }
  }

  private static func noNodeType(_ text: String) -> Complaint {
    .value(
      text, of: "node-type",
      wanted: Bilingual(
        english: "what a node is to have, such as CPU=16,MEMORY=64GiB (cores; KiB, MiB, GiB or TiB)",
        chinese: "节点的规格，例如 CPU=16,MEMORY=64GiB（核数；KiB、MiB、GiB 或 TiB）"))
  }

  private static let units: [(name: String, bytes: Double)] = [
    ("KiB", 1_024), ("MiB", 1_048_576), ("GiB", 1_073_741_824), ("TiB", 1_099_511_627_776),
  ]

  /// A size with its unit; nil where it is none, or nothing.
  private static func bytes(_ text: String) -> Double? {
    guard let unit = units.first(where: { text.hasSuffix($0.name) }),
      let count = Factor.decimal(text.dropLast(unit.name.count)), count > 0
    else { return nil }
    return count * unit.bytes
  }
}
