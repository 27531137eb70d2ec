import Roadmap

extension Phrases.Forms {
  static let chinese = Self(
    title: { kind in
      switch kind {
      case .silence: "静默"
      case .comment: "备注"
      case .observe: "录入数值"
      case .set: "编辑"
      case .pin: "存为面板"
      case .enact: "设告警规则"
      case .assign: "指派给"
      case .escalate: "升级通知"
      case .drain: "排空"
      case .migrate: "迁移"
      case .whatIf: "推演"
      }
    },
    field: { purpose in
      switch purpose {
      case .duration: "时长"
      case .reason: "说明"
      case .value: "数值"
      case .day: "日期"
      case .title: "名称"
      case .screen: "所在画面"
      case .condition: "条件"
      case .holdFor: "持续至少"
      case .severity: "严重度"
      case .person, .rung: "人员"
      case .deadline: "最长时间"
      case .node: "目标节点"
      case .question: "假如"
      case .policy: "策略"
      case .plan(.status): "状态"
      case .plan(.progress): "进度"
      case .plan(.owner): "负责人"
      case .plan(.start): "开始"
      case .plan(.end): "结束"
      case .plan(.note): "备注"
      case .plan(.delivered): "已交付"
      case .plan(.waiver): "豁免理由"
      case .plan(.launch): "启动日"
      }
    },
    hint: { purpose in
      switch purpose {
      case .duration: "时长，如 30m、2h、1d"
      case .reason: "写给同事看的说明"
      case .value: "数字，如 1,200、9600万、85%、4.5"
      case .title: "供人辨认的名称"
      case .screen, .severity, .policy: "左右键选择"
      case .person: "姓名；留空表示无人"
      case .deadline: "时长，如 10m；留空则不限"
      case .node: "节点名；留空则选最佳"
      case .question: "多项以分号分隔，写法见上"
      case .rung: "姓名，多人以逗号分隔；留空则通知下一级"
      case .condition: "如 > 0.9 或 == 0；表达式自带比较时留空"
      case .holdFor: "时长，如 5m；0 立即告警"
      case .day, .plan(.start), .plan(.end), .plan(.launch): "日期，如 2026-03-14；留空则撤回"
      case .plan(.progress): "百分比；留空则按任务和产出计算"
      case .plan(.delivered): "已完成的数量"
      case .plan(.status), .plan(.owner), .plan(.note), .plan(.waiver): "留空则撤回"
      }
    },
    expected: { purpose in
      switch purpose {
      case .duration, .deadline: "请输入时长，如 2h"
      case .title: "需要名称，且不含“/”"
      case .condition: "需要比较式，如 > 0.9"
      case .holdFor: "需要时长，如 5m，或 0"
      case .screen, .severity, .person, .rung, .node, .question, .policy: "取值不符"
      case .value, .plan(.delivered): "请输入数字"
      case .day, .plan(.start), .plan(.end), .plan(.launch): "请输入日期，如 2026-03-14"
      case .plan(.progress): "请输入 0 到 100 的百分比"
      case .reason: "请写点说明"
      case .plan(.status), .plan(.owner), .plan(.note), .plan(.waiver): "内容不符"
      }
    },
    choose: "左右键选择", keys: "Enter 保存 · Tab 下一项 · Esc 取消", yesOrNo: "确定执行？y 或 n",
    several: { "共 \($0) 项" }, andMore: { "另有 \($0) 项" }, typeCount: { "输入 \($0) 并按 Enter 确认：" },
    question: { kind in
      switch kind {
      case .acknowledge: "全部认领？"
      case .silence: "静默这些告警？"
      case .unsilence: "结束静默？"
      case .apply: "执行这条建议？"
      case .resolve: "标记为已解决？"
      case .cordon: "封锁这些节点？"
      case .uncordon: "解封这些节点？"
      case .balance: "将单元从满载节点迁往空闲节点？"
      case .consolidate(let nodes, let moves, _): "通过 \(moves) 次迁移腾空 \(nodes) 个节点？"
      case .run: "执行此命令？"
      }
    },
    consequence: { kind in
      switch kind {
      case .acknowledge: "由你认领：大家会看到你的名字。"
      case .silence: "静默结束前不再提示。"
      case .unsilence: "该告警从现在起重新生效。"
      case .apply: "记录为由你执行，并附上预期效果；几分钟后测量实际效果。"
      case .resolve: "告警离开队列，直到其条件消失过一次。此操作不可撤销。"
      case .cordon: "其上单元不动；解封前不再接收新单元。"
      case .uncordon: "从现在起可再接收单元。"
      case .balance: "先在新节点加载，再离开旧节点；十分钟内迁移过的单元不动。"
      case .consolidate(_, _, let saving):
        (saving.map { "腾空的节点每小时费用 \($0)。" } ?? "") + "其他节点占用保持在 80 % 以下；先在新节点加载，再离开旧节点。"
      case .run: "会改动本机，并以你的名义记录。"
      }
    })
}
