import Basics
import Model
import Telemetry

/// The servers that queries are asked of beside what is at hand, kept from one question to the next.
/// A class because it keeps what is remembered of them; belongs to the thread that asks.
public final class RemoteSources {
  private var known: [Origin: RemoteSeries] = [:]
  private let clock: @Sendable () -> Moment

  public init(clock: @escaping @Sendable () -> Moment) { self.clock = clock }

  /// What is at hand, united with the series of every server among the sources.
  public func joined(to local: any SeriesSource, _ origins: [Origin]) -> any SeriesSource {
    var kept: [Origin: RemoteSeries] = [:]
    var remotes: [any SeriesSource] = []
    for origin in origins {
      guard let remote = known[origin] ?? RemotePrometheus(origin, clock: clock).map({ RemoteSeries($0) })
      else { continue }
      kept[origin] = remote
      remotes.append(remote)
    }
    known = kept
    return remotes.isEmpty ? local : UnitedSeries(local, and: remotes)
  }
}
