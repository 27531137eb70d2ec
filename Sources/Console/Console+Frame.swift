import Basics
import Canvas
import Model
import Monitoring

extension Console {
  /// The whole screen, drawn from nothing.
  public func frame(_ size: Size) -> Scene {
    var stage = Stage(self, size: size)
    let whole = Rect(size)
    if size.width < 20 || size.height < 5 {
      stage.drawTruth(in: whole)
    } else if size.width < 60 || size.height < 16 {
      stage.drawCompact(in: whole)
    } else {
      var rest = whole
      stage.drawHeader(in: rest.takeTop(1))
      stage.drawFooter(in: rest.takeBottom(1))
      stage.drawPage(in: rest)
    }
    if overlay != nil { stage.drawOverlay(in: whole) }
    return Scene(frame: stage.painter.frame, viewports: stage.viewports, hits: stage.hits)
  }
}

extension Stage {
  mutating func drawPage(in rect: Rect) {
    guard console.snapshot != nil else { return say(phrases.common.starting, in: rect) }
    if console.isZoomed, console.isExploring, console.focusedList == .expressions {
      drawExploration(in: rect)
    } else if console.isZoomed, let list = console.focusedList {
      self.list(list, phrases.lists.title(list), empty: "", in: rect)
    } else {
      console.page.draw(&self, rect)
    }
  }

  /// Everything in one sentence, for a window that has room for no more.
  mutating func drawTruth(in rect: Rect) {
    guard rect.height > 1, let ink = verdict.runs.first?.ink else { return write(verdict, in: rect.row(0)) }
    _ = paragraph(verdict.text, ink, in: rect)
  }

  /// How the house is, in words: the worst first.
  var verdict: Line {
    if let fault = snapshot.store.fault {
      return "\(glyphs.act) \(phrases.bridge.storeFails(fault))".ink(.act)
    }
    let (firing, watched) = (snapshot.digest.alerts.toActOn, snapshot.digest.alerts.toWatch)
    let lost = snapshot.digest.nodes.lost
    if firing > 0 || lost > 0 {
      return "\(glyphs.act) \(phrases.bridge.actNow(firing, lost))".ink(.act, bold: true)
    }
    if watched > 0 { return "\(glyphs.watch) \(phrases.bridge.keepWatch(watched))".ink(.watch, bold: true) }
    let troubled = max(snapshot.digest.nodes.troubled, snapshot.heldUp.count)
    if troubled > 0 {
      return "\(glyphs.watch) \(phrases.bridge.strained(troubled, snapshot.digest.nodes.count))"
        .ink(.watch, bold: true)
    }
    if snapshot.nodes.isEmpty { return "\(glyphs.unknown) \(phrases.bridge.nothingSeen)".ink(.muted) }
    return "\(glyphs.ok) \(phrases.bridge.allWell(snapshot.nodes.count))".ink(.ok, bold: true)
  }

  /// One column for a small window: the verdict, the five subjects a line each, then the list of the place.
  mutating func drawCompact(in rect: Rect) {
    var rest = rect
    write(verdict, in: rest.takeTop(1))
    if console.place == .screen(.bridge) {
      for tile in Tile.all(snapshot, drawing, isNarrow: true) where rest.height > 1 {
        var row = rest.takeTop(1)
        write(tile.title.ink(.muted), in: row.takeLeft(min(14, row.width / 3)))
        write(" " + tile.headline + "  " + (tile.lines.first ?? .empty), in: row)
      }
    }
    drawFooter(in: rest.takeBottom(1))
    if console.isExploring { return console.page.draw(&self, rest) }
    if let list = console.focusedList {
      self.list(list, phrases.lists.title(list), empty: phrases.lists.empty, in: rest)
    }
  }
}

extension Line {
  static func + (left: String, right: Line) -> Line { left.ink(.base) + right }
  static func + (left: Line, right: String) -> Line { left + right.ink(.base) }
}
