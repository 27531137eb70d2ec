import Basics

/// A part of a template.
indirect enum TemplateNode: Sendable {
  case text(String)
  case output(TemplatePipeline)
  case branch(Branch, TemplatePipeline, then: [TemplateNode], otherwise: [TemplateNode])
  case call(String, TemplatePipeline?, place: Int)
  case leave
  case proceed

  /// What a pipeline decides about.
  enum Branch: Sendable {
    case condition
    case context
    case loop
  }
}

/// Commands one behind the other, each taking what the one before it came to.
struct TemplatePipeline: Sendable {
  /// The variables that get what comes out.
  var variables: [String] = []
  /// Whether they are new ones.
  var declares = false
  var commands: [TemplateCommand] = []
}

/// A value, or a function with what it is given.
struct TemplateCommand: Sendable {
  var operands: [Operand]
  let place: Int

  /// A value in a command.
  indirect enum Operand: Sendable {
    case value(TemplateValue)
    case dot
    case variable(String)
    case function(String)
    case group(TemplatePipeline)
    /// A field of what another operand comes to.
    case field(of: Operand, String)
  }
}
