import Basics

/// The node whose free resources are least along what is asked (Weng et al., ATC 2023, "DotProd").
struct DotProduct: Policy {
  let name = "dotprod"
  let about = Bilingual(english: "the node least along the demand", chinese: "与需求点积最小的节点")

  @inline(__always)
  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    let (cpu, gpu) = Self.products(need, room)
    return Int32((1 - (cpu + gpu) / 2) * 100)
  }

  @inline(__always)
  private static func products(_ need: Need, _ room: Room) -> (cpu: Double, gpu: Double) {
    let cpu = Double(room.free[0]) / LargestNode.cpu * (Double(need.amounts[0]) / LargestNode.cpu)
    let gpu = Double(room.free[2]) / LargestNode.gpu * (Double(need.amounts[2]) / LargestNode.gpu)
    return (cpu, gpu)
  }

  func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    let (cpu, gpu) = Self.products(need, room)
    return [
      Term(english: "CPU along the demand", chinese: "CPU 点积", 50 * (1 - cpu)),
      Term(english: "GPU along the demand", chinese: "GPU 点积", 50 * (1 - gpu)),
    ]
  }
}
