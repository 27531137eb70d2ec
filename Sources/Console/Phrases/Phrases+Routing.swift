import Basics
import Model
import Monitoring

extension Phrases {
  /// What is said about who is told of alerts.
  public struct Routing: Sendable {
    public let notification, route, receiver, group, next, last, history, nobody, noHistory, never,
      unreachable: String
    /// Why an alert is not told.
    public let mute: @Sendable (Mute) -> String
    /// The same in a word or two.
    public let brief: @Sendable (Mute) -> String
    public let occasion: @Sendable (Notification.Occasion) -> String
    public let status: @Sendable (OutboxEntry.Status) -> String
    public let nextAt, lastAt, wasSilenced, failed: @Sendable (String) -> String
    public let ofGroup: @Sendable (Int) -> String
    public let attempts: @Sendable (Int) -> String

    /// Where a notification of an alert stands, in a line.
    /// - Parameter clock: writes a time of day.
    public func summary(_ routing: AlertRouting, clock: (Instant) -> String) -> String {
      let names = routing.receivers.isEmpty ? nobody : routing.receivers.joined(separator: ", ")
      if let mute = routing.reason { return "\(names) - \(self.mute(mute))" }
      if let at = routing.nextSendAt { return "\(names), \(nextAt(clock(at)))" }
      let isReachable = routing.deliveries.contains(where: \.isReachable)
      return isReachable ? names : "\(nobody) - \(unreachable)"
    }
  }
}

extension Phrases.Routing {
  static let english = Self(
    notification: "Notification", route: "route", receiver: "receiver", group: "group", next: "next",
    last: "last told",
    history: "history", nobody: "nobody", noHistory: "nothing was told of it", never: "never",
    unreachable: "its route has no channel",
    mute: { mute in
      switch mute {
      case .recordOnly: "not told: its urgency is record only"
      case .silence(let name): "muted by silence \(name)"
      case .maintenance(let name): "muted by maintenance \(name)"
      case .inhibited(let source): "inhibited by alert/\(source)"
      case .acknowledged(let who): "not repeated: \(who) has taken it on"
      case .interval(let name): "muted during \(name)"
      case .outside(let names): "muted outside \(names.joined(separator: ", "))"
      }
    },
    brief: { mute in
      switch mute {
      case .recordOnly: "record only"
      case .silence: "silenced"
      case .maintenance: "maintenance"
      case .inhibited: "inhibited"
      case .acknowledged: "taken"
      case .interval, .outside: "out of hours"
      }
    },
    occasion: { occasion in
      switch occasion {
      case .first: "first"
      case .changed: "changed"
      case .resolved: "resolved"
      case .repeat: "repeated"
      case .escalated: "escalated"
      }
    },
    status: { status in
      switch status {
      case .pending: "to be sent"
      case .sent: "sent"
      case .failed: "given up"
      case .shown: "shown"
      }
    },
    nextAt: { "next \($0)" }, lastAt: { "last \($0)" }, wasSilenced: { "was silenced until \($0)" },
    failed: { "failed: \($0)" }, ofGroup: { "\($0) alerts" }, attempts: { "\($0) attempts" })

  static let chinese = Self(
    notification: "通知", route: "路由", receiver: "接收者", group: "分组", next: "下次", last: "上次", history: "历史",
    nobody: "无人", noHistory: "尚未发出通知", never: "从未", unreachable: "路由没有渠道",
    mute: { mute in
      switch mute {
      case .recordOnly: "不通知：仅作记录"
      case .silence(let name): "被静默 \(name) 屏蔽"
      case .maintenance(let name): "维护时段 \(name) 内不通知"
      case .inhibited(let source): "被 alert/\(source) 抑制"
      case .acknowledged(let who): "不再重复：\(who) 已认领"
      case .interval(let name): "时段 \(name) 内不通知"
      case .outside(let names): "仅在 \(names.joined(separator: "、")) 内通知"
      }
    },
    brief: { mute in
      switch mute {
      case .recordOnly: "仅记录"
      case .silence: "已静默"
      case .maintenance: "维护中"
      case .inhibited: "被抑制"
      case .acknowledged: "已认领"
      case .interval, .outside: "时段外"
      }
    },
    occasion: { occasion in
      switch occasion {
      case .first: "首次"
      case .changed: "变化"
      case .resolved: "恢复"
      case .repeat: "重复"
      case .escalated: "升级"
      }
    },
    status: { status in
      switch status {
      case .pending: "待发送"
      case .sent: "已发送"
      case .failed: "已放弃"
      case .shown: "已显示"
      }
    },
    nextAt: { "下次 \($0)" }, lastAt: { "上次 \($0)" }, wasSilenced: { "静默至 \($0) 结束" }, failed: { "失败：\($0)" },
    ofGroup: { "\($0) 条告警" }, attempts: { "尝试 \($0) 次" })
}
