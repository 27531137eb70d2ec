import Basics
import Telemetry

/// Where metrics beyond this host come from, as somebody has defined it.
public struct Origin: Hashable, Sendable {
  /// What there is at the address; the raw value is the word in the store and in listings.
  public enum Kind: String, CaseIterable, Sendable {
    /// A page of metrics under an HTTP or HTTPS address.
    case scrape
    /// A text file of metrics, or a directory whose `*.prom` files are.
    case file
    /// A list of pages in a file, as Prometheus's `file_sd` has it.
    case list = "file_sd"
    /// The base address of a Prometheus server's HTTP interface.
    case prometheus
  }

  public let name: String
  public let kind: Kind
  /// An HTTP address, or the absolute path of a file.
  public let address: String
  public let options: Options

  public init(name: String, kind: Kind, address: String, options: Options = Options()) {
    self.name = name
    self.kind = kind
    self.address = address
    self.options = options
  }

  /// How it is read.
  public struct Options: Hashable, Sendable {
    public var interval = Span.seconds(10)
    public var timeout = Span.seconds(5)
    /// What every series gets besides `instance` and `job`, or instead of them.
    public var labels = Labels()
    /// A file with a bearer token, readable by its owner alone.
    public var tokenFile: String?
    /// A file with `user:password`, readable by its owner alone.
    public var basicAuthFile: String?
    /// The certificates of the authorities that HTTPS is to be trusted by.
    public var authorityFile: String?
    public var certificateFile: String?
    public var keyFile: String?
    public var mostSeries = 50_000
    public var mostBytes = 16 << 20
    /// Whether a label of the page stands where the target has one of the same name.
    public var honorsLabels = false

    public init() {}
  }
}

/// Why a definition cannot be used: a word that listings and screens have a sentence for, and what it is about.
public struct OriginFault: Error, Hashable, Sendable {
  public let word: String
  public let detail: String

  public init(_ word: String, _ detail: String) {
    self.word = word
    self.detail = detail
  }
}

extension Origin {
  /// Complains about the first thing that cannot be.
  public func check() throws(OriginFault) {
    let isNamed = !name.isEmpty && name.utf8.count <= 100 && name == name.printable && !name.contains("\n")
    guard isNamed else { throw OriginFault("bad_name", name.printable) }
    try checkAddress()
    try checkTimes()
    for label in options.labels where !Self.isLabelName(label.name) {
      throw OriginFault("bad_label", label.name)
    }
    if options.tokenFile != nil, options.basicAuthFile != nil {
      throw OriginFault("two_credentials", name)
    }
    if (options.certificateFile == nil) != (options.keyFile == nil) {
      throw OriginFault("half_certificate", name)
    }
    for path in options.files where !path.hasPrefix("/") { throw OriginFault("bad_path", path) }
    guard options.mostSeries > 0 else { throw OriginFault("bad_value", String(options.mostSeries)) }
    guard options.mostBytes > 0 else { throw OriginFault("bad_value", String(options.mostBytes)) }
  }

  private func checkAddress() throws(OriginFault) {
    switch kind {
    case .scrape, .prometheus:
      if HTTPAddress(address) == nil { throw OriginFault("bad_address", address.printable) }
    case .file, .list:
      if !address.hasPrefix("/") { throw OriginFault("bad_path", address.printable) }
    }
  }

  private func checkTimes() throws(OriginFault) {
    guard (Span.seconds(1)...Span.days(1)).contains(options.interval) else {
      throw OriginFault("bad_interval", options.interval.prometheus)
    }
    guard options.timeout > .zero, options.timeout <= options.interval else {
      throw OriginFault("bad_timeout", options.timeout.prometheus)
    }
  }

  /// Whether a text can be a label's name that is not one of the reserved ones.
  public static func isLabelName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first), !name.hasPrefix("__") else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
      default: false
      }
    }
  }
}

extension Origin.Options {
  /// The paths of all files it names.
  fileprivate var files: [String] {
    [tokenFile, basicAuthFile, authorityFile, certificateFile, keyFile].compactMap { $0 }
  }
}
