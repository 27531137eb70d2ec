import Basics
import Catalog
import Glibc
import Roadmap

/// Files that come with the program, and those that lie beside the package.
enum DataFile {
  static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: max(0, ftell(file)))
    rewind(file)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  /// A programme that comes with the program.
  static func programme(_ name: String) throws(JSONFault) -> Programme {
    let path = "\(Catalog.shipped.last ?? ".")/programmes/\(name).json"
    return try ProgrammeFile.programme(bytes(path) ?? [], name: "\(name).json")
  }

  static let names = ["dual-modal", "vsphere-docker", "container-benchmark"]

  /// What was taken from the programmes' documents by hand; nil where it does not lie beside the package.
  static let facts: [UInt8]? = bytes(
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/shared/facts/roadmaps.json")
}

extension Day: ExpressibleByStringLiteral {
  /// A date that the test itself wrote.
  public init(stringLiteral text: String) {
    guard let day = Day(iso: text) else { preconditionFailure("\(text) is a date") }
    self = day
  }
}

extension Programme {
  /// A programme of one phase with these milestones and what belongs to them.
  static func sample(_ items: [PlanItem] = [], document: String = "2025-10-22", launch: Day? = nil)
    -> Programme
  {
    let phase = PlanItem(identifier: "P1", kind: .phase, parent: nil, title: Bilingual("phase"))
    return Programme(
      identifier: "X", title: Bilingual("sample"), short: Bilingual("x"),
      document: Document(version: "1", date: document, review: Bilingual(""), nextReview: nil),
      window: .months(1...12), ownerGiven: nil, present: Bilingual(""), completion: nil, source: "",
      items: [phase] + items, launch: launch)
  }
}

extension PlanItem {
  /// An item under a milestone, or a milestone itself.
  static func sample(
    _ identifier: String, _ kind: Kind = .milestone, in parent: String = "P1", _ window: Window? = nil,
    amount: Quantity? = nil, isMarked: Bool = false, references: [String] = []
  ) -> PlanItem {
    PlanItem(
      identifier: identifier, kind: kind, parent: parent, title: Bilingual(identifier), window: window,
      amount: amount,
      isMarked: isMarked, references: references)
  }
}
