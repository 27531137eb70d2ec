import Telemetry

/// Counters of the protocols, `/proc/net/snmp`, `/proc/net/netstat` and `/proc/net/sockstat`.
/// A class because it keeps its files open.
final class NetstatReader: HostReader {
  private let tables: [SystemFile]
  private let sockets: SystemFile
  private static let family = Metric("node_netstat")
  private static let socketFamily = Metric("node_sockstat")

  /// The counters node_exporter shows by default.
  private static let wanted: [String: Set<String>] = [
    "Ip": ["Forwarding"], "IpExt": ["InOctets", "OutOctets"],
    "Icmp": ["InErrors", "InMsgs", "OutMsgs"],
    "Tcp": [
      "ActiveOpens", "CurrEstab", "InErrs", "InSegs", "OutRsts", "OutSegs", "PassiveOpens", "RetransSegs",
    ],
    "TcpExt": [
      "ListenDrops", "ListenOverflows", "SyncookiesFailed", "SyncookiesRecv", "SyncookiesSent",
      "TCPSynRetrans",
      "TCPTimeouts", "TCPOFOQueue", "TCPRcvQDrop",
    ],
    "Udp": ["InDatagrams", "InErrors", "NoPorts", "OutDatagrams", "RcvbufErrors", "SndbufErrors"],
    "UdpLite": ["InErrors"],
  ]
  /// The same by digest, so that looking a counter up makes no string.
  private static let digests: Set<UInt64> = Set(
    wanted.flatMap { table, names in names.map { digest(Metric(table).signature, Metric($0).signature) } })

  private static func digest(_ table: UInt64, _ name: UInt64) -> UInt64 { table &* 31 ^ name }

  init(_ root: HostRoot, _ buffer: SystemBuffer) {
    tables = ["net/snmp", "net/netstat"].map { SystemFile(root.proc($0), buffer: buffer) }
    sockets = SystemFile(root.proc("net/sockstat"), buffer: buffer)
  }

  func read(into scrape: inout ScrapeBuilder) {
    for table in tables {
      table.read { words in
        while var names = words.line(), var values = words.line() {
          guard let table = names.word(upTo: 0x3A) else { continue }
          values.skip(1)
          Self.read(table, &names, &values, into: &scrape)
        }
      }
    }
    sockets.read { Self.readSockets(&$0, into: &scrape) }
  }

  private static func read(
    _ table: Words.Word, _ names: inout Words, _ values: inout Words, into scrape: inout ScrapeBuilder
  ) {
    let tableDigest = table.digest
    while let name = names.word(), let value = values.word() {
      let digest = digest(tableDigest, name.digest)
      guard digests.contains(digest), let value = Words.number(value) else { continue }
      scrape.add(family.signature ^ digest, value, .init("node_netstat_\(table.text)_\(name.text)"))
    }
  }

  /// `TCP: inuse 5 orphan 0 …` gives `node_sockstat_TCP_inuse` and so on.
  private static func readSockets(_ words: inout Words, into scrape: inout ScrapeBuilder) {
    while var line = words.line() {
      guard let protocolName = line.word(upTo: 0x3A) else { continue }
      while let name = line.word(), let value = line.number() {
        scrape.add(
          socketFamily.signature &* 31 ^ protocolName.digest &* 31 ^ name.digest, value,
          .init("node_sockstat_\(protocolName.text)_\(name.text)"))
      }
    }
  }
}
