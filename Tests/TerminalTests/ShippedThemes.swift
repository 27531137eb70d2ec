import Basics
import Glibc
import Terminal
import ThemeFiles

/// The themes that come with the program.
enum ShippedThemes {
  private static let directory = ThemeFiles.shipped.last ?? "."

  static let names: [String] = {
    guard let folder = opendir(directory) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".json") { names.append(String(name.dropLast(5))) }
    }
    return names.sorted()
  }()

  static func theme(_ name: String) throws(JSONFault) -> Theme {
    try ThemeFile.theme(bytes(name) ?? [], name: name, path: "\(name).json") { bytes($0) }
  }

  private static func bytes(_ name: String) -> [UInt8]? {
    guard let file = fopen("\(directory)/\(name).json", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }
}
