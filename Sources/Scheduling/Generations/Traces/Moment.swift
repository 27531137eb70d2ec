/// What happens from outside in one step: units that go, and units that come.
public struct Moment: Sendable {
  public var leaving: [Int] = []
  public var arriving: [Int] = []
}
