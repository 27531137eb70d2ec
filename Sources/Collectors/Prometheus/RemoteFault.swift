import Basics

/// Why a Prometheus server gave no answer that can be used.
public enum RemoteFault: Error, Hashable, Sendable, CustomStringConvertible {
  case fetch(FetchFault)
  /// The server's own words, with its word for their kind, such as `bad_data`.
  case refused(type: String, words: String)
  /// What answers does not keep to the HTTP API; where in the answer, counted in bytes.
  case malformed(String, offset: Int)
  /// More series than are taken: how many may come.
  case tooManySeries(Int)
  /// What is asked does not fit into a question.
  case tooLong
  /// Nobody waits for the answer any more.
  case unwanted

  public var description: String {
    switch self {
    case .fetch(let fault): fault.description
    case .refused(let type, let words): type.isEmpty ? words : "\(words) (\(type))"
    case .malformed(let reason, let offset):
      "the answer is not as a Prometheus server writes it: \(reason) at byte \(offset)"
    case .tooManySeries(let most): "more than \(most) series answer; --max-series sets how many may"
    case .tooLong: "the question is too long to be sent"
    case .unwanted: "the answer is not waited for any more"
    }
  }

  /// Whether a shorter stretch of time may be answered.
  var isTooMuch: Bool {
    switch self {
    case .fetch(.tooLarge): true
    // As Prometheus and those after it word their limits.
    case .refused(_, let words):
      ["too many samples", "maxSamples", "max-samples", "max chunks"].contains { words.contains($0) }
    case .fetch, .malformed, .tooManySeries, .tooLong, .unwanted: false
    }
  }

  /// Whether the server as a whole does not answer, so that asking it again at once is in vain.
  var isOutage: Bool {
    switch self {
    case .fetch(.tooLarge): false
    case .fetch: true
    case .refused, .malformed, .tooManySeries, .tooLong, .unwanted: false
    }
  }
}
