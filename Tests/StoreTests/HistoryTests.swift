import Basics
import Model
import Monitoring
import Testing

/// How rows of different lengths become the steps of a graph.
@Suite struct HistoryTests {
  private let from = Sample.now.rounded(downTo: .hours(1))

  private func rows(_ span: Span, _ values: [(at: Span, mean: Float, peak: Float)]) -> History.Rows {
    var rows = History.Rows(span: span)
    rows.append(values.map { from + $0.at })
    for vital in Vital.allCases {
      let isCPU = vital == .cpu
      rows.append(
        values.map { isCPU ? $0.mean : .nan }, peaks: values.map { isCPU ? $0.peak : .nan }, of: vital)
    }
    return rows
  }

  private func history(_ parts: [History.Rows], minutes: Int64 = 10, steps: Int = 10) -> History {
    var history = History(node: "a", from: from, to: from + .minutes(minutes), steps: steps)
    history.fill(from: parts)
    return history
  }

  @Test func `a step is the mean of its rows and the highest of their peaks`() {
    let fine = rows(.seconds(1), [(.seconds(0), 1, 1), (.seconds(30), 3, 4), (.seconds(60), 7, 7)])
    let history = history([fine])
    #expect(Array(history[.cpu].prefix(2)) == [2, 7])
    #expect(Array(history.peaks(.cpu).prefix(2)) == [4, 7])
    #expect(history[.memory].allSatisfy { $0.isNaN })
  }

  @Test func `a row that is longer than a step fills all it covers, also where it began before`() {
    let coarse = rows(.minutes(4), [(.minutes(-2), 1, 1), (.minutes(2), 2, 2), (.minutes(6), 3, 3)])
    #expect(history([coarse])[.cpu] == [1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
  }

  @Test func `a reading holds until the next, and a missed one leaves a gap`() {
    let times: [Int64] = [0, 2, 4, 8]
    let sparse = rows(.seconds(1), times.map { (.minutes($0), Float($0), Float($0)) })
    let cpu = history([sparse])[.cpu]
    #expect(Array(cpu.prefix(5)) == [0, 0, 2, 2, 4])
    #expect(cpu[5...7].allSatisfy { $0.isNaN } && cpu[8] == 8 && cpu[9].isNaN)
  }

  @Test func `a source that was read less often before leaves no gaps there`() {
    let times: [Int64] = [0, 60, 120, 180, 190, 200, 210, 220, 230, 240, 250]
    let mixed = rows(.seconds(1), times.map { (.seconds($0), Float($0), Float($0)) })
    let cpu = history([mixed], minutes: 4, steps: 12)[.cpu]
    #expect(cpu == [0, 0, 0, 60, 60, 60, 120, 120, 120, 185, 205, 225])
  }

  @Test func `parts of different lengths join where one ends`() {
    let parts = [
      rows(.minutes(5), [(.zero, 1, 2)]), rows(.seconds(1), (5..<10).map { (.minutes($0), 3, 3) }),
    ]
    #expect(history(parts)[.cpu] == [1, 1, 1, 1, 1, 3, 3, 3, 3, 3])
    #expect(history(parts).peaks(.cpu) == [2, 2, 2, 2, 2, 3, 3, 3, 3, 3])
  }

  @Test func `no rows are no values, and no window is nothing`() {
    #expect(history([])[.cpu].allSatisfy { $0.isNaN })
    #expect(history([rows(.seconds(1), [(.zero, 1, 1)])], minutes: 0)[.cpu].isEmpty)
  }
}
