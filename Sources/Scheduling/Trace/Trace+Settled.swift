extension Trace {
  /// A cluster with the units on it that arrive until so much of its GPUs is asked for, in per cent, placed
  /// by a policy. Every arrival is a unit of its own.
  public func settled(_ arrivals: Arrivals, load: Double, on cluster: Cluster, by policy: any Policy)
    -> (placer: Placer, workload: Workload)
  {
    let most = Double(cluster.gpuCapacity) * load / 100
    var (settled, asked) = (Workload(), 0.0)
    for unit in arrivals.units {
      let demand = workload.demand(of: unit)
      asked += Double(demand.gpu)
      if asked > most { break }
      settled.add("\(workload.names[unit])/\(settled.count)", demand)
    }
    var placer = Placer(cluster, settled.demands, policy)
    for decision in placer.plan(0..<settled.count, of: settled).decisions { settled.follow(decision) }
    return (placer, settled)
  }
}
