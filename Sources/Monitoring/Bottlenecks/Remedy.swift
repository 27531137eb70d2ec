import Basics

/// Something that helps against a bottleneck, and by which model its effect is foreseen.
public struct Remedy: Sendable {
  /// What it does to the resource.
  public enum Model: String, CaseIterable, Sendable {
    /// Takes its greatest consumer away.
    case offload
    /// Makes it larger or faster by a factor.
    case enlarge
    /// Divides what uses it by a factor.
    case divide
    /// Takes away what is in the way altogether.
    case release
    /// Divides those who contend for it by a factor; each must agree with every other, so the cost goes with the
    /// square of their number (Gunther's universal scalability law, the term of coherency).
    case thin
  }

  public let name: String
  public let model: Model
  public let factor: Double
  /// With `{part}` and `{consumer}` in it.
  public let title: Bilingual

  /// What it comes to for a utilisation, and the formula with its figures.
  /// - Parameter share: the greatest consumer's part of what is in use.
  func predicted(from value: Double, share: Double) -> (value: Double, formula: String) {
    let by = Figures.brief(factor)
    switch model {
    case .offload:
      let part = Figures.percent(share)
      return (value * (1 - share), "U' = U (1 - \(part))")
    case .enlarge: return (value / factor, "U' = U / \(by)")
    case .divide: return (value / factor, "U' = U / \(by)")
    case .release: return (0, "U' = 0")
    case .thin:
      let cost = value / (factor * factor)
      return (cost / (cost + 1 - value), "k' = k / (k + \(by)^2 (1 - k))")
    }
  }

  /// How many servers there are then.
  func servers(from servers: Int, of kind: String) -> Int {
    // Half as many processors again are more servers; a faster disk is still one.
    model == .enlarge && servers > 1 ? Int((Double(servers) * factor).rounded()) : servers
  }
}
