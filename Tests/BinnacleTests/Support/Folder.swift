import Glibc

/// What lies in folders.
enum Folder {
  static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Every file below a folder whose name ends so.
  static func files(under path: String, ending suffix: String) -> [String] {
    names(in: path).flatMap { name -> [String] in
      let place = "\(path)/\(name)"
      return name.hasSuffix(suffix) ? [place] : files(under: place, ending: suffix)
    }
  }
}

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
