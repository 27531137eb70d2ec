import Basics
import Model
import Scheduling
import Telemetry

extension Engine {
  /// Takes the definition of a source in.
  func add(_ order: Order) throws(Refusal) -> Order.Draft? {
    let name = try nameOfSource(order)
    guard !origins.contains(where: { $0.name == name }) else { throw Refusal("source_exists", name) }
    let origin: Origin
    do throws(OriginFault) { origin = try Origin(name: name, fields: order.draft.fields) } catch {
      throw Refusal(error.word, error.detail)
    }
    origins.append(origin)
    origins.sort { $0.name < $1.name }
    unsaved.origins.insert(name)
    return Order.Draft(.remove, order.draft.address)
  }

  /// Forgets the definition of a source. What it has told stays.
  func remove(_ order: Order) throws(Refusal) -> Order.Draft? {
    let name = try nameOfSource(order)
    guard let place = origins.firstIndex(where: { $0.name == name }) else {
      throw Refusal("no_such_source", name)
    }
    let origin = origins.remove(at: place)
    unsaved.origins.insert(name)
    sourceFaults[name] = nil
    return Order.Draft(.add, order.draft.address, origin.fields)
  }

  private func nameOfSource(_ order: Order) throws(Refusal) -> String {
    guard order.draft.address.kind == .source else {
      throw Refusal("no_such_source", order.draft.address.description)
    }
    return order.draft.address.identifier
  }

  /// The name under which the health of a source of scrapes is shown.
  static func name(of source: Labels) -> String { "\(source["job"])/\(source["instance"])" }

  /// A scrape without any series says that nobody reads its source any more.
  func forget(_ source: Labels) {
    if let node = fleet.node(from: source) { acts.book.forget(node.identifier, at: now) }
    fleet.forget(source)
    sourceFaults[Self.name(of: source)] = nil
  }
}
