import Basics
import Community
import Roadmap

extension FindingBook {
  var overlappingPhases: [Finding.Evidence] {
    plan.programmes.flatMap { programme in
      programme.phaseOverlaps.map { overlap in
        let months = Window.months(overlap.months).written
        let real = [overlap.earlier, overlap.later].map { phase in
          programme.effectiveMonths(of: phase).map { Window.months($0).written } ?? "?"
        }
        return evidence(
          overlap.later.address,
          "\(overlap.earlier.identifier) and \(overlap.later.identifier) share \(months); by milestones \(real[0]) and \(real[1])",
          "\(overlap.earlier.identifier) 与 \(overlap.later.identifier) 共用 \(months)；按里程碑为 \(real[0]) 与 \(real[1])"
        )
      }
    }
  }

  var earlyCheckpoints: [Finding.Evidence] {
    plan.programmes.flatMap { programme in
      programme.earlyCheckpoints.map { early in
        evidence(
          early.checkpoint.address,
          "\(early.checkpoint.identifier) wants \(early.milestone.identifier) \(early.months) months before it ends",
          "\(early.checkpoint.identifier) 早于 \(early.milestone.identifier) 结束 \(early.months) 个月")
      }
    }
  }

  var datesWithoutLaunch: [Finding.Evidence] {
    plan.programmes.filter { $0.milestones.contains { $0.window?.months != nil } }.flatMap { programme in
      let targets = board.indicators.filter { $0.programme == programme.identifier }.flatMap { indicator in
        indicator.targets.compactMap { target in target.end.map { (indicator, target, $0) } }
      }
      guard let launch = programme.launch else { return withoutLaunch(programme, targets.count) }
      return targets.filter { $0.2 < launch }.map { indicator, target, end in
        evidence(
          indicator.address,
          "target \(target.period.english) ends \(end.iso), before the launch on \(launch.iso)",
          "目标 \(target.period.chinese) 于 \(end.iso) 结束，早于启动日 \(launch.iso)")
      }
    }
  }

  private func withoutLaunch(_ programme: Programme, _ dated: Int) -> [Finding.Evidence] {
    guard dated > 0 else { return [] }
    return [
      evidence(
        programme.address,
        "programme \(programme.identifier): no launch day, and \(dated) targets with dates",
        "项目 \(programme.identifier)：没有启动日，却有 \(dated) 个带日期的目标")
    ]
  }

  var weekWithoutStart: [Finding.Evidence] {
    plan.programmes.compactMap { programme in
      guard programme.week != nil, programme.launch == nil, let day = programme.document.day else {
        return nil
      }
      let weekday = day.weekday
      return evidence(
        programme.address,
        "programme \(programme.identifier): written on \(day.iso), weekday \(weekday); its week starts on a Monday",
        "项目 \(programme.identifier)：写于 \(day.iso)（星期\(Self.weekdays[weekday - 1])），周计划从星期一开始")
    }
  }

  private static let weekdays = ["一", "二", "三", "四", "五", "六", "日"]

  var weeksByConvention: [Finding.Evidence] {
    plan.programmes.flatMap { programme in
      programme.milestones.compactMap { milestone in
        guard case .calendar(let days, byConvention: true)? = milestone.window else { return nil }
        let label = milestone.windowLabel ?? Bilingual("")
        let dates = "\(days.lowerBound.iso) … \(days.upperBound.iso)"
        return evidence(
          milestone.address, "\(milestone.identifier) \"\(label.english)\" read as \(dates)",
          "\(milestone.identifier)“\(label.chinese)”按 \(dates) 计")
      }
    }
  }

  var claimedCompletion: [Finding.Evidence] {
    plan.programmes.compactMap { programme in
      guard let claim = programme.completion else { return nil }
      let computed = programme.computedCompletion
      guard (claim.claimed - computed).magnitude > 0.01 else { return nil }
      let done = programme.milestones.count { $0.state.status == .done }
      let (said, found) = (Figures.percent(claim.claimed), Figures.percent(computed))
      return evidence(
        programme.address,
        "programme \(programme.identifier): claimed \(said), computed \(found); \(done) of \(programme.milestones.count) milestones done",
        "项目 \(programme.identifier)：声称 \(said)，算得 \(found)；\(programme.milestones.count) 个里程碑完成 \(done) 个")
    }
  }

  var unprovenTicks: [Finding.Evidence] {
    let ticked = plan.programmes.flatMap { programme in
      programme.futureTicks.filter { $0.state.status != .done }.map { item in
        evidence(
          item.address, "\(item.identifier): ticked in a document older than its end",
          "\(item.identifier)：打勾的文档早于其结束日期")
      }
    }
    let below = board.indicators.compactMap { indicator -> Finding.Evidence? in
      guard indicator.category == "coverage", let reading = board.newest(indicator.identifier),
        reading.isMarked,
        reading.value < 100
      else { return nil }
      let value = Figures.brief(reading.value)
      return evidence(
        indicator.address, "\(indicator.title.english): ticked at \(value) %",
        "\(indicator.title.chinese)：\(value) % 即打勾")
    }
    return ticked + below
  }

  var unstaffedRoles: [Finding.Evidence] {
    plan.programmes.flatMap { programme in
      programme.unstaffedRoles().map { role, weeks in
        evidence(
          programme.address, "\(role.english): not in the team, \(weeks) weeks of work",
          "\(role.chinese)：不在团队内，承担 \(weeks) 周工作")
      }
    }
  }

  var unfundedWork: [Finding.Evidence] {
    plan.programmes.flatMap { programme in
      programme.unfundedPhases.map { phase, weeks in
        let months = programme.budget?.months ?? 0
        return evidence(
          phase.address,
          "\(phase.identifier) reaches \(phase.window?.written ?? ""), the budget month \(months): \(weeks) weeks unfunded",
          "\(phase.identifier) 到 \(phase.window?.written ?? "")，预算只到第 \(months) 个月：\(weeks) 周无资金")
      }
    }
  }

  /// The programme's own terms that it uses in its plan and never defines.
  var undefinedTerms: [Finding.Evidence] {
    reference.terms.filter(\.isAssumed).compactMap { term in
      let search = TextSearch(term.term.english)
      let using = plan.programmes.first { programme in
        search.isFound(in: programme.title.english)
          || programme.items.contains { search.isFound(in: $0.title.english) }
      }
      guard let using else { return nil }
      return evidence(
        using.address, "\"\(term.term.english)\" is used without a definition; the sense shown is ours",
        "“\(term.term.chinese)”没有定义；所示含义由本控制台给出")
    }
  }
}
