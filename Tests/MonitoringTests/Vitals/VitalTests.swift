import Monitoring
import Testing

@Suite struct VitalTests {
  @Test func `vitals keep their places in the store`() {
    let names = """
      cpu user system iowait steal load memory swap cpuPressure memoryPressure ioPressure diskBusy diskRead diskWrite \
      fullness netIn netOut netFaults retransmits temperature runQueue
      """
    #expect(Vital.allCases.map(\.name).joined(separator: " ") == names)
    #expect(Vital.allCases.map(\.rawValue) == Array(0..<21))
  }

  @Test(arguments: Vital.allCases) func `a vital is found by its name`(vital: Vital) {
    #expect(Vital(name: vital.name) == vital)
    #expect(Vital(name: vital.name.uppercased()) == nil)
  }

  @Test func `what is not told is not a number`() {
    #expect(Vitals().values.count == Vital.allCases.count)
    #expect(Vitals().values.allSatisfy { $0.isNaN })
  }

  @Test func `fewer or more values than there are vitals do no harm`() {
    let few = Vitals([0.5, 0.25])
    #expect((few[.cpu], few[.user]) == (0.5, 0.25))
    #expect(few[.system].isNaN)
    #expect(Vitals(Array(repeating: Float(1), count: 99)).values == Array(repeating: 1, count: 21))
  }

  @Test func `a vital is set by itself`() {
    var vitals = Vitals()
    vitals[.fullness] = 0.75
    #expect(vitals[.fullness] == 0.75)
    #expect(vitals.values.count { !$0.isNaN } == 1)
  }
}
