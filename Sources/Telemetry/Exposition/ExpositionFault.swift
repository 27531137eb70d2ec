/// What is wrong with an exposition, and where. Lines and columns count from 1; columns count Unicode scalars.
public struct ExpositionFault: Error, Hashable, CustomStringConvertible {
  public let line: Int
  public let column: Int
  public let reason: String

  public init(line: Int, column: Int = 1, _ reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  public var description: String { "\(line):\(column): \(reason)" }
}
