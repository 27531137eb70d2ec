/// A part of a regular expression as it was read.
indirect enum PatternNode {
  case empty
  case one(of: ScalarClass)
  case assertion(PatternAssertion)
  case group(PatternNode, Int)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repeated(PatternNode, least: Int, most: Int?, isGreedy: Bool)
}

/// What must be so at a place of a text for a match to go on.
enum PatternAssertion: Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordEdge, noWordEdge
}

/// A set of Unicode scalars.
struct ScalarClass: Sendable {
  /// A part of a class.
  enum Item: Sendable {
    case range(ClosedRange<UInt32>)
    /// A general category such as `Lu`, or the first letter of several.
    case category(String, isNegated: Bool)
    case matching([ClosedRange<UInt32>])
    case unlike([ClosedRange<UInt32>])
  }

  var items: [Item] = []
  var isNegated = false
  var ignoresCase = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let isIn = ignoresCase ? scalar.caseVariants.contains(where: holds) : holds(scalar)
    return isIn != isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    for item in items {
      switch item {
      case .range(let range): if range.contains(scalar.value) { return true }
      case .matching(let ranges): if ranges.contains(where: { $0.contains(scalar.value) }) { return true }
      case .unlike(let ranges): if !ranges.contains(where: { $0.contains(scalar.value) }) { return true }
      case .category(let name, let isNegated):
        if scalar.categoryName.hasPrefix(name) != isNegated { return true }
      }
    }
    return false
  }

  static let any = ScalarClass(isNegated: true)
  static let notNewline = ScalarClass(items: [.range(0x0A...0x0A)], isNegated: true)

  /// The classes that a letter behind a backslash means.
  static let perl: [Character: [ClosedRange<UInt32>]] = [
    "d": [0x30...0x39], "s": [0x09...0x0A, 0x0C...0x0D, 0x20...0x20],
    "w": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A],
  ]

  /// The classes of ASCII by their names between `[:` and `:]`.
  static let posix: [String: [ClosedRange<UInt32>]] = [
    "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A],
    "ascii": [0x00...0x7F], "blank": [0x09...0x09, 0x20...0x20], "cntrl": [0x00...0x1F, 0x7F...0x7F],
    "digit": [0x30...0x39], "graph": [0x21...0x7E], "lower": [0x61...0x7A], "print": [0x20...0x7E],
    "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "space": [0x09...0x0D, 0x20...0x20],
    "upper": [0x41...0x5A], "word": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A],
    "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
  ]
}

extension Unicode.Scalar {
  /// The scalar and those that differ from it in case alone.
  fileprivate var caseVariants: [Unicode.Scalar] {
    let (lower, upper) = (folded(properties.lowercaseMapping), folded(properties.uppercaseMapping))
    return [self, lower, upper, upper.folded(upper.properties.lowercaseMapping)]
  }

  /// The scalar a mapping leads to, where that is one.
  private func folded(_ mapping: String) -> Unicode.Scalar {
    let scalars = mapping.unicodeScalars
    return scalars.count == 1 ? scalars.first ?? self : self
  }

  /// The general category as Unicode abbreviates it.
  fileprivate var categoryName: String {
    switch properties.generalCategory {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
