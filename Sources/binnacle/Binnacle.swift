import Basics
import Glibc

/// The command.
@main
struct Binnacle {
  static func main() {
    exit(run(Array(CommandLine.arguments.dropFirst()), Environment.current))
  }

  /// Runs one command line. 0: done. 1: what was asked failed. 2: the words were wrong.
  private static func run(_ words: [String], _ environment: [String: String]) -> Int32 {
    do throws(Complaint) {
      let arguments = try Arguments(words)
      let options = try Options(arguments, environment)
      return try arguments.subcommand.run(Invocation(arguments: arguments, options: options))
    } catch {
      Output.complain(error.sentence[Options.language(words, environment)])
      return error.status
    }
  }
}

/// One use of a command.
struct Invocation {
  let arguments: Arguments
  let options: Options
}

/// The environment of the process.
enum Environment {
  static var current: [String: String] {
    var found: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { found[String(parts[0])] = String(parts[1]) }
      entry += 1
    }
    return found
  }
}

/// Standard output and standard error.
enum Output {
  static func write(_ text: String) { send(text, to: STDOUT_FILENO) }

  /// One line to standard error as it is: what is wrong with a file, `FILE:LINE:COLUMN: reason`.
  static func report(_ line: String) { send("\(line.printable)\n", to: STDERR_FILENO) }

  /// One line to standard error.
  static func complain(_ sentence: String) { send("binnacle: \(sentence.printable)\n", to: STDERR_FILENO) }

  private static func send(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // A reader that has gone, as behind `| head`, is not worth a complaint.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
