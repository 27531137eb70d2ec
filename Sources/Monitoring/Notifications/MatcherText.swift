import Basics
import Telemetry

/// Conditions on labels as Alertmanager writes them: `severity="critical"`, `team=~"a|b"`, quotes where they are wanted,
/// several with commas between them, in braces or without (Alertmanager, pkg/labels/parse.go).
public enum MatcherText {
  /// Why a text is no list of conditions.
  public struct Fault: Error, Hashable { public let reason: String }

  /// The conditions a text states.
  public static func matchers(_ text: String) throws(Fault) -> [Matcher] {
    var rest = trimmed(text[...])
    if rest.hasPrefix("{") || rest.hasSuffix("}") {
      guard rest.hasPrefix("{"), rest.hasSuffix("}") else {
        throw Fault(reason: "a brace is opened or closed without the other")
      }
      rest = rest.dropFirst().dropLast()
    }
    var matchers: [Matcher] = []
    for part in try parts(rest) { matchers.append(try matcher(part)) }
    return matchers
  }

  /// The text between commas that stand outside quotes.
  private static func parts(_ text: Substring) throws(Fault) -> [Substring] {
    var (parts, start): ([Substring], String.Index) = ([], text.startIndex)
    var (isQuoted, isEscaped) = (false, false)
    for place in text.indices {
      let character = text[place]
      if isEscaped {
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        parts.append(text[start..<place])
        start = text.index(after: place)
      }
    }
    guard !isQuoted else { throw Fault(reason: "a quote is never closed") }
    let last = trimmed(text[start...])
    // A comma may end the list.
    return last.isEmpty ? parts : parts + [last]
  }

  private static func matcher(_ text: Substring) throws(Fault) -> Matcher {
    let text = trimmed(text)
    let name = text.prefix(while: isNamePart)
    guard let first = name.unicodeScalars.first, !("0"..."9").contains(first) else {
      throw Fault(reason: "\"\(text)\" does not begin with the name of a label")
    }
    let rest = trimmed(text.dropFirst(name.count))
    guard
      let test = [Matcher.Test.matches, .doesNotMatch, .notEqual, .equal].first(where: {
        rest.hasPrefix($0.rawValue)
      })
    else { throw Fault(reason: "\"\(text)\" has none of =, !=, =~, !~ behind the name of a label") }
    let value = try value(trimmed(rest.dropFirst(test.rawValue.count)))
    do throws(Pattern.Fault) { return try Matcher(on: String(name), test, value) } catch {
      throw Fault(reason: "\"\(value)\" is no regular expression")
    }
  }

  private static func value(_ text: Substring) throws(Fault) -> String {
    guard text.hasPrefix("\"") else {
      guard !text.contains("\"") else { throw Fault(reason: "a quote stands within \(text)") }
      return String(text)
    }
    guard text.count >= 2, text.hasSuffix("\"") else { throw Fault(reason: "a quote is never closed") }
    var (result, isEscaped) = ("", false)
    for character in text.dropFirst().dropLast() {
      if isEscaped {
        result.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        throw Fault(reason: "a quote stands within \(text)")
      } else {
        result.append(character)
      }
    }
    return result
  }

  private static func isNamePart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == ":")
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

extension Sequence<Matcher> {
  /// Whether every condition holds for a set of labels.
  func accept(_ labels: Labels) -> Bool { allSatisfy { $0.accepts(labels[$0.label]) } }

  /// As Alertmanager writes them together: `{a="b",c!="d"}`.
  var text: String { "{" + map(\.description).sorted().joined(separator: ",") + "}" }
}
