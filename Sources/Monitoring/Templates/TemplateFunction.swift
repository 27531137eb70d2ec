import Basics
import Telemetry

/// A function that templates may call.
struct TemplateFunction: Sendable {
  let arity: ClosedRange<Int>
  let call: @Sendable (TemplateContext, [TemplateValue]) throws(Template.Fault) -> TemplateValue

  init(
    _ arity: ClosedRange<Int>,
    _ call: @escaping @Sendable (TemplateContext, [TemplateValue]) throws(Template.Fault) -> TemplateValue
  ) {
    self.arity = arity
    self.call = call
  }

  /// A function of one number that comes to a text.
  init(number call: @escaping @Sendable (Double) throws(Template.Fault) -> String) {
    self.init(1...1) { _, arguments throws(Template.Fault) in .text(try call(try arguments[0].double())) }
  }

  /// A function of one text that comes to a text.
  init(text call: @escaping @Sendable (String) throws(Template.Fault) -> String) {
    self.init(1...1) { _, arguments throws(Template.Fault) in .text(try call(try arguments[0].string())) }
  }

  /// Every function by its name: those of Prometheus 3 and those of text/template.
  static let all: [String: TemplateFunction] = [
    series, numbers, texts, links, logic, comparisons, printing, parts,
  ]
  .reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }

  private static let most = 64
}

// What asks for series, and what takes a sample apart.
extension TemplateFunction {
  fileprivate static let series: [String: TemplateFunction] = [
    "query": TemplateFunction(1...1) { context, arguments throws(Template.Fault) in
      guard let query = context.surroundings.query else {
        throw Template.Fault("no series can be asked for here")
      }
      do throws(QueryFault) { return .samples(try query(arguments[0].shown)) } catch {
        throw Template.Fault(error.reason)
      }
    },
    "first": TemplateFunction(1...1) { _, arguments throws(Template.Fault) in
      guard case .samples(let samples) = arguments[0] else {
        throw Template.Fault("expected the result of a query")
      }
      guard let first = samples.first else {
        throw Template.Fault("first() called on vector with no elements")
      }
      return .sample(first)
    },
    "value": TemplateFunction(1...1) { _, arguments throws(Template.Fault) in
      .number(try sample(arguments[0]).value)
    },
    "label": TemplateFunction(2...2) { _, arguments throws(Template.Fault) in
      .text(try sample(arguments[1]).labels[try arguments[0].string()])
    },
    "strvalue": TemplateFunction(1...1) { _, arguments throws(Template.Fault) in
      .text(try sample(arguments[0]).labels["__value__"])
    },
    "sortByLabel": TemplateFunction(2...2) { _, arguments throws(Template.Fault) in
      guard case .samples(let samples) = arguments[1] else {
        throw Template.Fault("expected the result of a query")
      }
      let label = try arguments[0].string()
      return .samples(samples.sorted { $0.labels[label] < $1.labels[label] })
    },
    "args": TemplateFunction(0...most) { _, arguments throws(Template.Fault) in
      .map(Dictionary(uniqueKeysWithValues: arguments.enumerated().map { ("arg\($0.offset)", $0.element) }))
    },
  ]

  private static func sample(_ value: TemplateValue) throws(Template.Fault) -> VectorSample {
    guard case .sample(let sample) = value else {
      throw Template.Fault("expected a sample, found \(value.type)")
    }
    return sample
  }
}

// Numbers, durations and times for people.
extension TemplateFunction {
  fileprivate static let numbers: [String: TemplateFunction] = [
    "humanize": TemplateFunction(number: Humanized.decimal),
    "humanize1024": TemplateFunction(number: Humanized.binary),
    "humanizeDuration": TemplateFunction(number: Humanized.duration),
    "humanizePercentage": TemplateFunction(number: { "\(GoFormat.short($0 * 100))%" }),
    "humanizeTimestamp": TemplateFunction(1...1) { _, arguments throws(Template.Fault) in
      let number = try arguments[0].double()
      return .text(number.isFinite ? GoFormat.time(try time(number)) : GoFormat.short(number))
    },
    "toTime": TemplateFunction(1...1) { _, arguments throws(Template.Fault) in
      .time(try time(try arguments[0].double()))
    },
    "toDuration": TemplateFunction(1...1) { _, arguments throws(Template.Fault) in
      .span(try time(try arguments[0].double()))
    },
    "now": TemplateFunction(0...0) { context, _ in .number(context.surroundings.now.seconds) },
    "parseDuration": TemplateFunction(1...1) { _, arguments throws(Template.Fault) in
      let text = try arguments[0].string()
      guard let span = Span(prometheus: text) else {
        throw Template.Fault("not a valid duration string: \"\(text)\"")
      }
      return .number(span.seconds)
    },
  ]

