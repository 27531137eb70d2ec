extension Fabric {
  /// How many hard rules are broken as things stand, counted anew from every unit: units on nodes that do not
  /// take them or sleep, and nodes with more on them than they have or than was written down.
  public var faults: Int {
    var expected = Cluster()
    for node in cluster.rooms.indices { expected.add("", cluster.kind(of: node)) }
    var faults = 0
    for node in cluster.rooms.indices {
      for unit in residents[node].map(Int.init) {
        let need = need(of: unit)
        let isAllowed = need.kinds[Int(cluster.rooms[node].kind)] != 0 && awake[node]
        faults += isAllowed && workload.node(of: unit) == node ? 0 : 1
        expected.rooms[node].take(need, on: workload.devices[unit])
      }
      let (room, other) = (cluster.rooms[node], expected.rooms[node])
      let agrees = room.free == other.free && room.devices == other.devices && room.units == other.units
      faults += agrees && room.free.isCovered ? 0 : 1
    }
    return faults
  }
}
