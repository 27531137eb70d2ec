extension RandomAccessCollection where Index == Int {
  /// Where the first element stands that does not belong to those that come before, of elements ordered by that; a
  /// binary search.
  @inlinable public func partition(where isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
