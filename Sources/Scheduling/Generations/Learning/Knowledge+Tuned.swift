extension Knowledge {
  /// What evolution found on 80 traces for tuning, 16 of each family: one way for all of them, and one for each
  /// family (a (1+1) evolution strategy from `GenerationOne.rules`; Rechenberg 1973). None of the held-out
  /// traces was looked at.
  public static let tuned = Knowledge(
    [
      Way(
        name: "general",
        weights: Weights(
          [
            .load: 1.12, .queue: -0.91, .unlike: -1.33, .idle: -0.23, .opening: -0.60, .price: -1.23,
            .power: -0.59, .far: -0.31, .edge: -0.91, .spared: -0.74, .fragments: -2.67,
          ], headroom: 0.15, reluctance: 0.43)),
      Way(
        name: "text",
        weights: Weights(
          [
            .load: 1.03, .queue: -1.29, .unlike: -1.11, .idle: -1.28, .opening: -0.39, .price: -1.01,
            .power: -1.18, .far: -0.92, .edge: -0.03, .spared: -0.89, .fragments: -4.17,
          ], headroom: 0.18, reluctance: 2.51)),
      Way(
        name: "accelerated",
        weights: Weights(
          [
            .load: 1.98, .queue: 0.47, .unlike: -0.67, .idle: -1.45, .opening: -1.74, .price: -0.84,
            .power: -0.99, .far: -0.04, .edge: 1.40, .spared: -0.40, .fragments: -1.92,
          ], headroom: 0.07, reluctance: 1.67)),
      Way(
        name: "bursty",
        weights: Weights(
          [
            .load: 1.03, .queue: -0.96, .unlike: -0.60, .idle: -2.36, .opening: 0.31, .price: -1.71,
            .power: -1.32, .far: -0.59, .edge: 0.44, .spared: -1.02, .fragments: -2.89,
          ], headroom: 0.08, reluctance: 1.21)),
      Way(
        name: "mixed",
        weights: Weights(
          [
            .load: 1.43, .queue: -0.42, .unlike: -2.84, .idle: -0.81, .opening: 0.02, .price: -1.92,
            .power: -1.32, .far: 0.09, .edge: 0.95, .spared: -0.83, .fragments: -2.61,
          ], headroom: 0.23, reluctance: 1.07)),
      Way(
        name: "edge",
        weights: Weights(
          [
            .load: 0.79, .queue: -0.83, .unlike: -0.93, .idle: -0.51, .opening: 0.48, .price: -0.89,
            .power: -0.03, .far: -1.23, .edge: 0.24, .spared: -0.93, .fragments: -2.75,
          ], headroom: 0.24, reluctance: 1.08)),
    ], measured: measured)

  /// What each way cost in the mean on those traces, family by family.
  private static let measured = [
    Measured(Context([1, 0, 0.33, 0.42]), [0.960, 0.941, 1.099, 0.933, 1.087, 0.979]),
    Measured(Context([1, 1, 0.53, 0.50]), [0.977, 1.014, 0.932, 0.989, 0.986, 1.102]),
    Measured(Context([1, 0, 0.49, 0.33]), [0.972, 0.956, 1.072, 0.929, 1.079, 0.992]),
    Measured(Context([1, 0.39, 0.50, 0.40]), [0.959, 1.002, 1.014, 0.979, 0.929, 1.118]),
    Measured(Context([1, 0, 0.14, 0.28]), [0.928, 0.921, 1.210, 0.910, 1.136, 0.895]),
  ]
}
