/// A name and a value that tell one series from another.
public struct Label: Hashable, Comparable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  public static func < (left: Label, right: Label) -> Bool {
    left.name == right.name ? left.value < right.value : left.name < right.name
  }
}

/// A set of labels, sorted by name, each name once. An empty value is the same as no label.
public struct Labels: Hashable, Sendable, Collection, ExpressibleByDictionaryLiteral {
  public private(set) var sorted: [Label]

  public init() { sorted = [] }

  /// Of labels with the same name the last one counts.
  public init(_ labels: some Sequence<Label>) {
    var byName: [String: String] = [:]
    for label in labels { byName[label.name] = label.value }
    sorted = byName.filter { !$0.value.isEmpty }.map { Label($0.key, $0.value) }.sorted()
  }

  /// Of labels no two of which have the same name.
  init(distinct labels: [Label]) {
    sorted = labels.filter { !$0.value.isEmpty }
    if sorted.count > 1 { sorted.sort() }
  }

  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { Label($0.0, $0.1) })
  }

  /// The label under which a series carries its metric's name.
  public static let metricName = "__name__"

  public var startIndex: Int { 0 }
  public var endIndex: Int { sorted.count }
  public func index(after index: Int) -> Int { index + 1 }
  public subscript(position: Int) -> Label { sorted[position] }

  /// The value of a label; empty when there is no such label.
  public subscript(name: String) -> String {
    for label in sorted where label.name == name { return label.value }
    return ""
  }

  /// Whether a label of this name is there.
  public func has(_ name: String) -> Bool { sorted.contains { $0.name == name } }

  /// The labels with one set; an empty value removes it.
  public func setting(_ name: String, to value: String) -> Labels {
    if value.isEmpty, !has(name) { return self }
    var copy = self
    copy.sorted.removeAll { $0.name == name }
    guard !value.isEmpty else { return copy }
    let place = copy.sorted.firstIndex { $0.name > name } ?? copy.sorted.count
    copy.sorted.insert(Label(name, value), at: place)
    return copy
  }

  /// Both sets together; where both have a name, `other` wins.
  public func merging(_ other: Labels) -> Labels {
    if other.isEmpty { return self }
    if isEmpty { return other }
    var result = Labels()
    result.sorted.reserveCapacity(sorted.count + other.sorted.count)
    var (left, right) = (sorted[...], other.sorted[...])
    while let first = left.first, let second = right.first {
      if first.name < second.name {
        result.sorted.append(left.removeFirst())
      } else {
        if first.name == second.name { left.removeFirst() }
        result.sorted.append(right.removeFirst())
      }
    }
    result.sorted += left
    result.sorted += right
    return result
  }

  /// Only the labels with these names.
  public func keeping(_ names: [String]) -> Labels {
    var kept = Labels()
    if !names.isEmpty { kept.sorted = sorted.filter { names.contains($0.name) } }
    return kept
  }

  /// All labels but those with these names.
  public func dropping(_ names: [String]) -> Labels {
    if names.isEmpty { return self }
    var copy = self
    copy.sorted.removeAll { names.contains($0.name) }
    return copy
  }

  /// The labels without the metric's name.
  public var withoutName: Labels {
    guard let place = sorted.firstIndex(where: { $0.name == Self.metricName }) else { return self }
    var copy = self
    copy.sorted.remove(at: place)
    return copy
  }

  /// What tells of the metric itself: its name, type and unit.
  private static let metadata = [metricName, "__type__", "__unit__"]

  /// The labels of a value that is not the metric's own any more.
  var withoutMetadata: Labels {
    has("__type__") || has("__unit__") ? dropping(Self.metadata) : withoutName
  }
}

extension Labels: CustomStringConvertible {
  /// As PromQL writes a series: `node_load1{instance="vm"}`.
  public var description: String {
    let rest = sorted.filter { $0.name != Self.metricName }
    let inside = rest.map { "\($0.name)=\(Self.quoted($0.value))" }.joined(separator: ", ")
    let name = self[Self.metricName]
    return rest.isEmpty && !name.isEmpty ? name : "\(name){\(inside)}"
  }

  static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
