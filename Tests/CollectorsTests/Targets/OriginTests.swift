import Basics
import Model
import Telemetry
import Testing

@testable import Collectors

@Suite struct OriginTests {
  @Test(arguments: [
    ("http://host:9100/metrics", "http://host:9100/metrics"), ("http://host", "http://host:80"),
    ("https://host/a?b=c", "https://host:443/a?b=c"), ("http://[::1]:9100", "http://[::1]:9100"),
    ("http://[fe80::1%25eth0]/", "http://[fe80::1%25eth0]:80/"),
    ("HTTP://10.0.0.1:1?x=1", "http://10.0.0.1:1/?x=1"),
  ])
  func `an address is read`(text: String, read: String) {
    #expect(HTTPAddress(text)?.description == read)
  }

  @Test(arguments: [
    "", "host:9100", "ftp://host", "http://", "http://:80", "http://host:", "http://host:0",
    "http://host:70000",
    "http://host:+80", "http://user:secret@host", "http://host/a#b", "http://host/a b",
    "http://host/\r\nX: 1",
    "http://[::1", "http://[]:1", "http://ho st", "http://höst", "http://host/é", "http://[host]",
  ])
  func `what is no address is refused`(text: String) { #expect(HTTPAddress(text) == nil) }

  @Test func `a definition comes back from its fields as it went`() throws {
    var options = Origin.Options()
    (options.interval, options.timeout) = (.seconds(30), .seconds(7))
    options.labels = ["region": "eu \"west\"", "job": "node"]
    options.tokenFile = "/a/token"
    (options.certificateFile, options.keyFile, options.authorityFile) = ("/c", "/k", "/a")
    (options.mostSeries, options.mostBytes, options.honorsLabels) = (5, 6, true)
    let origin = Origin(name: "edge 1", kind: .scrape, address: "https://h/m", options: options)
    #expect(try Origin(name: "edge 1", fields: origin.fields) == origin)
  }

  private static func options(_ change: (inout Origin.Options) -> Void) -> Origin.Options {
    var options = Origin.Options()
    change(&options)
    return options
  }

  @Test(arguments: [
    ("", "http://h", Origin.Options(), "bad_name"), ("a\u{1B}", "http://h", Origin.Options(), "bad_name"),
    ("a", "h:9100", Origin.Options(), "bad_address"),
    ("a", "http://h", options { $0.interval = .milliseconds(10) }, "bad_interval"),
    ("a", "http://h", options { $0.timeout = .seconds(11) }, "bad_timeout"),
    ("a", "http://h", options { $0.timeout = .zero }, "bad_timeout"),
    ("a", "http://h", options { $0.labels = ["__x": "1"] }, "bad_label"),
    ("a", "http://h", options { $0.labels = ["a-b": "1"] }, "bad_label"),
    (
      "a", "http://h",
      options {
        $0.tokenFile = "/a"
        $0.basicAuthFile = "/b"
      }, "two_credentials"
    ),
    ("a", "http://h", options { $0.keyFile = "/a" }, "half_certificate"),
    ("a", "http://h", options { $0.tokenFile = "relative" }, "bad_path"),
    ("a", "http://h", options { $0.mostSeries = 0 }, "bad_value"),
  ])
  func `what cannot be is refused by a word`(
    name: String, address: String, options: Origin.Options, word: String
  ) {
    let origin = Origin(name: name, kind: .scrape, address: address, options: options)
    #expect(throws: OriginFault.self) { try origin.check() }
    do throws(OriginFault) { try origin.check() } catch { #expect(error.word == word) }
  }

  @Test func `a page is named by its host and lies under the usual path`() throws {
    let target = try #require(Origin(name: "edge", kind: .scrape, address: "http://h:9100").target)
    #expect(target.labels == ["job": "edge", "instance": "h:9100"])
    #expect(target.place == .page(HTTPAddress(host: "h", port: 9_100, path: "/metrics")))
    var options = Origin.Options()
    options.labels = ["job": "node", "region": "eu"]
    let other = Origin(name: "edge", kind: .scrape, address: "http://h:9100/m", options: options)
    #expect(other.target?.labels == ["job": "node", "instance": "h:9100", "region": "eu"])
  }
}

@Suite struct ServiceListTests {
  private static let origin = Origin(name: "fleet", kind: .list, address: "/list.json")

  private func targets(_ text: String) throws -> [Target] {
    try ServiceList.targets(Array(text.utf8), of: Self.origin)
  }

  @Test func `a list names its targets with what they share`() throws {
    let found = try targets(
      #"[{"targets": ["a:9100", "b:9100"], "labels": {"region": "eu", "__meta_x": "y"}}, {"targets": ["[::1]:1"]}]"#
    )
    #expect(found.map(\.labels["instance"]) == ["a:9100", "b:9100", "[::1]:1"])
    #expect(found[0].labels == ["job": "fleet", "instance": "a:9100", "region": "eu"])
    #expect(found[2].place == .page(HTTPAddress(host: "::1", port: 1, path: "/metrics")))
  }

  @Test func `labels with two underscores say how a target is read, and go`() throws {
    let found = try targets(
      #"""
      [{"targets": ["a"], "labels": {"__scheme__": "https", "__metrics_path__": "/probe", "__param_target": "x y&z",
        "__param_module": "icmp", "__scrape_interval__": "30s", "__scrape_timeout__": "2s", "job": "probe"}}]
      """#)
    #expect(found[0].labels == ["job": "probe", "instance": "a:443"])
    #expect(
      found[0].place
        == .page(
          HTTPAddress(isSecure: true, host: "a", port: 443, path: "/probe?target=x%20y%26z&module=icmp")))
    #expect(found[0].options.interval == .seconds(30) && found[0].options.timeout == .seconds(2))
  }

  @Test func `a timeout is never longer than the interval, and a target is there once`() throws {
    let found = try targets(#"[{"targets": ["a:1", "a:1"], "labels": {"__scrape_interval__": "2s"}}]"#)
    #expect(found.count == 1 && found[0].options.timeout == .seconds(2))
  }

  @Test(arguments: [
    ("{}", 1), ("[", 1), ("[\n{\"targets\": [\"http://a/m\"]}]", 2), ("[{}]", 1),
    ("[{\"targets\": [],\n\"label\": {}}]", 2),
    ("[{\"targets\": [\"a\"], \"labels\": {\n\"__scheme__\": \"ftp\"}}]", 2),
    ("[{\"targets\": [\"a\"], \"labels\": {\"a-b\": \"c\"}}]", 1), ("[{\"targets\": [\"a:99999\"]}]", 1),
    ("[{\"targets\": [\"a\"], \"labels\": {\"__scrape_interval__\": \"soon\"}}]", 1),
    ("[{\"targets\": [1]}]", 1),
  ])
  func `what is wrong with a list is told with its line`(text: String, line: Int) {
    do {
      _ = try targets(text)
      Issue.record("\(text) is taken")
    } catch { #expect((error as? JSONFault)?.line == line) }
  }
}
