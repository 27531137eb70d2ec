/// Values on the lines between known ones, where a graph has more dots than there are steps.
enum Interpolation {
  /// So many values, evenly spaced like those given. Nothing is made up across a gap.
  static func filled(_ values: [Float], to count: Int) -> [Float] {
    guard values.count > 1, count > values.count else { return values }
    return (0..<count).map { place in
      let position = Float(place) * Float(values.count - 1) / Float(count - 1)
      let (left, share) = (Int(position), position - Float(Int(position)))
      let (first, second) = (values[left], values[min(left + 1, values.count - 1)])
      // Beside a gap the last value known stands for half a step.
      if first.isNaN || second.isNaN { return share < 0.5 ? first : second }
      return first + (second - first) * share
    }
  }
}
