/// What users ask of a region that serves them, in requests a second.
struct Flow: Sendable {
  /// From each region.
  let origins: [Double]
  /// What its units have to be enough for, now or soon.
  let wanted: Double
  var total: Double { origins.reduce(0, +) }

  func part(_ share: Double) -> Flow { Flow(origins: origins.map { $0 * share }, wanted: wanted * share) }
}
