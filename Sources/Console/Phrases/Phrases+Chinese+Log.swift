import Basics
import Model
import Monitoring
import Roadmap

extension Phrases.LogWords {
  static let chinese = Self(
    event: { kind in
      switch kind {
      case .alertPending: "待定"
      case .alertFiring: "触发"
      case .alertResolved: "解除"
      case .alertExpired: "消失"
      case .incidentEscalated: "已升级"
      case .orderDone: "操作"
      case .orderRefused: "被拒"
      case .nodeSeen: "新节点"
      case .nodeLost: "节点失联"
      case .nodeBack: "节点恢复"
      case .nodeRestarted: "节点重启"
      case .watchTaken: "值守进程"
      case .clockStepped: "时钟被调整"
      case .factsLoaded: "载入项目数"
      case .sourceFailed: "数据源失败"
      case .sourceRecovered: "数据源恢复"
      case .bottleneckFound: "瓶颈"
      case .bottleneckGone: "瓶颈消失"
      case .effectMeasured: "效果已测量"
      case .storeFailed: "存储失败"
      case .storeRecovered: "存储恢复"
      case .notified: "已通知"
      case .notificationFailed: "通知失败"
      }
    },
    verb: { verb in
      switch verb {
      case .acknowledge: "认领"
      case .unacknowledge: "取消认领"
      case .silence: "静默"
      case .unsilence: "结束静默"
      case .resolve: "标记解决"
      case .comment: "备注"
      case .set: "设置"
      case .observe: "录入"
      case .withdraw: "撤回"
      case .add: "添加"
      case .remove: "移除"
      case .pin: "存面板"
      case .apply: "执行建议"
      case .unpin: "移除面板"
      case .enact: "设规则"
      case .repeal: "撤规则"
      case .assign: "指派"
      case .escalate: "升级"
      case .merge: "并入"
      case .split: "拆分"
      case .link: "关联"
      case .unlink: "取消关联"
      case .tick: "勾选"
      case .untick: "取消勾选"
      case .run: "执行"
      }
    },
    pending: "等待中", done: "完成",
    refusal: { outcome in
      let parts = outcome.split(separator: " ", maxSplits: 1)
      let about = parts.count > 1 ? "：\(parts[1])" : ""
      switch parts.first {
      case "no_such_alert": return "该告警已不存在"
      case "no_such_item": return "没有此项\(about)"
      case "no_such_field": return "没有此字段\(about)"
      case "no_such_indicator": return "没有此指标\(about)"
      case "already_taken": return "已由他人认领\(about)"
      case "no_such_reading": return "该读数已不存在"
      case "no_such_silence": return "该静默已结束"
      case "misplaced_field": return "此处不能设置\(about)"
      case "bad_status": return "不是有效状态\(about)"
      case "bad_progress": return "不是百分比\(about)"
      case "bad_date": return "不是日期\(about)"
      case "future_date": return "日期在未来\(about)"
      case "bad_amount", "bad_value": return "不是数字\(about)"
      case "bad_duration": return "不是时长\(about)"
      case "end_before_start": return "结束早于开始\(about)"
      case "already_undone": return "已经撤销过"
      case "source_exists": return "已有同名数据源：\(about)"
      case "no_such_source": return "没有数据源\(about)"
      case "bad_name": return "不能用作名称：\(about)"
      case "bad_kind": return "不是数据源种类：\(about)"
      case "bad_address": return "不是 http://host:9100/metrics 这样的地址：\(about)"
      case "bad_path": return "不是绝对路径：\(about)"
      case "bad_interval": return "间隔须在 1s 到 1d 之间：\(about)"
      case "bad_timeout": return "超时不得长于间隔：\(about)"
      case "bad_label": return "不是标签名：\(about)"
      case "bad_options": return "不是数据源选项：\(about)"
      case "two_credentials": return "令牌与用户名不能并用：\(about)"
      case "half_certificate": return "证书与密钥须成对给出：\(about)"
      case "rule_exists": return "已有同名规则：\(about)"
      case "bad_rule": return "规则不成立：\(about)"
      case "no_such_rule": return "没有此已存规则\(about)"
      case "no_such_suggestion": return "已没有此建议\(about)"
      case "already_applied": return "已经执行过\(about)"
      case "no_such_panel": return "没有此面板\(about)"
      case "bad_panel": return "面板不成立：\(about)"
      case "no_such_incident": return "没有此故障\(about)"
      case "incident_resolved": return "该故障已结束：\(about)"
      case "incident_itself": return "故障不能并入自身：\(about)"
      case "incident_merged": return "已并入其他故障：\(about)"
      case "incident_not_merged": return "未并入其他故障：\(about)"
      case "incident_not_linked": return "未关联：\(about)"
      case "empty_text": return "没有内容：\(about)"
      case "nobody_to_tell": return "没有下一级可通知，请指明人员\(about)"
      case "nothing_in_common": return "其告警没有可供静默的共同标签：\(about)"
      case "not_for_incidents": return "故障不支持此操作：\(about)"
      case "no_such_runbook": return "没有此手册\(about)"
      default: return outcome
      }
    })
}
