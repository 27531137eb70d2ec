import Basics

/// Why a question cannot be answered, in one sentence.
public struct WhatIfFault: Error, Hashable, Sendable {
  public let words: Bilingual

  private init(_ english: String, _ chinese: String) {
    words = Bilingual(english: english, chinese: chinese)
  }

  static let nothing = WhatIfFault(
    "nothing is asked; ask for instance: lose region=eu-west; add 20 units like checkout",
    "没有提问；例如：lose region=eu-west; add 20 units like checkout")

  /// - Parameter part: the part of the question that is meant.
  static func unclear(_ part: String) -> WhatIfFault {
    WhatIfFault(
      "\"\(part.printable)\" cannot be understood; a question says lose, drain, add or grow",
      "无法理解“\(part.printable)”；问题须以 lose、drain、add 或 grow 开头")
  }

  static func noNodes(_ part: String) -> WhatIfFault {
    WhatIfFault(
      "\"\(part.printable)\" names no nodes; say for instance: lose node-3, region=eu-west or tier=edge",
      "“\(part.printable)”未指明节点；例如：lose node-3、region=eu-west 或 tier=edge")
  }

  static func noAddition(_ part: String) -> WhatIfFault {
    WhatIfFault(
      "\"\(part.printable)\" cannot be added; say for instance: add 3 nodes like node-3",
      "无法添加“\(part.printable)”；例如：add 3 nodes like node-3")
  }

  static func tooMany(_ part: String, most: Int) -> WhatIfFault {
    WhatIfFault(
      "\"\(part.printable)\" wants a number from 1 to \(most)", "“\(part.printable)”中的数应在 1 到 \(most) 之间")
  }

  static func noFactor(_ part: String) -> WhatIfFault {
    WhatIfFault(
      "\"\(part.printable)\" wants how much more, such as 1.5x or +20%, up to 100x",
      "“\(part.printable)”应给出增幅，例如 1.5x 或 +20%，至多 100x")
  }

  static func noNode(_ name: String) -> WhatIfFault {
    WhatIfFault("there is no node \"\(name.printable)\"", "没有节点“\(name.printable)”")
  }

  static func noNodeIn(_ nodes: WhatIfQuestion.Nodes) -> WhatIfFault {
    let text = nodes.description.printable
    return WhatIfFault("there is no node with \(text)", "没有符合 \(text) 的节点")
  }

  static func noUnit(_ name: String) -> WhatIfFault {
    WhatIfFault("there is no unit \"\(name.printable)\"", "没有单元“\(name.printable)”")
  }

  static func noPolicy(_ name: String) -> WhatIfFault {
    WhatIfFault("there is no policy \"\(name.printable)\"", "没有策略“\(name.printable)”")
  }

  static let nobody = WhatIfFault(
    "no node tells what it has, so there is nothing to ask about", "没有节点报告其容量，无从推演")

  /// Nobody waits for the answer any more.
  public static let stopped = WhatIfFault("it was stopped before it was worked out", "尚未算完即已中止")

  static func beyondCounting(_ node: String) -> WhatIfFault {
    WhatIfFault(
      "the units on \(node.printable) would ask for more than can be counted",
      "\(node.printable) 上的单元所需超出可计算的范围")
  }
}
