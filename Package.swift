// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The map of the program, floor by floor. A target imports only from floors below its own.

// Nothing is visible in a file but what the file imports itself.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility"),
]

/// A part of the program under `Sources`.
func part(_ name: String, on below: [String] = []) -> Target {
  .target(name: name, dependencies: below.map { .init(stringLiteral: $0) }, swiftSettings: settings)
}

/// A folder of files with one Swift source that finds them. Every other file in it is a resource.
func folder(_ name: String, path: String) -> Target {
  let files = try! FileManager.default.contentsOfDirectory(atPath: "\(Context.packageDirectory)/\(path)")
  let resources = files.filter { !$0.hasSuffix(".swift") && !$0.hasPrefix(".") }.sorted()
  return .target(
    name: name, path: path, resources: resources.map { .copy($0) }, swiftSettings: settings)
}

/// The tests of one part, with whatever else they stand on, and files of theirs that are no source.
func tests(_ name: String, on parts: [String], beside files: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: parts.map { .init(stringLiteral: $0) }, exclude: files,
    swiftSettings: settings)
}

let package = Package(
  name: "binnacle",
  products: [],
  targets: [
    // Floor 1: the libraries of the system, and the folders of files.
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CNcurses"),
    folder("Catalog", path: "Data"),
    folder("ThemeFiles", path: "Themes"),
    // For tests alone: a directory that goes with the test.
    .target(name: "Scratch", path: "Tests/Scratch", swiftSettings: settings),
    // Floor 2: time, chance, numbers.
    part("Basics"),
    tests("Basics", on: ["Basics", "Scratch"]),
    // Floor 2: cells, styles, parts.
    part("Canvas"),
    tests("Canvas", on: ["Canvas"]),
    // Floor 3: labels, samples, series, codec, PromQL.
    part("Telemetry", on: ["Basics"]),
    tests("Telemetry", on: ["Basics", "Telemetry", "Scratch"]),
    // Floor 4: the rules of one field each, pure.
    part("Monitoring", on: ["Basics", "Telemetry"]),
    tests("Monitoring", on: ["Basics", "Telemetry", "Monitoring"]),
    part("Costs", on: ["Basics"]),
    tests("Costs", on: ["Basics", "Catalog", "Costs"]),
    part("Roadmap", on: ["Basics"]),
    tests("Roadmap", on: ["Basics", "Catalog", "Roadmap"]),
    part("Community", on: ["Basics"]),
    tests("Community", on: ["Basics", "Catalog", "Community"]),
    part("Scheduling", on: ["Basics"]),
    tests("Scheduling", on: ["Basics", "Scheduling"]),
    // Floor 5: what enters, what is shown.
    part(
      "Model", on: ["Basics", "Telemetry", "Monitoring", "Scheduling", "Costs", "Roadmap", "Community"]),
    // Floor 6: each touches one thing outside, or stands in for it.
    part(
      "Store",
      on: [
        "CSQLite", "Basics", "Telemetry", "Monitoring", "Scheduling", "Costs", "Roadmap", "Community",
        "Model",
      ]),
    tests(
      "Store",
      on: [
        "CSQLite", "Basics", "Telemetry", "Monitoring", "Scheduling", "Costs", "Roadmap", "Community",
        "Model",
        "Store", "Scratch",
      ]),
    part("Terminal", on: ["CNcurses", "Basics", "Canvas"]),
    tests("Terminal", on: ["Basics", "Canvas", "ThemeFiles", "Terminal"]),
    part("Collectors", on: ["Basics", "Telemetry", "Monitoring", "Model"]),
    tests("Collectors", on: ["Basics", "Telemetry", "Monitoring", "Model", "Collectors", "Scratch"]),
    part("Messengers", on: ["Basics", "Monitoring"]),
    tests("Messengers", on: ["Basics", "Monitoring", "Messengers", "Scratch"]),
    part("Simulation", on: ["Basics", "Telemetry", "Monitoring", "Scheduling", "Model"]),
    tests("Simulation", on: ["Basics", "Monitoring", "Scheduling", "Simulation"]),
    // Floor 7: observations in, snapshot out.
    part(
      "Engine",
      on: [
        "Basics", "Telemetry", "Monitoring", "Scheduling", "Costs", "Roadmap", "Community", "Model", "Store",
      ]),
    tests(
      "Engine",
      on: [
        "Basics", "Telemetry", "Monitoring", "Scheduling", "Costs", "Roadmap", "Community", "Model", "Store",
        "Simulation", "Engine", "binnacle", "Scratch",
      ]),
    // Floor 7: snapshot in, frame out.
    part(
      "Console",
      on: [
        "Basics", "Canvas", "Telemetry", "Monitoring", "Scheduling", "Costs", "Roadmap", "Community", "Model",
      ]),
    // Floor 8: the command. Its release carries the Swift runtime within itself and so starts twice as fast.
    .executableTarget(
      name: "binnacle",
      dependencies: [
        "Basics", "Canvas", "Catalog", "Collectors", "Community", "Console", "Costs", "Engine", "Messengers",
        "Model", "Monitoring", "Roadmap", "Scheduling", "Simulation", "Store", "Telemetry", "Terminal",
        "ThemeFiles",
      ],
      swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]),
    tests(
      "Binnacle",
      on: [
        "Basics", "Canvas", "Community", "Console", "Engine", "Model", "Monitoring", "Roadmap", "Scheduling",
        "Simulation", "Store", "Telemetry", "Terminal", "binnacle", "Scratch",
      ], beside: ["Golden"]),
  ]
)
