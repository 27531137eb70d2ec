import Basics
import Console
import Store

/// Opens the store, and says in the user's language what is wrong when it cannot.
struct StoreOpening {
  private let options: Options

  init(_ options: Options) { self.options = options }

  func open(_ path: String) throws(Complaint) -> Store {
    try explaining { () throws(StoreFault) in try Store(path: path, use: options.isReadOnly ? .read : .own) }
  }

  /// Does something with the store; a fault becomes a sentence.
  func explaining<Result>(_ body: () throws(StoreFault) -> Result) throws(Complaint) -> Result {
    do throws(StoreFault) { return try body() } catch {
      throw .failed(error.sentence)
    }
  }
}

extension StoreFault {
  /// What a person is told.
  var sentence: Bilingual {
    Phrases.bothLanguages { "\(path): \($0.trouble.sentence(kind, detail: detail))" }
  }
}

extension Complaint {
  static let needsTerminal = failed(Phrases.bothLanguages(\.needsTerminal))

  static func unknownTerminal(_ name: String) -> Complaint {
    .failed(Phrases.bothLanguages { $0.unknownTerminal(name) })
  }
}

/// The person at the keyboard.
enum Person {
  /// The name orders are signed with.
  static func name(_ environment: [String: String]) -> String {
    for key in ["BINNACLE_USER", "USER", "LOGNAME"] {
      if let name = environment[key], !name.isEmpty { return name }
    }
    return "operator"
  }
}

/// This program.
enum Version {
  static let number = "0.1.0"
}
