import Basics
import Telemetry

/// The filling in of a template.
struct TemplateRun {
  let context: TemplateContext
  private let definitions: [String: [TemplateNode]]
  private var variables: [(name: String, value: TemplateValue)] = []
  private var output = ""
  private var depth = 0
  private var steps = 0
  private static let deepest = 100
  /// A loop within a loop over everything there is must end too.
  private static let mostSteps = 1_000_000

  init(_ context: TemplateContext, _ definitions: [String: [TemplateNode]]) {
    self.context = context
    self.definitions = definitions
  }

  /// What a loop does next.
  private enum Flow {
    case on, leave, proceed
  }

  mutating func text(of nodes: [TemplateNode]) throws(Template.Fault) -> String {
    variables = [
      ("$", .root), ("$labels", .labels(context.labels)),
      ("$externalLabels", .labels(context.surroundings.externalLabels)),
      ("$externalURL", .text(context.surroundings.externalURL)), ("$value", .number(context.value)),
    ]
    _ = try run(nodes, .root)
    return output
  }

  private mutating func run(_ nodes: [TemplateNode], _ dot: TemplateValue) throws(Template.Fault) -> Flow {
    for node in nodes {
      steps += 1
      guard steps < Self.mostSteps else { throw Template.Fault("the template does not end") }
      switch node {
      case .text(let text): output += text
      case .output(let pipeline):
        let value = try value(of: pipeline, dot)
        if pipeline.variables.isEmpty { output += value == .nothing ? "<no value>" : value.shown }
      case .branch(let kind, let pipeline, let then, let otherwise):
        let known = variables.count
        let flow = try branch(kind, pipeline, then, otherwise, dot)
        variables.removeSubrange(known...)
        if flow != .on { return flow }
      case .call(let name, let pipeline, let place): try call(name, pipeline, dot, at: place)
      case .leave: return .leave
      case .proceed: return .proceed
      }
    }
    return .on
  }

  private mutating func branch(
    _ kind: TemplateNode.Branch, _ pipeline: TemplatePipeline, _ then: [TemplateNode],
    _ otherwise: [TemplateNode], _ dot: TemplateValue
  ) throws(Template.Fault) -> Flow {
    if kind == .loop { return try loop(pipeline, then, otherwise, dot) }
    let value = try value(of: pipeline, dot)
    guard value.isTrue else { return try run(otherwise, dot) }
    return try run(then, kind == .context ? value : dot)
  }

  private mutating func loop(
    _ pipeline: TemplatePipeline, _ then: [TemplateNode], _ otherwise: [TemplateNode], _ dot: TemplateValue
  ) throws(Template.Fault) -> Flow {
    var plain = pipeline
    plain.variables = []
    let items = try Self.items(of: try value(of: plain, dot))
    guard !items.isEmpty else { return try run(otherwise, dot) }
    let known = variables.count
    for (key, item) in items {
      variables.removeSubrange(known...)
      if pipeline.variables.count == 2 { set(pipeline.variables[0], to: key, pipeline.declares) }
      if let name = pipeline.variables.last { set(name, to: item, pipeline.declares) }
      if try run(then, item) == .leave { break }
    }
    return .on
  }

  private static func items(of value: TemplateValue) throws(Template.Fault) -> [(
    TemplateValue, TemplateValue
  )] {
    switch value {
    case .samples(let samples): return samples.enumerated().map { (.integer($0.offset), .sample($0.element)) }
    case .labels(let labels): return labels.map { (.text($0.name), .text($0.value)) }
    case .map(let members): return members.sorted { $0.key < $1.key }.map { (.text($0.key), $0.value) }
    case .nothing: return []
    case .flag, .integer, .number, .text, .sample, .time, .span, .root:
      throw Template.Fault("range can't iterate over a \(value.type)")
    }
  }

  private mutating func set(_ name: String, to value: TemplateValue, _ declares: Bool) {
    if !declares, let place = variables.lastIndex(where: { $0.name == name }) {
      variables[place].value = value
    } else {
      variables.append((name, value))
    }
  }

  private mutating func call(
    _ name: String, _ pipeline: TemplatePipeline?, _ dot: TemplateValue, at place: Int
  )
    throws(Template.Fault)
  {
    guard let nodes = definitions[name] else {
      throw Template.Fault(at: place, "template \"\(name)\" not defined")
    }
    guard depth < Self.deepest else { throw Template.Fault(at: place, "exceeded maximum template depth") }
    let given: TemplateValue =
      try pipeline.map { pipeline throws(Template.Fault) in try value(of: pipeline, dot) } ?? .nothing
    let outer = variables
    variables = [("$", given)]
    depth += 1
    _ = try run(nodes, given)
    depth -= 1
    variables = outer
  }
}

extension TemplateRun {
  private mutating func value(of pipeline: TemplatePipeline, _ dot: TemplateValue) throws(Template.Fault)
    -> TemplateValue
  {
    var last: TemplateValue?
    for command in pipeline.commands {
      do throws(Template.Fault) { last = try value(of: command, dot, after: last) } catch {
        throw error.place > 0 ? error : Template.Fault(at: command.place, error.reason)
      }
    }
    let value = last ?? .nothing
    for name in pipeline.variables { set(name, to: value, pipeline.declares) }
    return value
  }

  private mutating func value(of command: TemplateCommand, _ dot: TemplateValue, after last: TemplateValue?)
    throws(Template.Fault) -> TemplateValue
  {
    var arguments: [TemplateValue] = []
    for operand in command.operands.dropFirst() { arguments.append(try value(of: operand, dot)) }
    guard case .function(let name) = command.operands[0] else {
      guard arguments.isEmpty, last == nil else {
        throw Template.Fault("can't give argument to non-function")
      }
      if case .value(.nothing) = command.operands[0] { throw Template.Fault("nil is not a command") }
      return try value(of: command.operands[0], dot)
    }
    return try apply(name, arguments + (last.map { [$0] } ?? []))
  }

  private func apply(_ name: String, _ arguments: [TemplateValue]) throws(Template.Fault) -> TemplateValue {
    let function = TemplateFunction.all[name]!
    guard function.arity.contains(arguments.count) else {
      throw Template.Fault("wrong number of args for \(name): got \(arguments.count)")
    }
    do throws(Template.Fault) { return try function.call(context, arguments) } catch {
      throw Template.Fault("error calling \(name): \(error.reason)")
    }
  }

  private mutating func value(of operand: TemplateCommand.Operand, _ dot: TemplateValue) throws(Template
    .Fault)
    -> TemplateValue
  {
    switch operand {
    case .value(let value): return value
    case .dot: return dot
    case .variable(let name): return variables.last { $0.name == name }?.value ?? .nothing
    case .function(let name): return try apply(name, [])
    case .group(let pipeline): return try value(of: pipeline, dot)
    case .field(let inner, let name): return try field(name, of: try value(of: inner, dot))
    }
  }

  private func field(_ name: String, of value: TemplateValue) throws(Template.Fault) -> TemplateValue {
    switch (value, name) {
    case (.root, "Labels"): return .labels(context.labels)
    case (.root, "ExternalLabels"): return .labels(context.surroundings.externalLabels)
    case (.root, "ExternalURL"): return .text(context.surroundings.externalURL)
    case (.root, "Value"): return .number(context.value)
    case (.labels(let labels), _): return .text(labels[name])
    case (.sample(let sample), "Labels"): return .labels(sample.labels)
    case (.sample(let sample), "Value"): return .number(sample.value)
    case (.map(let members), _): return members[name] ?? .nothing
    default: throw Template.Fault("can't evaluate field \(name) in type \(value.type)")
    }
  }
}
