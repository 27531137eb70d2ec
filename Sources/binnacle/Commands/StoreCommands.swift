import Basics
import Store

extension Subcommand {
  static let backup = Subcommand(
    "backup", "FILE", english: "write a copy of the store, also while it is in use",
    chinese: "备份存储（使用中亦可）"
  ) { invocation throws(Complaint) in
    let target = try file(invocation)
    guard !Files.exists(target) else { throw .isThere(target) }
    let path = invocation.options.paths.store
    guard Files.exists(path) else { throw .noStore(path) }
    let opening = StoreOpening(invocation.options)
    let store = try opening.open(path)
    try opening.explaining { () throws(StoreFault) in try store.backUp(to: target) }
    Output.write("\(target)\n")
    return 0
  }

  static let restore = Subcommand(
    "restore", "FILE", english: "put a copy in the store's place", chinese: "用备份替换存储"
  ) { invocation throws(Complaint) in
    let (source, options) = (try file(invocation), invocation.options)
    guard !options.isReadOnly else { throw .writes }
    let path = options.paths.store
    let kept = try StoreOpening(options).explaining { () throws(StoreFault) in
      try Store.restore(path, from: source, beat: EngineRoom.beat, isAlive: EngineRoom.isAlive)
    }
    Output.write("\(path) <- \(source)\n")
    if let kept { Output.write("\(kept) <- \(path)\n") }
    return 0
  }

  private static func file(_ invocation: Invocation) throws(Complaint) -> String {
    guard invocation.arguments.words.count == 1 else { throw .usage(invocation.arguments.subcommand) }
    return invocation.arguments.words[0]
  }
}
