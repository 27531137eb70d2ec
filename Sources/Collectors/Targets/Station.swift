import Basics
import Glibc
import Model
import Telemetry

/// A target with all that is remembered of it between readings.
/// A class because it is changed in place where it stands among thousands.
final class Station {
  /// What is being done for it.
  enum Work {
    case nothing
    case page(since: Moment)
    case files(since: Moment)
  }

  let target: Target
  var rhythm: Rhythm
  var work = Work.nothing
  var reader: PageReader
  /// The way to its page; nil for files.
  let fetcher: (any Fetcher)?
  /// What reads its files; away while it does.
  var files: FileReader?
  /// Whether it could not be read the last time.
  var isFailing = false

  init(_ target: Target, _ fetches: Fetches) {
    self.target = target
    rhythm = Rhythm(interval: target.options.interval, seed: target.labels.description)
    reader = PageReader(target)
    fetcher = target.request.map { fetches.fetcher(for: $0) }
    if case .files(let path) = target.place { files = FileReader(target, path: path) }
  }

  /// When the reading that is under way began; nil when none is.
  var startedAt: Moment? {
    switch work {
    case .nothing: nil
    case .page(let since), .files(let since): since
    }
  }
}
