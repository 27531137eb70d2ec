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
public struct Labels: Sendable, Collection, ExpressibleByDictionaryLiteral {
  let shared: LabelSet

  private init(ordered labels: [Label]) { shared = labels.isEmpty ? .empty : LabelSet(labels) }

  init(_ shared: LabelSet) { self.shared = shared }

  public init() { shared = .empty }

  /// Of labels with the same name the last one counts.
  public init(_ labels: some Sequence<Label>) {
    var byName: [String: String] = [:]
    for label in labels { byName[label.name] = label.value }
    self.init(ordered: byName.filter { !$0.value.isEmpty }.map { Label($0.key, $0.value) }.sorted())
  }

  /// Of labels no two of which have the same name.
  init(distinct labels: [Label]) {
    self.init(
      ordered: Self.areOrdered(labels) ? labels : labels.filter { !$0.value.isEmpty }.sorted())
  }

  /// Whether labels of distinct names stand in order already, as most exporters write them.
  private static func areOrdered(_ labels: [Label]) -> Bool {
    for place in labels.indices {
      if labels[place].value.isEmpty || place > 0 && labels[place].name < labels[place - 1].name {
        return false
      }
    }
    return true
  }

  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { Label($0.0, $0.1) })
  }

  /// The label under which a series carries its metric's name.
  public static let metricName = "__name__"

  public var sorted: [Label] { shared.sorted }
  public var startIndex: Int { 0 }
  public var endIndex: Int { shared.sorted.count }
  public func index(after index: Int) -> Int { index + 1 }
  public subscript(position: Int) -> Label { shared.sorted[position] }

  /// The value of a label; empty when there is no such label.
  public subscript(name: String) -> String {
    for label in shared.sorted where label.name == name { return label.value }
    return ""
  }

  /// The metric's name; empty when there is none.
  public var metric: String { shared.name }

  /// Whether a label of this name is there.
  public func has(_ name: String) -> Bool { shared.sorted.contains { $0.name == name } }

  /// The labels with one set; an empty value removes it.
  public func setting(_ name: String, to value: String) -> Labels {
    if value.isEmpty, !has(name) { return self }
    var labels = sorted
    labels.removeAll { $0.name == name }
    guard !value.isEmpty else { return Labels(ordered: labels) }
    let place = labels.firstIndex { $0.name > name } ?? labels.count
    labels.insert(Label(name, value), at: place)
    return Labels(ordered: labels)
  }

  /// Both sets together; where both have a name, `other` wins.
  public func merging(_ other: Labels) -> Labels {
    if other.isEmpty { return self }
    if isEmpty { return other }
    var labels: [Label] = []
    labels.reserveCapacity(count + other.count)
    var (left, right) = (sorted[...], other.sorted[...])
    while let first = left.first, let second = right.first {
      if first.name < second.name {
        labels.append(left.removeFirst())
      } else {
        if first.name == second.name { left.removeFirst() }
        labels.append(right.removeFirst())
      }
    }
    return Labels(ordered: labels + left + right)
  }

  /// Only the labels with these names.
  public func keeping(_ names: [String]) -> Labels {
    names.isEmpty ? Labels() : Labels(ordered: sorted.filter { names.contains($0.name) })
  }

  /// All labels but those with these names.
  public func dropping(_ names: [String]) -> Labels {
    guard contains(where: { names.contains($0.name) }) else { return self }
    return Labels(ordered: sorted.filter { !names.contains($0.name) })
  }

  /// The labels without the metric's name.
  public var withoutName: Labels {
    if shared.name.isEmpty { return self }
    let bare = withoutMetadata
    return bare.count == count - 1 ? bare : dropping([Self.metricName])
  }

  /// The labels of a value that is not the metric's own any more: without the metric's name, type and unit.
  var withoutMetadata: Labels { Labels(shared.withoutMetadata) }
}

extension Labels: Hashable {
  /// Whether the two are the very same object, as the labels of one series are from one evaluation to the next.
  func isSame(as other: Labels) -> Bool { shared === other.shared }

  public static func == (left: Labels, right: Labels) -> Bool {
    left.shared === right.shared || left.shared.holdsSame(as: right.shared)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(shared.hashOfAll) }
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
