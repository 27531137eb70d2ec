extension Cluster {
  /// Takes away what is in use on a node by whatever nobody has placed; more than there is leaves less than
  /// nothing.
  /// - Parameter units: how many units that is.
  public mutating func occupy(_ node: Int, cpu: Int32, memory: Int32, units: Int = 0) {
    rooms[node].units &+= UInt16(truncatingIfNeeded: units)
    rooms[node].free[.cpu] &-= cpu
    rooms[node].free[.memory] &-= memory
  }
}
