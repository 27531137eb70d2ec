import Basics
import Community
import Testing

/// The indicators that come with the program against what was taken from the documents by hand.
@Suite(.enabled(if: DataFile.facts != nil, "needs the facts beside the package"))
struct StatedFactsTests {
  private let file: IndicatorFile
  private let stated: [JSONNode]

  init() throws {
    file = try DataFile.indicators()
    stated = try JSONReader.read(DataFile.facts ?? [], name: "kpis.json").required("kpis").items()
  }

  private func pairs() throws -> [(ours: Indicator, theirs: JSONNode)] {
    let byName = Dictionary(file.indicators.map { ($0.identifier, $0) }) { first, _ in first }
    return try stated.map { (try #require(byName[try $0.required("id").text()]), $0) }
  }

  @Test func `every indicator is there once, and no other`() throws {
    let names = try stated.map { try $0.required("id").text() }
    #expect(file.indicators.map(\.identifier).sorted() == names.sorted())
    #expect(names.count == 84)
  }

  @Test func `every indicator has its programme, unit and direction`() throws {
    for (ours, theirs) in try pairs() {
      #expect(ours.programme == (try theirs.required("programme").text()), "\(ours.identifier)")
      #expect(ours.unit == (try theirs.required("unit").text()), "\(ours.identifier)")
      #expect(ours.direction.rawValue == (try theirs.required("direction").text()), "\(ours.identifier)")
    }
  }

  @Test func `every target is exactly the stated one`() throws {
    for (ours, theirs) in try pairs() {
      let targets = try theirs.list("targets")
      #expect(ours.targets.count == targets.count, "\(ours.identifier)")
      for (target, wanted) in zip(ours.targets, targets) {
        let name = "\(target.identifier)"
        #expect(target.identifier == (try wanted.required("id").text()))
        #expect(target.end == (try wanted.optional("period_end")?.day()), "\(name)")
        #expect(target.isIncrement == (try wanted.required("is_delta").flag()), "\(name)")
        #expect(target.amount?.value == (try wanted.optional("value")?.number()), "\(name)")
        #expect(target.amount?.upper == (try wanted.optional("max")?.number()), "\(name)")
        if let amount = target.amount, amount.value != nil {
          #expect(amount.comparator.rawValue == (try wanted.required("comparator").text()), "\(name)")
        }
      }
    }
  }

  @Test func `every present value is exactly the stated one`() throws {
    for (ours, theirs) in try pairs() {
      let claim = file.claims.first { $0.indicator == ours.identifier }
      let current = try theirs.optional("current")
      #expect(claim?.amount.value == (try current?.optional("value")?.number()), "\(ours.identifier)")
      #expect(claim?.asOf == (try current?.optional("as_of")?.day()), "\(ours.identifier)")
      #expect(
        (claim?.isMarked ?? false) == (try current?.optional("mark_given") != nil), "\(ours.identifier)")
    }
  }

  @Test func `every indicator has words in both languages and a source`() {
    for indicator in file.indicators {
      #expect(!indicator.title.english.isEmpty && !indicator.title.chinese.isEmpty, "\(indicator.identifier)")
      #expect(
        !indicator.source.isEmpty && indicator.targets.allSatisfy { !$0.source.isEmpty },
        "\(indicator.identifier)")
    }
  }
}
