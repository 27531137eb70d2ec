extension Head {
  /// The last scrape of a source that could be read, and the one before it: nobody answers for what came since.
  public func lastPage(of source: Labels) -> (current: Scrape, previous: Scrape?)? {
    guard let latest = latest(of: source), latest.current.tellsOfFailure else { return latest(of: source) }
    guard let known = positions[source].map({ sources[$0] }) else { return nil }
    if let place = known.fine.lastIndex(where: { !$0.tellsOfFailure }) {
      return (known.fine[place], place > 0 ? known.fine[place - 1] : known.coarse.last)
    }
    guard let place = known.coarse.lastIndex(where: { !$0.tellsOfFailure }) else { return nil }
    return (known.coarse[place], place > 0 ? known.coarse[place - 1] : nil)
  }
}
