import Canvas

extension Dashboard {
  /// Everything that happened, and every order with its outcome.
  static let log = Dashboard(lists: [.log, .orders], commands: [.open, .undo, .export]) { stage, rect in
    let words = stage.phrases.lists
    if rect.height >= 30 {
      var rest = rect
      let orders = rest.takeBottom(rect.height * 2 / 5)
      stage.list(.log, words.title(.log), empty: words.nothingHappened, in: rest)
      stage.list(.orders, words.title(.orders), empty: words.nothingOrdered, in: orders)
    } else if stage.console.focusedList == .orders {
      stage.list(.orders, words.title(.orders), empty: words.nothingOrdered, in: rect)
    } else {
      stage.list(.log, words.title(.log), empty: words.nothingHappened, in: rect)
    }
  }
}
