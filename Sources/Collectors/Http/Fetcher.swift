import Basics
import Glibc
import Model
import Telemetry

/// What is asked for, and how.
public struct PageRequest: Hashable, Sendable {
  public var address: HTTPAddress
  public var credential: Credential?
  public var certificates = Certificates()
  /// The media types wanted, as the `Accept` field has them.
  public var accept: String
  public var timeout: Span
  public var mostBytes: Int
  /// What is posted, encoded as forms are; nil to get the page.
  public var form: String?
  /// A document in JSON that is posted.
  public var document: String?
  /// The method, where what is posted does not say it.
  public var method: String?
  /// Whether a page counts whatever the status it comes with.
  public var takesAnyStatus = false

  /// The files that HTTPS needs beyond what the system trusts.
  public struct Certificates: Hashable, Sendable {
    public var authorityFile: String?
    public var certificateFile: String?
    public var keyFile: String?

    public init() {}
  }

  public init(_ address: HTTPAddress, accept: String, timeout: Span, mostBytes: Int) {
    self.address = address
    self.accept = accept
    self.timeout = timeout
    self.mostBytes = mostBytes
  }

  /// Metrics in any format that is read, the newest rather.
  public static let metrics =
    "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
}

/// A page as it came.
public struct FetchedPage: Sendable {
  public let status: Int
  public let mediaType: String
  public let body: [UInt8]

  /// Takes an answer for a page, unless its status says that it is none.
  init(status: Int, mediaType: String, body: [UInt8], takesAnyStatus: Bool = false) throws(FetchFault) {
    if (300..<400).contains(status) { throw .redirected(status) }
    guard status == 200 || takesAnyStatus else { throw .status(status) }
    self.status = status
    self.mediaType = mediaType
    self.body = body
  }
}

/// What came of asking for a page.
public typealias FetchOutcome = Result<FetchedPage, FetchFault>

/// A way to one page: a connection that is kept, or a program run for each.
protocol Fetcher: AnyObject {
  /// Asks anew. An outcome at once when there is nothing to wait for.
  func start(_ names: Names, at now: Moment) -> FetchOutcome?
  /// What it waits for; nothing while it waits for a name.
  func wait(in polls: inout [pollfd])
  /// Goes on after something of what it waited for has come, or a name.
  func goOn(_ names: Names, _ buffer: UnsafeMutableRawBufferPointer, at now: Moment) -> FetchOutcome?
  /// Gives up what was asked for.
  func abandon()
}

/// A time of day together with the time since the machine started, which nobody sets.
public struct Moment: Sendable {
  public let wall: Instant
  /// Nanoseconds since the machine started.
  public let nanoseconds: Int64

  public init(wall: Instant, nanoseconds: Int64) {
    self.wall = wall
    self.nanoseconds = nanoseconds
  }

  public var uptime: Span { Span(milliseconds: nanoseconds / 1_000_000) }
}
