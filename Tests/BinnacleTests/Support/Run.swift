import Glibc
import Scratch
import Testing

/// What a command said, and how it ended.
struct Run {
  let output: String
  let complaints: String
  let status: Int32

  init(_ words: String..., in folder: Scratch) throws { try self.init(words, in: folder) }

  /// Runs the program, or another, with words, without a terminal.
  init(
    _ words: [String], in folder: Scratch, environment: [String: String] = [:],
    program: String = Pseudoterminal.program
  ) throws {
    // A folder of its own, for others may run in the same one at the same time.
    let said = Scratch()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, said["stdout"], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, said["stderr"], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var settings = folder.environment
    settings.merge(environment) { $1 }
    var pid: pid_t = 0
    let result = CStrings.with([program] + words) { arguments in
      CStrings.with(settings.map { "\($0.key)=\($0.value)" }) {
        posix_spawn(&pid, program, &actions, nil, arguments, $0)
      }
    }
    try #require(result == 0, "\(program) does not start")
    var ended: Int32 = 0
    waitpid(pid, &ended, 0)
    status = ended & 0x7F == 0 ? ended >> 8 & 0xFF : -(ended & 0x7F)
    (output, complaints) = (Self.text(said["stdout"]), Self.text(said["stderr"]))
  }

  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var (text, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { text += buffer[..<count] }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Words as C functions take them.
enum CStrings {
  static func with(
    _ words: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    var pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return body(&pointers)
  }
}
