/// What a person has done to a list: where they are, what they marked, how it is sorted and filtered. The selection is
/// a thing, not a row number, so that it stays on the thing whatever happens around it.
public struct ListState: Hashable, Sendable {
  /// The identity of the selected row.
  var selected: String?
  /// The first row in view at the last frame.
  var top = 0
  /// How many rows were in view at the last frame.
  var height = 20
  var marked: Set<String> = []
  /// The column sorted by; nil for the list's own order.
  var sortColumn: Int?
  var isReversed = false
  var filter = ""
  /// Whether the view goes along with the selection when rows move.
  var isFollowing = true
}

/// A list as it is to be shown: rows in order, by their places in the source.
struct Arrangement {
  /// Places in the source, in the order shown.
  var order: [Int] = []
  /// The identity of each row shown.
  var identities: [String] = []
  private var places: [String: Int] = [:]

  init() {}

  init(order: [Int], identities: [String]) {
    self.order = order
    self.identities = identities
    places = Dictionary(identities.indices.map { (identities[$0], $0) }) { first, _ in first }
  }

  var count: Int { order.count }

  func row(of identity: String?) -> Int? { identity.flatMap { places[$0] } }
}
