import Glibc

/// A real Alertmanager on a port of the loopback interface, with all it keeps in a directory of its own.
/// A class because it owns the process.
public final class RealAlertmanager: Sendable {
  public static let isThere = access(program, X_OK) == 0
  public static let notice = "needs the program prometheus-alertmanager, which apt-get installs"
  private static let program = "/usr/bin/prometheus-alertmanager"

  private let folder = Scratch()
  private let peer: Peer
  public let port: Int

  /// - Parameter configuration: the file it reads, in YAML; JSON is that too.
  public init?(port: Int, configuration: String) {
    let path = folder.file("alertmanager.yml", configuration)
    let peer = Peer(
      Self.program,
      [
        "--config.file=\(path)", "--storage.path=\(folder["data"])", "--cluster.listen-address=",
        "--web.listen-address=127.0.0.1:\(port)", "--log.level=warn",
      ], saysInto: folder["log"])
    guard let peer else { return nil }
    self.peer = peer
    self.port = port
  }

  public var address: String { "http://127.0.0.1:\(port)" }

  /// What it has said, for whoever wonders why it does not answer.
  public var words: String { String(decoding: bytes(of: folder["log"]), as: UTF8.self) }
}