  /// A number of seconds that a count of nanoseconds in 64 bits can hold.
  private static func time(_ seconds: Double) throws(Template.Fault) -> Double {
    guard seconds.magnitude < 9.223372036e9 else {
      throw Template.Fault(
        "\(GoFormat.shortest(seconds)) cannot be represented as a time since it overflows int64")
    }
    return seconds
  }
}

// Texts and addresses.
extension TemplateFunction {
  fileprivate static let texts: [String: TemplateFunction] = [
    "toUpper": TemplateFunction(text: { $0.uppercased() }),
    "toLower": TemplateFunction(text: { $0.lowercased() }),
    "title": TemplateFunction(text: titled), "safeHtml": TemplateFunction(text: { $0 }),
    "stripPort": TemplateFunction(text: { HostPort($0)?.host ?? $0 }),
    "stripDomain": TemplateFunction(text: HostPort.withoutDomain),
    "match": TemplateFunction(2...2) { _, arguments throws(Template.Fault) in
      let pattern = try compiled(try arguments[0].string())
      return .flag(pattern.isFound(in: try arguments[1].string()))
    },
    "reReplaceAll": TemplateFunction(3...3) { _, arguments throws(Template.Fault) in
      let pattern = try compiled(try arguments[0].string())
      return .text(pattern.replacingAll(in: try arguments[2].string(), with: try arguments[1].string()))
    },
  ]

  private static func compiled(_ text: String) throws(Template.Fault) -> Pattern {
    do throws(Pattern.Fault) { return try Pattern(text) } catch { throw Template.Fault(error.description) }
  }

  /// Every letter behind what is none in upper case, as Go's strings.Title.
  private static func titled(_ text: String) -> String {
    var (result, isStart) = ("", true)
    for character in text {
      result += isStart ? character.uppercased() : String(character)
      isStart = !(character.isLetter || character.isNumber || character == "_")
    }
    return result
  }

  fileprivate static let links: [String: TemplateFunction] = [
    "graphLink": TemplateFunction(text: { "/graph?g0.expr=\(Escaping.query($0))&g0.tab=0" }),
    "tableLink": TemplateFunction(text: { "/graph?g0.expr=\(Escaping.query($0))&g0.tab=1" }),
    "externalURL": TemplateFunction(0...0) { context, _ in .text(context.surroundings.externalURL) },
    "pathPrefix": TemplateFunction(0...0) { context, _ in
      .text(Escaping.path(of: context.surroundings.externalURL))
    },
    "urlQueryEscape": TemplateFunction(text: Escaping.query),
    "urlquery": TemplateFunction(0...most) { _, arguments in .text(Escaping.query(GoPrint.print(arguments)))
    },
    "html": TemplateFunction(0...most) { _, arguments in .text(Escaping.html(GoPrint.print(arguments))) },
    "js": TemplateFunction(0...most) { _, arguments in .text(Escaping.script(GoPrint.print(arguments))) },
  ]
}

// What text/template itself has.
extension TemplateFunction {
  fileprivate static let logic: [String: TemplateFunction] = [
    "and": TemplateFunction(1...most) { _, arguments in
      arguments.first { !$0.isTrue } ?? arguments[arguments.count - 1]
    },
    "or": TemplateFunction(1...most) { _, arguments in
      arguments.first { $0.isTrue } ?? arguments[arguments.count - 1]
    },
    "not": TemplateFunction(1...1) { _, arguments in .flag(!arguments[0].isTrue) },
  ]

