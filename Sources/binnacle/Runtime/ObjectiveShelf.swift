import Basics
import Engine
import Glibc
import Monitoring

/// The directory in which imported objectives are kept. They are files and no rows of the store, since they are what a
/// service promises, not what became of it: they are edited, compared and shared like the rules beside them.
struct ObjectiveShelf {
  private let directory: String
  private let options: Options

  init(_ options: Options) {
    self.options = options
    directory = options.paths.savedObjectives
  }

  /// Keeps files once all of them have been read without fault.
  func keep(_ paths: [String]) throws(Complaint) -> Int32 {
    var known = Set(others(than: paths).map(\.name))
    var files: [(path: String, bytes: [UInt8], count: Int)] = []
    for path in paths {
      guard let bytes = Files.bytes(path) else { throw .unreadable(path) }
      do throws(JSONFault) {
        let found = try ObjectiveFile.objectives(
          bytes, name: path, local: Options.zone(at: Clock.wall), taken: known)
        known.formUnion(found.map(\.name))
        files.append((path, bytes, found.count))
      } catch { throw .failed(Bilingual(error.description)) }
    }
    Files.makeDirectory(directory)
    for file in files {
      let target = "\(directory)/\(Self.name(of: file.path))"
      if let reason = write(file.bytes, to: target) { throw .failed(Bilingual(reason)) }
      Output.write("\(file.path): \(file.count) objectives, kept in \(target)\n")
    }
    return 0
  }

  /// The objectives of the files that stay as they are; a file takes the place of any other of its name.
  private func others(than paths: [String]) -> [Objective] {
    let replaced = Set(paths.map { Self.name(of: $0) })
    let zone = Options.zone(at: Clock.wall)
    let directories = options.paths.data.map { "\($0)/objectives" }
    let kept = Files.all(".json", in: directories).filter { !replaced.contains($0.name) }
    return kept.flatMap { file -> [Objective] in
      guard let bytes = Files.bytes(file.path) else { return [] }
      // A file with a fault defines nothing; check tells of it.
      do throws(JSONFault) {
        return try ObjectiveFile.objectives(bytes, name: file.path, local: zone)
      } catch { return [] }
    }
  }

  private static func name(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "objectives.json"
    return name.hasSuffix(".json") ? name : name + ".json"
  }

  /// Nobody ever finds half a file: the new one takes the old one's place whole.
  private func write(_ bytes: [UInt8], to path: String) -> String? {
    let fresh = "\(path).\(getpid())"
    if let reason = Files.write(String(decoding: bytes, as: UTF8.self), to: fresh) {
      return "\(fresh): \(reason)"
    }
    guard rename(fresh, path) == 0 else { return "\(path): \(String(cString: strerror(errno)))" }
    return nil
  }

  private static func objectives(_ options: Options) -> [Objective] {
    DataFiles.configuration(in: options.paths.data, at: Clock.wall, facts: false).objectives
  }

  /// Every objective that is defined, in the structure of OpenSLO.
  static func file(_ options: Options) -> String { ObjectiveFile.file(of: objectives(options)) }

  /// The rules that watch every objective, for Prometheus.
  static func ruleFile(_ options: Options) -> String {
    Objective.ruleFile(of: objectives(options))
  }
}
