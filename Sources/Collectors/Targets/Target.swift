import Basics
import Model
import Telemetry

/// One thing that is read for metrics again and again.
public struct Target: Hashable, Sendable {
  /// Where it is.
  public enum Place: Hashable, Sendable {
    case page(HTTPAddress)
    /// A file, or a directory of files.
    case files(String)
  }

  public let place: Place
  /// What all its series share: `job`, `instance`, and what its definition adds.
  public let labels: Labels
  public let options: Origin.Options

  public init(_ place: Place, labels: Labels, options: Origin.Options) {
    self.place = place
    self.labels = labels
    self.options = options
  }

  /// The name under which its health is shown.
  public var name: String { "\(labels["job"])/\(labels["instance"])" }

  /// How its page is asked for; nil for files.
  public var request: PageRequest? {
    guard case .page(let address) = place else { return nil }
    var request = PageRequest(
      address, accept: PageRequest.metrics, timeout: options.timeout, mostBytes: options.mostBytes)
    request.use(options)
    return request
  }
}

extension PageRequest {
  /// Takes credential and certificates from a definition.
  public mutating func use(_ options: Origin.Options) {
    credential =
      options.tokenFile.map { Credential(.token, path: $0) }
      ?? options.basicAuthFile.map { Credential(.basic, path: $0) }
    certificates.authorityFile = options.authorityFile
    certificates.certificateFile = options.certificateFile
    certificates.keyFile = options.keyFile
  }
}

extension Origin {
  /// The path that a page lies under when its address names none.
  static let usualPath = "/metrics"

  /// The one target that it is; nil when it is none or a list of them.
  public var target: Target? {
    switch kind {
    case .scrape:
      guard var address = HTTPAddress(address) else { return nil }
      if address.path.isEmpty { address.path = Self.usualPath }
      return Target(.page(address), labels: labels(instance: address.authority), options: options)
    case .file: return Target(.files(address), labels: labels(instance: address), options: options)
    case .list, .prometheus: return nil
    }
  }

  /// The labels of a target of this name, unless the definition says otherwise.
  func labels(instance: String) -> Labels {
    let usual: Labels = ["job": name, "instance": instance]
    return usual.merging(options.labels)
  }
}