  fileprivate static let comparisons: [String: TemplateFunction] = [
    "eq": TemplateFunction(2...most) { _, arguments throws(Template.Fault) in
      for other in arguments.dropFirst() where try order(arguments[0], other) == 0 { return .flag(true) }
      return .flag(false)
    },
    "ne": TemplateFunction(2...2) { _, arguments throws(Template.Fault) in
      .flag(try order(arguments[0], arguments[1]) != 0)
    },
    "lt": compared { $0 == -1 }, "le": compared { $0 == -1 || $0 == 0 }, "gt": compared { $0 == 1 },
    "ge": compared { $0 == 0 || $0 == 1 },
  ]

  private static func compared(_ holds: @escaping @Sendable (Int) -> Bool) -> TemplateFunction {
    TemplateFunction(2...2) { _, arguments throws(Template.Fault) in
      .flag(holds(try order(arguments[0], arguments[1])))
    }
  }

  /// -1, 0 or 1; 2 where there is no order because one is no number. Unlike kinds cannot be compared, an integer and
  /// a floating-point number among them.
  private static func order(_ left: TemplateValue, _ right: TemplateValue) throws(Template.Fault) -> Int {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): return left < right ? -1 : left == right ? 0 : 1
    case (.number(let left), .number(let right)):
      return left < right ? -1 : left == right ? 0 : left > right ? 1 : 2
    case (.text(let left), .text(let right)): return left < right ? -1 : left == right ? 0 : 1
    case (.flag(let left), .flag(let right)): return left == right ? 0 : 2
    case (.nothing, .nothing): return 0
    default: throw Template.Fault("incompatible types for comparison")
    }
  }

  fileprivate static let printing: [String: TemplateFunction] = [
    "print": TemplateFunction(0...most) { _, arguments in .text(GoPrint.print(arguments)) },
    "println": TemplateFunction(0...most) { _, arguments in .text(GoPrint.line(arguments)) },
    "printf": TemplateFunction(1...most) { _, arguments throws(Template.Fault) in
      .text(GoPrint.formatted(try arguments[0].string(), Array(arguments.dropFirst())))
    },
    "call": TemplateFunction(1...most) { _, arguments throws(Template.Fault) in
      throw Template.Fault("non-function of type \(arguments[0].type)")
    },
  ]

  fileprivate static let parts: [String: TemplateFunction] = [
    "len": TemplateFunction(1...1) { _, arguments throws(Template.Fault) in .integer(try length(arguments[0]))
    },
    "index": TemplateFunction(1...most) { _, arguments throws(Template.Fault) in
      var value = arguments[0]
      for key in arguments.dropFirst() { value = try element(key, of: value) }
      return value
    },
    "slice": TemplateFunction(1...3) { _, arguments throws(Template.Fault) in try slice(arguments) },
  ]

  private static func length(_ value: TemplateValue) throws(Template.Fault) -> Int {
    switch value {
    case .text(let text): return text.utf8.count
    case .labels(let labels): return labels.count
    case .samples(let samples): return samples.count
    case .map(let members): return members.count
    case .nothing, .flag, .integer, .number, .sample, .time, .span, .root:
      throw Template.Fault("len of type \(value.type)")
    }
  }

  private static func element(_ key: TemplateValue, of value: TemplateValue) throws(Template.Fault)
    -> TemplateValue
  {
    switch (value, key) {
    case (.labels(let labels), .text(let name)): return .text(labels[name])
    case (.map(let members), .text(let name)): return members[name] ?? .nothing
    case (.samples(let samples), .integer(let place)):
      guard samples.indices.contains(place) else { throw Template.Fault("index out of range: \(place)") }
      return .sample(samples[place])
    default: throw Template.Fault("can't index item of type \(value.type)")
    }
  }

  private static func slice(_ arguments: [TemplateValue]) throws(Template.Fault) -> TemplateValue {
    let bytes = Array(try arguments[0].string().utf8)
    var bounds = [0, bytes.count]
    for (place, argument) in arguments.dropFirst().enumerated() {
      guard case .integer(let bound) = argument, (0...bytes.count).contains(bound) else {
        throw Template.Fault("index out of range: \(argument.shown)")
      }
      bounds[place] = bound
    }
    guard bounds[0] <= bounds[1] else {
      throw Template.Fault("invalid slice index: \(bounds[0]) > \(bounds[1])")
    }
    return .text(String(decoding: bytes[bounds[0]..<bounds[1]], as: UTF8.self))
  }
}
