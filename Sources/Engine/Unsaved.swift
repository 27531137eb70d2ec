import Basics
import Community
import Model
import Monitoring
import Roadmap
import Store
import Telemetry

/// What has happened and is not written down yet. While the store cannot be written it waits here.
struct Unsaved {
  var scrapes: [Scrape] = []
  var vitals: [Scrape] = []
  var processes: [Labels: ProcessTable] = [:]
  /// The alerts that changed, gone ones too.
  var alerts: Set<String> = []
  var silences: [Silence] = []
  var incidents = IncidentBook.Changes()
  var log: [LogEntry] = []
  var decided: [Order] = []
  var items: Set<String> = []
  var programmes: Set<String> = []
  var readings: [Reading] = []
  var withdrawn: [(indicator: String, enteredAt: Instant)] = []
  var costs: Set<CostKeeper.Key> = []
  /// The names of the sources that were added or removed.
  var origins: Set<String> = []
  /// The titles of panels that were saved or taken away.
  var panels: Set<String> = []
  /// What is to be told, and what the dispatcher remembers of it.
  var notifications: [Notification] = []
  var routing = Dispatcher.Changes()
  /// The numbers of the migrations that changed.
  var migrations: Set<Int64> = []
  /// The nodes that were held or let go.
  var holds: Set<String> = []
  var hasNewSettings = false
  /// Whether the scheduler has learned something.
  var hasNewLearning = false

  /// Ten minutes of this host; then the oldest go.
  private static let mostScrapes = 600

  mutating func add(_ scrape: Scrape) {
    scrapes.append(scrape)
    guard scrapes.count > Self.mostScrapes else { return }
    let surplus = scrapes.count - Self.mostScrapes
    // Many nodes deliver more than that at once, which is not a jam.
    guard scrapes[0].at + .minutes(1) < scrape.at else { return }
    scrapes.removeFirst(surplus)
  }

  /// Keeps no more than can be written at once when the store comes back; the oldest go.
  mutating func bound() {
    if vitals.count > Self.mostVitals { vitals.removeFirst(vitals.count - Self.mostVitals) }
    if log.count > Self.mostEntries { log.removeFirst(log.count - Self.mostEntries) }
  }

  private static let mostVitals = 50_000
  private static let mostEntries = 5_000

  var subjects: [Store.Subject] {
    var subjects: [Store.Subject] = []
    if !alerts.isEmpty || !silences.isEmpty { subjects.append(.alerts) }
    if !items.isEmpty || !programmes.isEmpty { subjects.append(.plan) }
    if !readings.isEmpty || !withdrawn.isEmpty { subjects.append(.board) }
    if !log.isEmpty || !decided.isEmpty { subjects.append(.log) }
    if !costs.isEmpty { subjects.append(.costs) }
    if !origins.isEmpty { subjects.append(.origins) }
    if !panels.isEmpty { subjects.append(.panels) }
    if !incidents.isEmpty { subjects.append(.incidents) }
    if !migrations.isEmpty || !holds.isEmpty || hasNewSettings || hasNewLearning { subjects.append(.acts) }
    if !notifications.isEmpty || !routing.isEmpty { subjects.append(.notifications) }
    return subjects
  }
}
