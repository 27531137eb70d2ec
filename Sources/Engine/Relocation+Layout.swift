import Basics
import Model
import Scheduling

extension Relocation {
  /// Where units would go for a better layout, and what that gains on the fleet as a whole. Every one finds room
  /// while all others are still where they were, so that they may go in any order.
  /// - Parameter most: how many may go.
  func improved(_ units: [UnitView], most: Int, seed: UInt64) -> (found: [Found], gain: LayoutGain) {
    let pieces = units.filter { view.number(of: $0.node) != nil }.map(Piece.init)
    let residents = pieces.enumerated().compactMap { number, piece in
      view.number(of: piece.unit.node).map {
        LayoutSearch.Resident(unit: number, piece.demand, on: $0)
      }
    }
    let search = LayoutSearch(view.cluster, residents, { policy(on: $0) }, seed: seed)
    var placer = view.placer(
      for: search.moves.map(\.resident.demand), policy(on: view.cluster), keepsScores: false)
    let fitting = search.moves.indices.filter { shape in
      // For the others of its group it is on both nodes until it has gone.
      placer.count(-1, of: shape, on: search.moves[shape].resident.node)
      defer { placer.count(1, of: shape, on: search.moves[shape].resident.node) }
      guard placer.candidate(shape: shape, on: search.moves[shape].target) != nil else { return false }
      placer.settle(shape: shape, on: search.moves[shape].target, devices: 0)
      return true
    }
    let moves = fitting.prefix(max(0, most)).map { search.moves[$0] }
    let gain = LayoutGain(view.cluster, moves)
    return (moves.compactMap { found($0, pieces, gain, of: moves.count) }, gain)
  }

  private func found(
    _ move: LayoutSearch.Relaid, _ pieces: [Piece], _ gain: LayoutGain, of count: Int
  ) -> Found? {
    let piece = pieces[move.resident.unit]
    var placer = view.placer(for: [piece.demand], policy(on: view.cluster), keepsScores: false)
    placer.remove(shape: 0, from: move.resident.node, devices: 0)
    guard let candidate = placer.candidate(shape: 0, on: move.target) else { return nil }
    return found(
      piece, candidate, placer.explain(shape: 0, best: 2),
      words(.improved(moves: count, saving: Int(gain.saving))))
  }
}
