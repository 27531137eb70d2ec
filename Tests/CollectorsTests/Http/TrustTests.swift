import Basics
import Glibc
import Model
import Scratch
import Telemetry
import Testing

@testable import Collectors

/// HTTPS with curl itself, against a server of openssl's with an authority of its own that wants a certificate.
@Suite struct TrustTests {
  private static let programs: [String] = ["/usr/bin/curl", "/usr/bin/openssl"]
  private static let canRun = programs.allSatisfy { access($0, X_OK) == 0 }

  /// The server, until its last owner goes.
  /// A class because it owns the process.
  private final class Server {
    let scratch = Scratch()
    let port = FreePort.unused()
    private var process: pid_t = 0

    init() {
      _ = scratch.file("metrics", "a 1\n")
      process = Self.start(
        """
        cd \(scratch.path) && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
          -keyout key -out cert -days 2 -subj /CN=test -addext subjectAltName=IP:127.0.0.1 2>/dev/null &&
        exec openssl s_server -quiet -accept 127.0.0.1:\(port) -cert cert -key key -CAfile cert -Verify 1 \
          -verify_return_error -WWW >/dev/null 2>&1
        """)
    }

    deinit {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }

    private static func start(_ script: String) -> pid_t {
      let typed: [String] = ["sh", "-c", script]
      var words: [UnsafeMutablePointer<CChar>?] = typed.map { strdup($0) } + [nil]
      defer { for word in words { free(word) } }
      var child: pid_t = 0
      return posix_spawn(&child, "/bin/sh", nil, nil, &words, environ) == 0 ? child : 0
    }

    func page(_ change: @escaping (inout Origin.Options) -> Void) -> Origin {
      .page("tls", "https://127.0.0.1:\(port)/metrics") { options in
        options.timeout = .seconds(10)
        change(&options)
      }
    }
  }

  @Test(.enabled(if: canRun, "needs curl and openssl"))
  func `an authority of one's own is trusted and a certificate shown, and neither goes without`() {
    let server = Server()
    let (cert, key) = (server.scratch["cert"], server.scratch["key"])
    let run = LoopRun([
      server.page { ($0.authorityFile, $0.certificateFile, $0.keyFile) = (cert, cert, key) }
    ])
    // The server takes a moment to begin.
    #expect(run.run { $0.value("a", of: "tls") == 1 }, "\(run.faults)")
    let strange = LoopRun([server.page { ($0.certificateFile, $0.keyFile) = (cert, key) }])
    #expect(strange.run { $0.fault(of: "tls")?.contains("certificate") == true }, "\(strange.faults)")
    let unknown = LoopRun([server.page { $0.authorityFile = cert }])
    #expect(unknown.run { $0.fault(of: "tls")?.hasPrefix("curl: ") == true }, "\(unknown.faults)")
  }
}
