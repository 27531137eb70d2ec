/// What there is to choose from in any of the sources. Whoever types is not helped by a complaint about one of them.
extension UnitedSeries {
  public func labelNames(_ matching: Selector?) throws(QueryFault) -> [String] {
    try joined { source throws(QueryFault) in try source.labelNames(matching) }
  }

  public func labelValues(of label: String, _ matching: Selector?) throws(QueryFault) -> [String] {
    try joined { source throws(QueryFault) in try source.labelValues(of: label, matching) }
  }

  private func joined(_ ask: (any SeriesSource) throws(QueryFault) -> [String]) throws(QueryFault) -> [String]
  {
    var found = Set(try ask(first))
    for other in others {
      do throws(QueryFault) { found.formUnion(try ask(other)) } catch { continue }
    }
    return found.sorted()
  }
}
