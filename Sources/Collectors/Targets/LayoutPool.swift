import Telemetry

/// The layouts in use, each once: a thousand nodes with the same series share the columns.
/// A class because all targets share it.
final class LayoutPool {
  private struct Weak {
    weak var layout: Layout?
  }

  private var known: [Int: [Weak]] = [:]
  private var inserted = 0

  /// The layout with these columns.
  func layout(_ columns: [Layout.Column]) -> Layout {
    let key = columns.hashValue
    if let found = known[key]?.lazy.compactMap(\.layout).first(where: { $0.columns == columns }) {
      return found
    }
    let layout = Layout(columns)
    known[key, default: []].append(Weak(layout: layout))
    inserted += 1
    if inserted > 2 * known.count + 64 { forgetUnused() }
    return layout
  }

  private func forgetUnused() {
    known = known.compactMapValues { entries in
      let used = entries.filter { $0.layout != nil }
      return used.isEmpty ? nil : used
    }
    inserted = known.count
  }
}
