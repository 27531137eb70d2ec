import Glibc

/// Prometheus's own tool for rules, in a directory that goes with the test.
/// A class because it owns the directory.
final class Promtool {
  static let isThere = access(program, X_OK) == 0
  static let notice = "needs the program promtool, which apt-get installs with prometheus"
  private static let program = "/usr/bin/promtool"

  let directory: String

  init?() {
    var template = Array("/tmp/promtool-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func write(_ name: String, _ text: String) {
    guard let file = fopen("\(directory)/\(name)", "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  /// Whether the tool finds nothing wrong, and what it says.
  func run(_ words: String) -> (passed: Bool, output: String) {
    guard let pipe = popen("cd \(directory) && \(Self.program) \(words) 2>&1", "r") else {
      return (false, "")
    }
    var (output, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { output += buffer[..<count] }
    return (pclose(pipe) == 0, String(decoding: output, as: UTF8.self))
  }

  deinit {
    for name in ["rules.json", "test.json"] { unlink("\(directory)/\(name)") }
    rmdir(directory)
  }
}
