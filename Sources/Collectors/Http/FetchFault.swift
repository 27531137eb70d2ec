import Basics

/// Why a page could not be had.
public enum FetchFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the host means nothing; the system's words.
  case unknownHost(String, String)
  /// No connection; the system's words.
  case unreachable(String)
  case timedOut(Span)
  /// The connection was closed before anything came.
  case closed
  /// The connection was closed in the middle of the page.
  case cutOff
  case notHTTP
  case badLength
  /// Sent in a way that was not asked for.
  case encoded(String)
  case tooLarge(Int)
  case status(Int)
  case redirected(Int)
  case noMetrics(String)
  case noAnswer
  /// A credential or a certificate cannot be used.
  case credential(String)
  /// What curl says, or why it cannot be run.
  case curl(String)
  /// A file cannot be read; the system's words.
  case unreadable(String, String)

  public var description: String {
    switch self {
    case .unknownHost(let host, let words): "the host \(host) is not found: \(words)"
    case .unreachable(let words): "no connection: \(words)"
    case .timedOut(let span): "no whole answer within \(span.prometheus)"
    case .closed: "the server closed the connection without an answer"
    case .cutOff: "the connection was closed in the middle of the page"
    case .notHTTP: "what answers does not speak HTTP/1"
    case .badLength: "the answer's length is not told rightly"
    case .encoded(let coding): "the page is sent as \(coding), which was not asked for"
    case .tooLarge(let bytes):
      "the page is larger than \(Figures.bytes(Double(bytes))); --max-bytes sets how large it may be"
    case .status(let code): "the server answers with status \(code)"
    case .redirected(let code):
      "the server sends elsewhere (status \(code)), which is not followed; give the address itself"
    case .noMetrics(let type): "the page is \(type), not metrics"
    case .noAnswer: "what answers is not a Prometheus server"
    case .credential(let words), .curl(let words): words
    case .unreadable(let path, let words): "\(path): \(words)"
    }
  }
}
