import Basics
import Canvas
import Console
import Engine
import Model
import Simulation
import Store

@testable import binnacle

/// The house as the tests find it: its folder, and a scene of each sample, played once. On the main actor, since a
/// scene's store is for one thread.
@MainActor enum House {
  /// Where the package is.
  nonisolated static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/")
  }()

  nonisolated static let data = ["\(root)/Data"]
  nonisolated static let themes = ["\(root)/Themes"]

  private static let titles = ThemeLibrary(themes).titles
  private static let terms = DataFiles.terms(in: data)
  private static var scenes: [Sample: SampleScene] = [:]

  static func scene(_ sample: Sample) throws -> SampleScene {
    if let known = scenes[sample] { return known }
    let scene = try SampleScene(sample, nodes: min(sample.nodeCount, 24), data: data)
    scenes[sample] = scene
    return scene
  }

  static func setup(_ language: Language, _ glyphs: Glyphs = .unicode) -> Console.Setup {
    Console.Setup(
      language: language, glyphs: glyphs, terms: terms, version: "test")
  }

  /// A console that shows a sample at a place by its name in `preview`.
  static func console(
    _ name: String, _ sample: Sample, _ language: Language = .english, _ glyphs: Glyphs = .unicode
  ) throws -> Console {
    let scene = try scene(sample)
    let place = PlaceName.place(name, in: scene.snapshot) ?? .screen(.bridge)
    return try scene.console(
      at: place, setup(language, glyphs), themes: titles, theme: ThemeLibrary.defaultName,
      exploring: ExploreSample(rawValue: name))
  }
}
