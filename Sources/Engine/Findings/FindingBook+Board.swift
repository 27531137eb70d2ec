import Basics
import Community
import Roadmap

extension FindingBook {
  var contradictedGaps: [Finding.Evidence] {
    board.gaps.filter(\.isContradicted).map { gap in
      let (printed, computed) = (signed(gap.printed ?? 0), signed(gap.computed))
      return evidence(
        gap.indicator.address, "\(gap.indicator.title.english): printed \(printed), computed \(computed)",
        "\(gap.indicator.title.chinese)：印作 \(printed)，算得 \(computed)")
    }
  }

  var priorityAgainstGap: [Finding.Evidence] {
    let ranked = board.gaps.filter { $0.indicator.priority != nil }
    return ranked.filter { gap in
      let isUrgent = gap.indicator.priority == "high"
      return isUrgent ? gap.computed < 0 : gap.computed > 0
    }.map { gap in
      let points = Figures.brief(gap.computed.magnitude)
      let priority = gap.indicator.priority ?? ""
      let isBehind = gap.computed > 0
      return evidence(
        gap.indicator.address,
        "\(gap.indicator.title.english): \(isBehind ? "trails" : "leads") by \(points), priority \(priority)",
        "\(gap.indicator.title.chinese)：\(isBehind ? "落后" : "领先") \(points) 点，优先级\(Self.chinese(priority))")
    }
  }

  private static func chinese(_ priority: String) -> String {
    ["high": "高", "medium": "中", "low": "低"][priority] ?? priority
  }

  var statedAgainstComputed: [Finding.Evidence] {
    board.indicators.compactMap { indicator in
      guard let computed = board.computed(indicator), let stated = board.newest(indicator.identifier)?.value,
        (stated - computed).magnitude >= 0.005
      else { return nil }
      let (given, found) = (Figures.brief(stated), Figures.fixed(computed, 2))
      let difference = Figures.fixed((stated - computed).magnitude, 2)
      return evidence(
        indicator.address,
        "\(indicator.title.english): stated \(given), mean \(found), \(difference) points apart",
        "\(indicator.title.chinese)：所述 \(given)，均值 \(found)，相差 \(difference) 点")
    }
  }

  /// A total that is stated among increments: planned outputs reach it as a total, and miss it as an increment.
  var levelAmongIncrements: [Finding.Evidence] {
    board.indicators.flatMap { indicator -> [Finding.Evidence] in
      let increments = board.indicators.filter { other in
        other.programme == indicator.programme && other.category == indicator.category
          && other.targets.contains(where: \.isIncrement)
      }
      guard !increments.isEmpty, let current = board.newest(indicator.identifier)?.value else { return [] }
      let planned = plannedAmount(of: indicator.unit, in: indicator.programme)
      guard planned > 0, !indicator.targets.isEmpty, indicator.targets.allSatisfy({ !$0.isIncrement }) else {
        return []
      }
      return indicator.targets.prefix(1).compactMap { target in
        guard let wanted = target.amount?.value, current + planned >= wanted, planned < wanted else {
          return nil
        }
        let (have, plan, sum) = (
          Figures.brief(current), Figures.brief(planned), Figures.brief(current + planned)
        )
        let (level, missing) = (Figures.brief(wanted), Figures.brief(current + wanted - current - planned))
        return evidence(
          indicator.address,
          "\(indicator.title.english): \(have) + \(plan) planned = \(sum), target \(level); as an increment \(missing) short",
          "\(indicator.title.chinese)：现有 \(have) + 计划 \(plan) = \(sum)，目标 \(level)；若按增量则差 \(missing)")
      }
    }
  }

  /// What the outputs of a programme add up to in one unit.
  private func plannedAmount(of unit: String, in programme: String) -> Double {
    guard let programme = plan.programme(programme) else { return 0 }
    return programme.items(of: .deliverable).filter { $0.amount?.unit == unit && $0.references.isEmpty }
      .filter { !$0.isMarked }.compactMap { $0.amount?.value }.reduce(0, +)
  }

  /// Targets that a plain number and sign do not describe.
  var unevenAmounts: [Finding.Evidence] {
    board.indicators.flatMap { indicator -> [Finding.Evidence] in
      indicator.targets.compactMap { target -> Finding.Evidence? in
        guard let words = unevenness(of: target, indicator) else { return nil }
        return evidence(
          indicator.address, "\(indicator.title.english): \(words.english)",
          "\(indicator.title.chinese)：\(words.chinese)")
      }.prefix(1).map { $0 }
    }
  }

  private func unevenness(of target: Target, _ indicator: Indicator) -> Bilingual? {
    guard let amount = target.amount else {
      return Bilingual(english: "the target is words, not a number", chinese: "目标是文字，不是数值")
    }
    if amount.isUnlimited { return Bilingual(english: "\"unlimited\" has no bar", chinese: "“无限”没有进度条") }
    if amount.comparator == .range {
      let written = amount.written
      return Bilingual(english: "a range, \(written)", chinese: "是区间 \(written)")
    }
    if indicator.unit == "rank" { return Bilingual(english: "lower is better", chinese: "越低越好") }
    if indicator.unit == "ratio" {
      return Bilingual(
        english: "a ratio, \(amount.written), elsewhere a percentage",
        chinese: "这里是比率 \(amount.written)，别处是百分数")
    }
    return nil
  }

  var reductionIsNotZeroCost: [Finding.Evidence] {
    guard let free = board.indicators.first(where: { $0.identifier == "A-K03" }),
      let reduction = board.newest("A-K02")?.value, reduction < 1, board.newest(free.identifier) == nil
    else { return [] }
    let left = Figures.percent(1 - reduction)
    var found = [
      evidence(
        free.address,
        "no reading of its own; a reduction of \(Figures.percent(reduction)) leaves \(left) of the cost",
        "没有自己的读数；降低 \(Figures.percent(reduction)) 仍剩 \(left) 的成本")
    ]
    if let wanted = free.targets.first?.amount?.value, let users = board.newest("A-K01")?.value,
      users < wanted
    {
      found.append(
        evidence(
          free.address,
          "goal \(Figures.count(wanted)) users, claimed \(Figures.count(users)): proven by neither",
          "目标 \(Figures.count(wanted, in: .chinese))用户，声称 \(Figures.count(users, in: .chinese))：均未证明"))
    }
    return found
  }

  private func signed(_ number: Double) -> String { (number > 0 ? "+" : "") + Figures.brief(number) }
}
