import Testing

@testable import Monitoring

@Suite struct RobustScaleTests {
  @Test func `a wild value hardly moves the scale`() {
    let calm = RobustScale(of: (1...99).map(Double.init))
    let wild = RobustScale(of: (1...99).map { $0 == 99 ? 500.0 : Double($0) })
    #expect(calm.centre == 50 && wild.centre == 50)
    #expect(wild.spread < 2 * calm.spread)
  }

  @Test func `where most values are the same the others still make a spread`() {
    let scale = RobustScale(of: [Double](repeating: 0, count: 90) + [Double](repeating: 10, count: 10))
    #expect((scale.spread - 1).magnitude < 1e-9)
  }

  @Test func `places keep the order of values and are finite`() {
    let scale = RobustScale(of: [1, 2, 3])
    let values = [-Double.greatestFiniteMagnitude, -1e9, 0, 2, 2.5, 1e9, .greatestFiniteMagnitude]
    let places = values.map { scale.place(of: $0) }
    #expect(places == places.sorted() && places.allSatisfy(\.isFinite))
  }
}
