/// The ways in which typical demands ask for GPUs: the share of a device and the number of devices, each once.
struct Ways: Sendable {
  private(set) var all: [(share: UInt16, gpus: Int)] = []

  /// The number of the way of a demand, given on first sight.
  mutating func number(of typical: Mix.Typical) -> Int {
    let way = (share: UInt16(typical.share), gpus: typical.gpus)
    if let known = all.firstIndex(where: { $0 == way }) { return known }
    all.append(way)
    return all.count - 1
  }
}
