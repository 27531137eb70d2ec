import Telemetry

/// What there is to choose from is what there is now: whoever types a query looks for names that live.
extension StoredSeries {
  public func labelNames(_ matching: Selector?) -> [String] { head.labelNames(matching) }

  public func labelValues(of label: String, _ matching: Selector?) -> [String] {
    head.labelValues(of: label, matching)
  }
}
