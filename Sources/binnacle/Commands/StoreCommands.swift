import Basics
import Console
import Glibc
import Store

extension Subcommand {
  static let backup = Subcommand(
    "backup", "FILE", english: "write a copy of the store, also while it is in use", chinese: "备份存储（使用中亦可）"
  ) { invocation throws(Complaint) in
    let target = try file(invocation, "backup")
    guard !Files.exists(target) else { throw .failed("\(target) is there already; name a new file") }
    let opening = StoreOpening(invocation.options)
    let path = invocation.options.paths.store
    guard Files.exists(path) else { throw .failed("there is no store at \(path) yet") }
    let store = try opening.open(path)
    try opening.explaining { () throws(StoreFault) in try store.backUp(to: target) }
    Output.write("\(target)\n")
    return 0
  }

  static let restore = Subcommand(
    "restore", "FILE", english: "put a copy in the store's place", chinese: "用备份替换存储"
  ) { invocation throws(Complaint) in
    let (source, options) = (try file(invocation, "restore"), invocation.options)
    guard !options.isReadOnly else { throw .wrong("restore replaces the store; leave --read-only out") }
    let opening = StoreOpening(options)
    let kept = try opening.explaining { () throws(StoreFault) in
      try Store.restore(options.paths.store, from: source, beat: EngineRoom.beat, isAlive: EngineRoom.isAlive)
    }
    Output.write(
      kept.map { "\(options.paths.store) <- \(source); the one before is \($0)\n" }
        ?? "\(options.paths.store) <- \(source)\n")
    return 0
  }

  private static func file(_ invocation: Invocation, _ name: String) throws(Complaint) -> String {
    guard invocation.arguments.words.count == 1 else { throw .wrong("\(name) wants one file") }
    return invocation.arguments.words[0]
  }
}
