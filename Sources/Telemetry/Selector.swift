import Basics

/// A condition on one label.
public struct Matcher: Sendable {
  /// How the label's value is compared; the raw value is PromQL's sign.
  public enum Test: String, Sendable {
    case equal = "="
    case notEqual = "!="
    case matches = "=~"
    case doesNotMatch = "!~"
  }

  public let label: String
  public let test: Test
  public let value: String
  private let pattern: LabelPattern?

  /// Nil when the test needs a regular expression and the value is not one.
  public init?(_ label: String, _ test: Test, _ value: String) {
    do throws(Pattern.Fault) { try self.init(on: label, test, value) } catch { return nil }
  }

  /// Throws when the test needs a regular expression and the value is not one.
  public init(on label: String, _ test: Test, _ value: String) throws(Pattern.Fault) {
    self.label = label
    self.test = test
    self.value = value
    switch test {
    case .equal, .notEqual: pattern = nil
    case .matches, .doesNotMatch: pattern = try LabelPattern(value)
    }
  }

  /// The only values that are accepted, where these can be listed.
  var words: Set<String>? {
    switch test {
    case .equal: [value]
    case .matches: pattern?.words
    case .notEqual, .doesNotMatch: nil
    }
  }

  public func accepts(_ candidate: String) -> Bool {
    switch test {
    case .equal: candidate == value
    case .notEqual: candidate != value
    case .matches: pattern!.matches(candidate)
    case .doesNotMatch: !pattern!.matches(candidate)
    }
  }
}

extension Matcher: Hashable, CustomStringConvertible {
  public static func == (left: Matcher, right: Matcher) -> Bool {
    left.label == right.label && left.test == right.test && left.value == right.value
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(label)
    hasher.combine(value)
  }

  public var description: String { "\(label)\(test.rawValue)\(Labels.quoted(value))" }
}

/// A regular expression that must match a label's whole value, with the common shapes decided without an engine.
struct LabelPattern: Sendable {
  private enum Form {
    case words(Set<String>)
    case prefix(String)
    case anything
    case something
    /// What matches begins with the prefix.
    case pattern(Pattern, prefix: String)
  }

  private let form: Form

  init(_ text: String) throws(Pattern.Fault) {
    // Characters would not do: a sign and a mark that combines with it are one.
    let scalars = text.unicodeScalars
    let words = scalars.split(separator: "|", omittingEmptySubsequences: false)
    if text == ".*" {
      form = .anything
    } else if text == ".+" {
      form = .something
    } else if words.allSatisfy({ $0.allSatisfy { !Pattern.signs.contains($0) } }) {
      form = .words(Set(words.map(String.init)))
    } else if text.hasSuffix(".*"), scalars.dropLast(2).allSatisfy({ !Pattern.signs.contains($0) }) {
      form = .prefix(String(scalars.dropLast(2)))
    } else {
      form = .pattern(try Pattern(text), prefix: Self.prefix(of: text))
    }
  }

  /// What every text that matches begins with.
  private static func prefix(of text: String) -> String {
    let scalars = text.unicodeScalars
    guard !scalars.contains("|") else { return "" }
    let plain = scalars.prefix { !Pattern.signs.contains($0) }
    // A letter that may be missing is no part of it.
    let isOptional = scalars[plain.endIndex...].first.map { "*?{".unicodeScalars.contains($0) } ?? false
    return String(isOptional ? plain.dropLast() : plain)
  }

  /// The only values that match, where these can be listed.
  var words: Set<String>? { if case .words(let words) = form { words } else { nil } }

  func matches(_ value: String) -> Bool {
    switch form {
    case .words(let words): words.contains(value)
    case .prefix(let prefix): value.utf8.starts(with: prefix.utf8)
    case .anything: true
    case .something: !value.isEmpty
    case .pattern(let pattern, let prefix):
      value.utf8.starts(with: prefix.utf8) && pattern.matchesWhole(value)
    }
  }
}

/// Which series are meant: a metric's name and conditions on labels.
public struct Selector: Hashable, Sendable {
  public var metric: String?
  public var matchers: [Matcher]

  public init(metric: String?, matchers: [Matcher] = []) {
    self.metric = metric
    self.matchers = matchers
  }
}
