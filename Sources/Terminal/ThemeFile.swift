import Basics
import Canvas

/// Reads theme files.
///
///     {
///       "title": {"en": "Dusk", "zh": "暮色"}, "variant": "dark", "partner": "dawn", "inherits": "other",
///       "palette": {"night": "#1b1d26"},
///       "roles": {"base": "fog", "act": {"ink": "red", "bold": true}, "selection": {"ground": "blue"}},
///       "gradients": {"load": ["green", "yellow", "red"], "flow": ["navy", "blue", "sky"]}
///     }
///
/// A colour is a name of the palette or `#rrggbb`. A bare colour is the ink of a text role and the ground of a ground
/// role. A role that is not mentioned looks like the role it falls back to.
public enum ThemeFile {
  /// The theme a file holds; `load` gives the bytes of another theme that this one inherits from.
  public static func theme(
    _ bytes: [UInt8], name: String, path: String, load: (String) -> [UInt8]? = { _ in nil }
  ) throws(JSONFault) -> Theme {
    let chain = try chain(bytes, name: name, path: path, load: load)
    var (palette, looks): ([String: Colour], [Role: Look]) = ([:], [:])
    for node in chain.reversed() {
      try readPalette(node, into: &palette)
      try readRoles(node, palette, into: &looks)
      try readGradients(node, palette, into: &looks)
    }
    let node = chain[0]
    return Theme(
      name: name, title: try node.required("title").bilingual(),
      variant: try node.required("variant").choice(),
      partner: try node.optional("partner")?.text(), looks: looks)
  }

  private static let keys: Set<String> = [
    "title", "variant", "partner", "inherits", "palette", "roles", "gradients",
  ]

  /// The file and those it inherits from, nearest first.
  private static func chain(
    _ bytes: [UInt8], name: String, path: String, load: (String) -> [UInt8]?
  ) throws(JSONFault) -> [JSONNode] {
    var node = try JSONReader.read(bytes, name: path)
    try node.allow(only: keys)
    var chain = [node]
    var seen: Set<String> = [name]
    while let parent = try node.optional("inherits") {
      let parentName = try parent.text()
      guard seen.insert(parentName).inserted else {
        throw parent.fault("themes inherit from each other in a circle")
      }
      guard let bytes = load(parentName) else { throw parent.fault("there is no theme \"\(parentName)\"") }
      node = try JSONReader.read(bytes, name: parentName + ".json")
      try node.allow(only: keys)
      chain.append(node)
    }
    return chain
  }

  private static func readPalette(_ node: JSONNode, into palette: inout [String: Colour]) throws(JSONFault) {
    for member in try node.optional("palette")?.members() ?? [] {
      palette[member.key] = try colour(member.node, [:])
    }
  }

  private static func colour(_ node: JSONNode, _ palette: [String: Colour]) throws(JSONFault) -> Colour {
    let text = try node.text()
    if let colour = palette[text] ?? Colour(text) { return colour }
    throw node.fault(
      text.hasPrefix("#") ? "expected a colour such as #1b1d26" : "the palette has no colour \"\(text)\"")
  }

  private static func readRoles(
    _ node: JSONNode, _ palette: [String: Colour], into looks: inout [Role: Look]
  ) throws(JSONFault) {
    for member in try node.optional("roles")?.members() ?? [] {
      guard let role = Role(name: member.key) else {
        throw member.node.fault("there is no role \"\(member.key)\"")
      }
      looks[role] = try look(member.node, of: role, palette)
    }
  }

  private static func look(_ node: JSONNode, of role: Role, _ palette: [String: Colour]) throws(JSONFault)
    -> Look
  {
    if case .text = node.value {
      let colour = try colour(node, palette)
      return role.isGround ? Look(ground: colour) : Look(ink: colour)
    }
    try node.allow(only: Set(["ink", "ground"] + Look.Emphasis.names.map(\.name)))
    var look = Look()
    if let ink = try node.optional("ink") { look.ink = try colour(ink, palette) }
    if let ground = try node.optional("ground") { look.ground = try colour(ground, palette) }
    for (name, emphasis) in Look.Emphasis.names {
      if let flag = try node.optional(name), try flag.flag() { look.emphasis.insert(emphasis) }
    }
    return look
  }

  /// Gradients have three stops; the steps between are even to the eye.
  private static func readGradients(
    _ node: JSONNode, _ palette: [String: Colour], into looks: inout [Role: Look]
  ) throws(JSONFault) {
    for member in try node.optional("gradients")?.members() ?? [] {
      let firsts: [String: Role] = ["load": .load0, "flow": .flow0]
      guard let first = firsts[member.key] else { throw member.node.fault("the gradients are load and flow") }
      var stops: [OKLab] = []
      for stop in try member.node.items() { stops.append(OKLab(try colour(stop, palette))) }
      guard stops.count == 3 else { throw member.node.fault("a gradient has three colours") }
      for step in 0..<Role.steps {
        let place = Double(step) / Double(Role.steps - 1) * 2
        let colour =
          place <= 1 ? stops[0].mixed(with: stops[1], place) : stops[1].mixed(with: stops[2], place - 1)
        looks[Role(rawValue: first.rawValue + UInt8(step))!] = Look(ink: colour.colour)
      }
    }
  }
}

extension Role {
  /// Whether the role is something that lies behind text.
  var isGround: Bool {
    switch self {
    case .ground, .header, .selection, .marked, .raised, .alarm, .tint: true
    default: false
    }
  }
}
