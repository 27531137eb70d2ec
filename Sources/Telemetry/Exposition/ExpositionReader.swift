import Basics

/// What one target's page came to.
public struct ExpositionReading: Sendable {
  public let scrape: Scrape
  /// One time a column where the page tells when its values were; empty where it tells of none.
  public let times: [Instant?]

  /// The time that the page gives a column's value; nil where it gives none.
  public func time(of column: Int) -> Instant? { times.isEmpty ? nil : times[column] }
}

/// Reads the pages of one target again and again. A page differs from the one before mostly in its numbers: the bytes
/// between them are compared with those of last time, and only numbers are read. A page with other bytes anywhere is
/// parsed in full, and becomes what the next ones are compared with.
///
/// What holds for one sample by itself is looked at each time; what holds between samples, such as the count of a
/// histogram and its last bucket, when the page is parsed in full.
public struct ExpositionReader: Sendable {
  private let source: Labels
  private let format: ExpositionFormat
  private var template: PageTemplate?

  /// A reader for one target; `source` is what all its series share.
  public init(source: Labels, format: ExpositionFormat) {
    self.source = source
    self.format = format
  }

  /// The columns of the page read last.
  public var layout: Layout { template?.layout ?? Layout([]) }

  /// The values of a page, or the first thing that is wrong with it. A page that is wrong changes nothing.
  public mutating func read(_ bytes: [UInt8], at now: Instant) throws(ExpositionFault) -> ExpositionReading {
    if let template, let page = template.page(of: bytes, format) {
      return reading(page, template.layout, at: now)
    }
    let renewed = try renewed(bytes)
    template = renewed
    guard let page = renewed.page(of: bytes, format) else {
      preconditionFailure("a page fits the template that was made of it")
    }
    return reading(page, renewed.layout, at: now)
  }

  private func renewed(_ bytes: [UInt8]) throws(ExpositionFault) -> PageTemplate {
    PageTemplate(bytes, try ExpositionParser.places(bytes, in: format), replacing: layout)
  }

  private func reading(_ page: PageTemplate.Page, _ layout: Layout, at now: Instant) -> ExpositionReading {
    let scrape = Scrape(source: source, at: now, layout: layout, values: page.values)
    return ExpositionReading(scrape: scrape, times: page.times)
  }
}
