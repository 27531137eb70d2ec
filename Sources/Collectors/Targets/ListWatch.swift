import Basics
import Glibc
import Model

/// Reads a list of services when its file changes, on a thread of its own.
/// A class because its thread answers to it.
final class ListWatch {
  /// What tells one state of a file from another.
  private struct Stamp: Hashable {
    let (device, node, size, seconds, nanoseconds): (UInt64, UInt64, Int64, Int, Int)
  }

  /// What a look at the file came to.
  private struct Answer: Sendable {
    let stamp: Stamp?
    /// Nil when the file is as it was.
    let found: Result<[Target], FileFault>?
  }

  let origin: Origin
  /// The targets of the last list that was right.
  private(set) var targets: [Target] = []
  private(set) var fault: String?
  private var stamp: Stamp?
  private var nextLook = Span.zero
  private var isLooking = false
  /// Whether the file has been looked at.
  private(set) var hasLooked = false
  private let answers = Inbox<Answer>()

  private let pause: Span

  /// - Parameter pause: how long the file is not looked at again.
  init(_ origin: Origin, pause: Span) {
    self.origin = origin
    self.pause = pause
  }

  /// Has the file looked at when it is time to. Returns whether there is news since the last call.
  func look(_ chores: Chores, at now: Span) -> Bool {
    var isNew = false
    for answer in answers.take() {
      (isLooking, hasLooked) = (false, true)
      stamp = answer.stamp
      guard let found = answer.found else { continue }
      isNew = true
      switch found {
      case .success(let targets): (self.targets, fault) = (targets, nil)
      case .failure(let fault): self.fault = fault.description
      }
    }
    guard !isLooking, now >= nextLook else { return isNew }
    (isLooking, nextLook) = (true, now + pause)
    chores.start { [origin, stamp, answers] in answers.put(Self.read(origin, unless: stamp)) }
    return isNew
  }

  private static func read(_ origin: Origin, unless known: Stamp?) -> Answer {
    var status = stat()
    guard stat(origin.address, &status) == 0 else {
      return Answer(stamp: nil, found: .failure(FileFault(origin.address, String(cString: strerror(errno)))))
    }
    let stamp = Stamp(
      device: UInt64(status.st_dev), node: UInt64(status.st_ino), size: Int64(status.st_size),
      seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec))
    if stamp == known { return Answer(stamp: stamp, found: nil) }
    do throws(FileFault) {
      let bytes = try BoundedFile.read(origin.address, upTo: origin.options.mostBytes).bytes
      do throws(JSONFault) {
        return Answer(stamp: stamp, found: .success(try ServiceList.targets(bytes, of: origin)))
      } catch {
        throw FileFault(
          origin.address, "line \(error.line), column \(error.column): \(error.reason.printable)")
      }
    } catch { return Answer(stamp: stamp, found: .failure(error)) }
  }
}
