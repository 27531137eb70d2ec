import Basics
import Monitoring
import Testing

@Suite struct ResourceBookTests {
  @Test func `the book that comes with the program can be read, in both languages`() throws {
    let book = try Shipped.resources()
    #expect(book.rules.count >= 12)
    for rule in book.rules {
      #expect(!rule.title.english.isEmpty && !rule.title.chinese.isEmpty)
      for measure in rule.measures { #expect(!measure.words.chinese.isEmpty, "\(rule.kind) \(measure.name)") }
    }
  }

  @Test func `every question selects the node by the mark that stands for it`() throws {
    for rule in try Shipped.resources().rules {
      for measure in rule.measures {
        let asked = measure.query.template.split(separator: "{").count - 1
        let marked = measure.query.template.split(separator: "$host").count - 1
        #expect(asked == marked, "\(rule.kind) \(measure.name)")
      }
    }
  }

  @Test(arguments: [
    (#"{"id": "x", "title": "X", "utilisaton": []}"#, "book:1:42: \"utilisaton\" is not known here"),
    (#"{"id": "x", "title": "X"}"#, "book:1:16: a resource wants something that is measured"),
    (
      #"{"id": "x", "title": "X", "utilisation": [{"id": "u", "words": "u", "unit": "ratio", "limit": 1, "worst": 1, "expr": "up +"}]}"#,
      "book:1:133: in the expression"
    ),
    (
      #"{"id": "x", "title": "X", "causes": [{"of": "y"}], "utilisation": [{"id": "u", "words": "u", "unit": "ratio", "limit": 1, "worst": 1, "expr": "up"}]}"#,
      "book:1:60: there is no such resource"
    ),
    (
      #"{"id": "x", "title": "X", "remedies": [{"id": "r", "title": "R", "model": "hope"}], "utilisation": [{"id": "u", "words": "u", "unit": "ratio", "limit": 1, "worst": 1, "expr": "up"}]}"#,
      "book:1:90: expected one of offload, enlarge, divide, release, thin"
    ),
  ])
  func `what is wrong with it is named with its place`(resource: String, complaint: String) {
    #expect {
      try ResourceBook(Array(#"{"resources": [\#(resource)]}"#.utf8), name: "book")
    } throws: { error in
      let text = "\(error)"
      return text.hasPrefix(complaint)
    }
  }

  @Test func `low is bad where the worst lies below the limit`() throws {
    let full = try #require(
      try Shipped.resources().rule(of: "filesystem")?.measures.first { $0.name == "full" })
    #expect(full.isBeyond(3_600) && !full.isBeyond(90_000))
    #expect(full.degree(of: 14_400) == 1 && full.degree(of: 86_400) == 0 && full.degree(of: 50_400) == 0.5)
  }

  @Test(arguments: [
    (Measure.Unit.ratio, 0.984, "98 %"), (.ratio, 0.012, "1.2 %"), (.seconds, 0.21, "210 ms"),
    (.seconds, 14_400, "4 h"), (.count, 14.26, "14.3"), (.perSecond, 5_510, "5.51 k/s"),
  ])
  func `values are written as people read them`(unit: Measure.Unit, value: Double, text: String) {
    #expect(unit.text(value) == text)
  }
}
