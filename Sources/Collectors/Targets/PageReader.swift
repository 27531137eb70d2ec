import Basics
import Model
import Telemetry

/// Makes scrapes of one target's pages.
///
/// A scrape has one time: that of its reading. A page may give single samples a time of their own (`honor_timestamps` of
/// Prometheus); such a value is taken as what is so at the reading, which it is as long as it is recent. A value told to
/// be older than five minutes, what a query would find no more, or to be of more than ten minutes from now, which
/// Prometheus refuses, does not count: its series has no value in that scrape.
struct PageReader {
  private let target: Target
  private var reader: ExpositionReader?
  private var format = ExpositionFormat.text
  private var shape: ScrapeShape?

  private static let oldest = Span.minutes(5)
  private static let farthest = Span.minutes(10)

  init(_ target: Target) { self.target = target }

  /// What a page came to.
  struct Reading {
    let scrape: Scrape
    let format: ExpositionFormat
    let series: Int
  }

  /// Reads a page that was asked for at a time and came after so many seconds.
  mutating func read(_ page: FetchedPage, at now: Instant, seconds: Double, _ pool: LayoutPool)
    throws(PageFault)
    -> Reading
  {
    let format = try Self.format(of: page.mediaType)
    var reader: ExpositionReader
    if let known = self.reader, format == self.format {
      // Two owners would have what it remembers copied.
      self.reader = nil
      reader = known
    } else {
      reader = ExpositionReader(source: target.labels, format: format)
      self.format = format
    }
    defer { self.reader = reader }
    let reading: ExpositionReading
    do throws(ExpositionFault) { reading = try reader.read(page.body, at: now) } catch { throw .page(error) }
    let layout = reading.scrape.layout
    let scrape = try scrape(layout, reading.scrape.values, reading.times, at: now, seconds: seconds, pool)
    return Reading(scrape: scrape, format: format, series: layout.columns.count)
  }

  /// Makes a scrape of what files came to.
  mutating func read(_ files: FileReader.Reading, at now: Instant, seconds: Double, _ pool: LayoutPool)
    throws(PageFault) -> Reading
  {
    let layout = pool.layout(files.columns)
    let scrape = try scrape(layout, files.values, files.times, at: now, seconds: seconds, pool)
    return Reading(scrape: scrape, format: .text, series: layout.columns.count)
  }

  private mutating func scrape(
    _ page: Layout, _ given: [Double], _ times: [Instant?], at now: Instant, seconds: Double,
    _ pool: LayoutPool
  ) throws(PageFault) -> Scrape {
    guard page.columns.count <= target.options.mostSeries else {
      throw .tooMany(page.columns.count, target.options.mostSeries)
    }
    let before = shape
    let shape: ScrapeShape
    if let before, before.page === page {
      shape = before
    } else {
      shape = ScrapeShape(page, of: target, pool)
    }
    self.shape = shape
    var values = given
    for (column, time) in times.enumerated() {
      guard let time, now - time > Self.oldest || time - now > Self.farthest else { continue }
      values[column] = Staleness.marker
    }
    let own = [1, seconds, Double(values.count), Double(shape.count), Double(shape.added(since: before))]
    return Scrape(source: target.labels, at: now, layout: shape.layout, values: shape.values(values, own))
  }

  /// The media types that metrics are served under; what says nothing is taken for text.
  private static func format(of mediaType: String) throws(PageFault) -> ExpositionFormat {
    let kind = mediaType.prefix { $0 != ";" && $0 != " " }.lowercased()
    guard ["", "text/plain", "application/openmetrics-text"].contains(kind) else {
      throw .fetch(.noMetrics(kind.printable))
    }
    return ExpositionFormat(mediaType: mediaType)
  }

  /// The scrape that says that a target could not be read: its other series end.
  static func failed(_ target: Target, at now: Instant, seconds: Double, _ pool: LayoutPool) -> Scrape {
    Scrape(
      source: target.labels, at: now, layout: pool.layout(ScrapeShape.own), values: [0, seconds, 0, 0, 0])
  }

  /// The scrape that says that a target is not read any more: all its series end.
  static func ended(_ target: Target, at now: Instant, _ pool: LayoutPool) -> Scrape {
    Scrape(source: target.labels, at: now, layout: pool.layout([]), values: [])
  }
}

/// Why a target's page counts for nothing.
enum PageFault: Error, CustomStringConvertible {
  case fetch(FetchFault)
  case page(ExpositionFault)
  case tooMany(Int, Int)

  var description: String {
    switch self {
    case .fetch(let fault): fault.description
    case .page(let fault): "line \(fault.line), column \(fault.column) of the page: \(fault.reason.printable)"
    case .tooMany(let found, let most):
      "the page has \(found) series and may have \(most); --max-series sets how many"
    }
  }
}
