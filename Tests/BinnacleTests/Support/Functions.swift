/// The functions of a Swift source as the formatter leaves it: each ends at a brace as far in as its first line.
enum Functions {
  static func lengths(in text: String) -> [(name: String, lines: Int)] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var found: [(name: String, lines: Int)] = []
    for (start, line) in lines.enumerated() where isHead(line) {
      let indent = line.prefix { $0 == " " }
      guard let end = lines[(start + 1)...].firstIndex(where: { $0 == indent + "}" }) else { continue }
      found.append((String(line.drop { $0 == " " }), end - start - 1))
    }
    return found
  }

  private static func isHead(_ line: Substring) -> Bool {
    let words = line.split(separator: " ")
    let isComment = words.first?.hasPrefix("//") ?? true
    return !isComment && (line.hasSuffix("{") || line.hasSuffix("("))
      && words.contains { $0 == "func" || $0.hasPrefix("init(") }
  }
}
