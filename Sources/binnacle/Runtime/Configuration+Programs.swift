import Basics
import Engine
import Scheduling

extension Configuration {
  /// What the scheduler decides is carried out by programs, on real nodes: unless somebody says otherwise people are
  /// told a minute ahead.
  mutating func use(_ programs: UnitPrograms) {
    (isExecuting, initiative) = (true, .veto)
    pace.atOnce = programs.atOnce
    // A node is fenced before it loads what another had, and what is asked for may wait a moment.
    pace.patience = programs.timeout + (programs.fence == nil ? .zero : programs.timeout) + .seconds(30)
  }
}
