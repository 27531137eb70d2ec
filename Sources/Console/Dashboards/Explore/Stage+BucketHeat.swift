import Basics
import Canvas
import Model
import Telemetry

extension Stage {
  /// A histogram over time: a row a bucket, the fuller the brighter.
  mutating func drawHeatView(in rect: Rect) {
    let letter = console.currentLetter
    let entry = exploration.entry(letter)
    let shown = exploration.shown.series.filter { $0.letter == letter }
    let isCounting = entry.map { Self.counts($0.text) } ?? false
    let title = "\(phrases.explore.view(.heat)) · \(letter)"
    guard let map = BucketMap(shown, isCounting: isCounting) else {
      let inside = panel(title, in: rect)
      return say(waitingSince == nil ? phrases.explore.noBuckets : phrases.explore.working, in: inside)
    }
    let note = "\(phrases.explore.most) \(Figures.count(map.most, in: language))".ink(.muted)
    draw(map, in: panel(title, note: note + heatKey, in: rect))
  }

  /// The steps of the gradient with their signs.
  private var heatKey: Line {
    let steps = stride(from: 0.1, through: 1, by: 0.3).map { share in
      String(Unicode.Scalar(glyphs.shade(share)) ?? " ").ink(.flow(share))
    }
    return "  ".ink(.base) + steps.joined(by: " ".ink(.base))
  }

  /// Whether an expression gives counters as they are, so that only differences say something.
  private static func counts(_ text: String) -> Bool {
    do throws(QueryFault) {
      var expression = try Parser.parse(text)
      while true {
        switch expression.form {
        case .vector: return true
        case .group(let inner): expression = inner
        case .aggregation(let aggregation) where aggregation.sign == .sum: expression = aggregation.expression
        case .aggregation, .number, .text, .matrix, .subquery, .negation, .binary, .call: return false
        }
      }
    } catch { return false }
  }

  private mutating func draw(_ map: BucketMap, in rect: Rect) {
    guard rect.height >= 3, rect.width >= 16 else { return }
    var plot = rect
    let axis = plot.takeBottom(1)
    let margin = min(rect.width / 3, (map.bounds.map(\.columns).max() ?? 0) + 3)
    let labels = plot.takeLeft(margin)
    let rows = map.cells(rows: plot.height, columns: plot.width)
    let most = map.most
    for (row, place) in zip(rows, plot.rows(rows.count)) {
      let label = Rect(x: labels.x, y: place.y, width: max(0, labels.width - 1), height: 1)
      write("≤ \(row.bound)".ink(.muted), in: label, .right)
      for (column, count) in row.counts.enumerated() where count > 0 && most > 0 {
        // By the root, so that few show beside many.
        let share = (count / most).squareRoot()
        for y in place.y..<place.bottom {
          painter.put(glyphs.shade(share), x: plot.x + column, y: y, ink: .flow(share))
        }
      }
    }
    drawTimeAxis(in: Rect(x: plot.x, y: axis.y, width: plot.width, height: 1))
    hit(plot, .graph(exploration.shown.from, exploration.shown.to))
  }
}
