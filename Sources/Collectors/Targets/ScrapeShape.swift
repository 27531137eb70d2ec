import Model
import Telemetry

/// How the columns of a page become those of a target: labels that the target has itself are told apart, and the series
/// about the reading come behind.
struct ScrapeShape {
  /// The series about a reading itself, as Prometheus has them.
  static let own = [
    "up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling",
    "scrape_series_added",
  ].map { Layout.Column($0) }

  /// The page's layout that this was made for.
  let page: Layout
  let layout: Layout
  /// The page's columns that stay, in their order; nil when all do.
  private let kept: [Int]?

  init(_ page: Layout, of target: Target, _ pool: LayoutPool) {
    self.page = page
    let honors = target.options.honorsLabels
    var (columns, places, seen) = ([Layout.Column](), [Int](), Set(Self.own))
    columns.reserveCapacity(page.columns.count + Self.own.count)
    for (place, column) in page.columns.enumerated() {
      let renamed = honors ? column : Self.exported(column, beside: target.labels)
      // Of series that come to the same the first counts; those about the reading are ours.
      guard seen.insert(renamed).inserted else { continue }
      columns.append(renamed)
      places.append(place)
    }
    kept = places.count == page.columns.count ? nil : places
    layout = pool.layout(columns + Self.own)
  }

  /// The column with every label that the target has too called `exported_…`, as often as needed to be a name of its own.
  private static func exported(_ column: Layout.Column, beside target: Labels) -> Layout.Column {
    guard column.labels.contains(where: { target.has($0.name) }) else { return column }
    var labels = column.labels
    for label in column.labels where target.has(label.name) {
      labels = labels.setting(label.name, to: "")
      var name = "exported_\(label.name)"
      while labels.has(name) || column.labels.has(name) || target.has(name) { name = "exported_\(name)" }
      labels = labels.setting(name, to: label.value)
    }
    return Layout.Column(column.name, labels)
  }

  /// How many series the page has that its target keeps.
  var count: Int { layout.columns.count - Self.own.count }

  /// The page's values in the order of the layout, and those about the reading.
  func values(_ values: [Double], _ own: [Double]) -> [Double] {
    if let kept { return kept.map { values[$0] } + own }
    var all = [Double]()
    all.reserveCapacity(values.count + own.count)
    all += values
    all += own
    return all
  }

  /// How many of its series another shape does not have.
  func added(since other: ScrapeShape?) -> Int {
    guard let other else { return count }
    guard other.layout !== layout else { return 0 }
    return layout.columns.count { other.layout.position(of: $0) == nil }
  }
}
