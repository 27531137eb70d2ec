import Basics
import Console
import Terminal

/// The themes that can be had.
struct ThemeLibrary: Sendable {
  private let directories: [String]

  static let defaultName = "dusk"

  init(_ directories: [String]) { self.directories = directories }

  /// The theme of a name.
  func theme(_ name: String) throws(Complaint) -> Theme {
    guard !name.contains("/"), let file = Files.first("\(name).json", in: directories) else {
      throw .unknown(.theme, name, among: names)
    }
    do {
      return try ThemeFile.theme(file.bytes, name: name, path: file.path) { parent in
        Files.first("\(parent).json", in: directories)?.bytes
      }
    } catch { throw .failed(Bilingual(error.description)) }
  }

  var names: [String] { Files.all(".json", in: directories).map { String($0.name.dropLast(5)) } }

  /// Every theme with what people call it; one that cannot be read keeps its file's name.
  var titles: [ThemeName] {
    names.map { name in
      do { return ThemeName(name: name, title: try theme(name).title) } catch {
        return ThemeName(name: name, title: Bilingual(name))
      }
    }
  }

  /// The path of a theme's file, to watch it for changes.
  func path(_ name: String) -> String? { Files.first("\(name).json", in: directories)?.path }
}
