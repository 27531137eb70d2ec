import Basics

/// The node whose share that the unit takes up costs least, and of these the fullest.
struct CheapestFirst: Policy {
  let name = "cost"
  let about = Bilingual(english: "the cheapest node, then the fullest", chinese: "最便宜的节点，其次余量最少")
  private let prices: [Int32]

  init(_ kinds: [NodeKind]) {
    // What a core and its share of the rest costs, so that a large node is not dear for being large.
    prices = kinds.map { kind in
      let size = Double(kind.cpu) / LargestNode.cpu + Double(kind.gpus * 1_000) / LargestNode.gpu
      return size > 0 ? Int32(min(Double(kind.price) / size, 10_000_000)) : 0
    }
  }

  @inline(__always)
  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    let (cpu, gpu) = BestFit.left(need, room)
    return -(prices[Int(room.kind)] &* 100) &- Int32((cpu + gpu) * 50)
  }

  func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    let (cpu, gpu) = BestFit.left(need, room)
    return [
      Term(english: "price of the size", chinese: "单位价格", -Double(prices[Int(room.kind)]) * 100),
      Term(english: "little left over", chinese: "余量少", -(cpu + gpu) * 50),
    ]
  }
}
