import Monitoring
import Testing

@Suite struct CapacityQuestionTests {
  private func question(_ change: (inout CapacityQuestion) -> Void) -> CapacityQuestion {
    var question = CapacityQuestion(utilisation: 0.4, replicas: 6)
    change(&question)
    return question
  }

  @Test func `as it is, nothing changes`() {
    let question = question { _ in }
    #expect(abs(question.utilisationThen - 0.4) < 1e-12)
    #expect(abs((question.responseFactor ?? 0) - 1) < 1e-9)
  }

  @Test func `twice the users use twice the capacity`() {
    let question = question { $0.loadFactor = 2 }
    #expect(abs(question.utilisationThen - 0.8) < 1e-12)
    // 1 / (1 - 0.8) over 1 / (1 - 0.4).
    #expect(abs((question.responseFactor ?? 0) - 3) < 1e-9)
  }

  @Test func `more or larger units take the load off each`() {
    #expect(abs(question { $0.replicasThen = 12 }.utilisationThen - 0.2) < 1e-12)
    #expect(abs(question { $0.unitCapacity = 2 }.utilisationThen - 0.2) < 1e-12)
    // Half as busy, and each piece of work takes half the time.
    #expect(abs((question { $0.unitCapacity = 2 }.responseFactor ?? 0) - 0.375) < 1e-9)
  }

  @Test func `a load beyond the capacity waits without end`() {
    let question = question { $0.loadFactor = 2.5 }
    #expect(question.utilisationThen == 1 && question.responseFactor == nil)
    #expect(self.question { $0.replicasThen = 0 }.utilisationThen == .infinity)
  }

  @Test(arguments: [(1.0, 0.4, 6), (1, 0.8, 3), (2, 0.6, 8), (2, 0.7, 7), (0, 0.5, 1)])
  func `the units that keep a ceiling are counted`(load: Double, ceiling: Double, units: Int) {
    let question = question { $0.loadFactor = load }
    #expect(question.replicas(keeping: ceiling) == units)
  }

  @Test func `no number of units keeps a ceiling of nothing`() {
    #expect(question { _ in }.replicas(keeping: 0) == nil)
  }
}
