import Basics
import Engine
import Scheduling

extension Configuration {
  /// What the scheduler decides is carried out by programs, on real nodes: unless somebody says otherwise people are
  /// told a minute ahead.
  mutating func use(_ programs: UnitPrograms) {
    (isExecuting, initiative, fences) = (true, .veto, programs.fence != nil)
    pace.atOnce = programs.atOnce
    // The executor says itself what takes too long: what is asked for may wait for hands, and for a fence.
    pace.patience = programs.timeout * 4 + .seconds(30)
  }
}
