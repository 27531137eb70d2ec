extension Store {
  private static let learning = "learning"

  /// What the scheduler has learned, as a document; nil while nothing was.
  public func learning() throws(StoreFault) -> String? { try setting(Self.learning) }

  /// Keeps what the scheduler has learned. Call within `write`.
  public func save(learning document: String) throws(StoreFault) { try set(Self.learning, to: document) }
}
