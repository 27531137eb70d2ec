import Basics
import Canvas
import Model

extension Console {
  var drawing: Drawing {
    let snapshot = snapshot ?? Snapshot.nothing
    return Drawing(
      phrases: phrases, glyphs: setup.glyphs, snapshot: snapshot, zone: setup.zone,
      today: setup.zone.day(of: snapshot.at))
  }

  /// Prepares the lists of the place anew. While something is open over them rows keep their order, so that nothing
  /// moves under a finger.
  mutating func refreshLists() {
    guard let snapshot else { return }
    var context = context(of: snapshot)
    var fresh: [ListID: AnyList.Prepared] = [:]
    for identifier in page.lists {
      guard let list = Self.lists[identifier] else { continue }
      fresh[identifier] = list.prepared(
        snapshot, context, lists[identifier] ?? ListState(), after: prepared[identifier],
        keepsOrder: overlay != nil)
      if identifier == .units {
        advise(on: fresh[.units])
        context.advice = desk.advice
      }
    }
    prepared = fresh
  }

  /// What rows may depend on beside a snapshot.
  func context(of snapshot: Snapshot) -> ListContext {
    var context = ListContext(
      subject: place.subject, answers: answers, drawing: drawing, folded: folded, lookedAt: lookedAt,
      themes: themes,
      theme: theme, terms: setup.terms, showsPast: timeView.end != nil, exploration: exploration)
    context.advice = desk.advice
    context.whatIf = whatIf.answer
    if case .runbook(_, let incident) = place { context.incident = incident }
    return context
  }

  /// Every list there is.
  static let lists: [ListID: AnyList] = Dictionary(
    uniqueKeysWithValues: [
      AnyList(NeedList.self), AnyList(ChangeList.self), AnyList(NodeList.self), AnyList(ProcessList.self),
      AnyList(PartList.self), AnyList(QueueList.self), AnyList(AlertList.self), AnyList(RuleList.self),
      AnyList(AlertHistoryList.self),
      AnyList(ObjectiveList.self), AnyList(ObjectiveAlertList.self),
      AnyList(BottleneckList.self), AnyList(SuggestionList.self),
      AnyList(UnitList.self), AnyList(GroupList.self), AnyList(CandidateList.self), AnyList(PolicyList.self),
      AnyList(WhatIfList.self),
      AnyList(CostNodeList.self),
      AnyList(CostDayList.self), AnyList(PathList.self), AnyList(PlanList.self), AnyList(ItemPartList.self),
      AnyList(TrailList.self),
      AnyList(IndicatorList.self), AnyList(GapList.self), AnyList(FindingList.self),
      AnyList(ReadingList.self),
      AnyList(LogList.self), AnyList(OrderList.self), AnyList(MoveList.self), AnyList(WayList.self),
      AnyList(SourceList.self),
      AnyList(ThemeList.self),
      AnyList(TermList.self), AnyList(ExpressionList.self), AnyList(LegendList.self),
      AnyList(SampleList.self), AnyList(PanelList.self), AnyList(IncidentList.self),
      AnyList(IncidentAlertList.self),
      AnyList(TimelineList.self), AnyList(SimilarList.self), AnyList(RunbookList.self),
    ].map { ($0.identifier, $0) })

  /// The list that has the keys; nil on a page without any.
  var focusedList: ListID? {
    let focusable = page.focusable
    guard !focusable.isEmpty else { return nil }
    return focusable[min(focus[place] ?? 0, focusable.count - 1)]
  }

  func state(of list: ListID) -> ListState { lists[list] ?? ListState() }

  /// The identity of the selected row, if it is still there.
  func selectedIdentity(in list: ListID) -> String? {
    guard let selected = lists[list]?.selected, prepared[list]?.arrangement.row(of: selected) != nil else {
      return nil
    }
    return selected
  }

  /// The row that acts go to: the selected one, or the first.
  func currentRow(in list: ListID) -> Int? {
    guard let ready = prepared[list], ready.arrangement.count > 0 else { return nil }
    return ready.arrangement.row(of: lists[list]?.selected) ?? 0
  }

  /// Moves the selection by so many rows.
  mutating func move(by rows: Int) {
    guard let list = focusedList, let ready = prepared[list], ready.arrangement.count > 0 else { return }
    let selected = ready.arrangement.row(of: lists[list]?.selected)
    // The first key shows where one is before it moves anywhere.
    let start = selected ?? (rows > 0 ? -1 : 0)
    select(row: start + rows, in: list)
  }

  mutating func select(row: Int, in list: ListID) {
    guard let ready = prepared[list], ready.arrangement.count > 0 else { return }
    let row = min(max(row, 0), ready.arrangement.count - 1)
    lists[list, default: ListState()].selected = ready.arrangement.identities[row]
    lists[list]?.isFollowing = true
    if list == .units || list == .moves { refreshAdvice() }
  }

  /// Changes how a list is shown and prepares it anew.
  mutating func change(_ list: ListID, _ change: (inout ListState) -> Void) {
    change(&lists[list, default: ListState()])
    refreshLists()
  }

  /// What acts go to: everything marked, else the current row, else the thing of the page.
  func targets(of kind: Address.Kind? = nil) -> [Address] {
    guard let snapshot else { return [] }
    var places: [Place] = []
    if let list = focusedList, let ready = prepared[list] {
      let marked = state(of: list).marked
      let rows = ready.arrangement.identities.indices.filter {
        marked.contains(ready.arrangement.identities[$0])
      }
      // What is marked stays marked behind a filter, and acts apply to it.
      let hidden = marked.filter { ready.arrangement.row(of: $0) == nil }.sorted()
      places =
        rows.isEmpty && hidden.isEmpty
        ? currentRow(in: list).flatMap(ready.place).map { [$0] } ?? []
        : rows.compactMap(ready.place) + hidden.compactMap(ready.hiddenPlace)
    }
    var addresses = places.compactMap { $0.address(in: snapshot) }.filter { kind == nil || $0.kind == kind }
    if addresses.isEmpty, let own = place.address(in: snapshot), kind == nil || own.kind == kind {
      addresses = [own]
    }
    return addresses
  }
}

extension Snapshot {
  /// Before the first snapshot.
  static var nothing: Snapshot {
    Snapshot(at: .epoch, watch: Watch(pid: 0, since: .epoch, isOurs: false, lastTick: .epoch))
  }
}
