import Glibc

/// The themes. The folder is the list; finds the files and reads none.
public enum ThemeFiles {
  /// Where the files that came with the program may lie: beside it, or where they were when it was built.
  public static var shipped: [String] {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let program = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return [directory(of: program) + "/binnacle_ThemeFiles.resources", directory(of: #filePath)]
  }

  private static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
