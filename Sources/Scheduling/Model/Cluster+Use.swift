extension Cluster {
  /// Takes away what is in use on a node by whatever nobody has placed; more than there is leaves less than
  /// nothing.
  public mutating func occupy(_ node: Int, cpu: Int32, memory: Int32) {
    rooms[node].free[.cpu] &-= cpu
    rooms[node].free[.memory] &-= memory
  }
}
