import Basics
import Model
import Monitoring
import Roadmap

extension Phrases {
  static let chinese = Phrases(
    language: .chinese, common: .chinese, screens: .chinese,
    units: Units(second: "秒", minute: "分", hour: "时", day: "天"),
    notices: .chinese, commands: .chinese, help: .chinese, forms: .chinese, provenance: .chinese,
    states: .chinese,
    vitals: .chinese, lists: .chinese, bridge: .chinese, savings: .chinese, scheduler: .chinese,
    acts: .chinese, learning: .chinese, whatIf: .chinese,
    capacity: .chinese,
    explore: .chinese, objectives: .chinese, bottlenecks: .chinese, plan: .chinese,
    board: .chinese,
    log: .chinese, incidents: .chinese, settings: .chinese, routing: .chinese, queue: .chinese,
    trouble: .chinese)
}

extension Phrases.Common {
  static let chinese = Self(
    starting: "正在启动", unsaved: "未保存", live: "实时", unrecorded: "实时，不记录", now: "现在",
    paused: { "已暂停 \($0)" }, past: { "回看 \($0)" }, stale: { "滞后 \($0)" }, attached: { "旁观 \($0)" })
}

extension Phrases.Screens {
  static let chinese = Self(
    name: { screen in
      switch screen {
      case .bridge: "总览"
      case .nodes: "节点"
      case .alerts: "告警"
      case .scheduler: "调度"
      case .savings: "节省"
      case .roadmap: "路线图"
      case .community: "社区"
      case .explore: "探索"
      case .log: "日志"
      case .settings: "设置"
      }
    },
    short: { screen in
      switch screen {
      case .bridge: "总览"
      case .nodes: "节点"
      case .alerts: "告警"
      case .scheduler: "调度"
      case .savings: "节省"
      case .roadmap: "路线"
      case .community: "社区"
      case .explore: "探索"
      case .log: "日志"
      case .settings: "设置"
      }
    })
}

extension Phrases.Notices {
  static let chinese = Self(
    following: { "跟随 \($0)" }, notFollowing: { "不再跟随 \($0)" }, copied: { "已复制：\($0)" },
    readOnly: "此控制台只读", nothingToAcknowledge: "这里没有可认领的告警", nothingToSilence: "这里没有可静默的告警",
    nothingToResolve: "这里没有可关闭的告警", nothingToEdit: "这里没有可编辑的内容", nothingToUndo: "没有你可撤销的操作",
    undone: { "撤销你上一个操作：\($0)" },
    mouseOurs: "鼠标由控制台使用", mouseYours: "鼠标交还终端，可照常选取文字", nothingChanged: "没有改动", notDone: "未执行")
}

extension Phrases.Help {
  static let chinese = Self(
    title: { "按键 · \($0)" }, close: "Esc 关闭", here: "本页", palette: "命令", nothingFits: "没有匹配的命令",
    group: { group in
      switch group {
      case .go: "前往"
      case .move: "移动"
      case .look: "查看"
      case .ask: "查询"
      case .act: "操作"
      case .give: "带走"
      case .console: "控制台"
      }
    })
}

extension Phrases.ProvenanceNames {
  static let chinese = Self(name: { provenance in
    switch provenance {
    case .claimed: "声称"
    case .imported: "导入"
    case .measured: "实测"
    case .simulated: "模拟"
    case .manual: "录入"
    case .assumed: "假定"
    case .forecast: "预测"
    }
  })
}

extension Phrases.States {
  static let chinese = Self(
    act: "处置", watch: "关注", lost: "失联", silenced: "静默", pending: "待定", firing: "触发", resolved: "已解决",
    node: { state in
      switch state {
      case .up: "在线"
      case .stale: "迟滞"
      case .lost: "失联"
      }
    },
    severity: { severity in
      switch severity {
      case .ok: "正常"
      case .info: "供参考"
      case .watch: "需关注"
      case .act: "立即处置"
      }
    })
}

extension Phrases.Vitals {
  static let chinese = Self(
    name: { vital in
      switch vital {
      case .cpu: "处理器"
      case .user: "用户态"
      case .system: "内核态"
      case .iowait: "等待 I/O"
      case .steal: "被占用"
      case .load: "单核负载"
      case .memory: "内存"
      case .swap: "交换区"
      case .cpuPressure: "处理器压力"
      case .memoryPressure: "内存压力"
      case .ioPressure: "磁盘压力"
      case .diskBusy: "磁盘繁忙"
      case .diskRead: "磁盘读"
      case .diskWrite: "磁盘写"
      case .fullness: "最满磁盘"
      case .netIn: "网络流入"
      case .netOut: "网络流出"
      case .netFaults: "网络错误"
      case .retransmits: "重传"
      case .temperature: "温度"
      case .runQueue: "运行队列"
      }
    },
    short: { vital in
      switch vital {
      case .cpu: "CPU"
      case .user: "用户"
      case .system: "内核"
      case .iowait: "等待"
      case .steal: "占用"
      case .load: "负载"
      case .memory: "内存"
      case .swap: "交换"
      case .cpuPressure: "压力C"
      case .memoryPressure: "压力M"
      case .ioPressure: "压力IO"
      case .diskBusy: "繁忙"
      case .diskRead: "读"
      case .diskWrite: "写"
      case .fullness: "占满"
      case .netIn: "流入"
      case .netOut: "流出"
      case .netFaults: "错误"
      case .retransmits: "重传"
      case .temperature: "温度"
      case .runQueue: "队列"
      }
    },
    network: "网络", disk: "磁盘", pressure: "压力")
}

extension Phrases.Settings {
  static let chinese = Self(
    source: "数据源", series: "序列", interval: "间隔", theme: "主题", file: "文件", term: "术语", meaning: "含义",
    noSources: "还没有数据源", store: "存储", readOnly: "只读", sound: "正常", size: "大小", schema: "版本号",
    version: "程序版本", language: "语言", languageName: "中文")
}

extension Phrases.Trouble {
  static let chinese = Self(
    sentence: { trouble, detail in
      switch trouble {
      case .inaccessible: "无法打开存储（\(detail)）。请检查路径和权限，或用 --store 另指一个。"
      case .notAStore: "该文件不是 Binnacle 的存储。请用 --store 另指一个。"
      case .tooNew(let found, let known):
        "该存储由更新的 Binnacle 写成（版本 \(found)，本程序只识别到 \(known)）。请使用新版本，或用 --store 另指一个。"
      case .corrupt: "存储已损坏（\(detail)）。可恢复备份：binnacle restore FILE"
      case .locked: "其他程序锁住了存储。请关闭后重试。"
      case .full: "磁盘已满，无法保存。请腾出空间。"
      case .readOnly: "存储只能读取。请用 --read-only，或用 --store 另指一个。"
      case .watched(let pid): "进程 \(pid) 正在值守该存储。请先停止它。"
      case .failed: "存储无法工作：\(detail)"
      }
    }, needsTerminal: "控制台需要终端；没有终端时可用 binnacle status、nodes、alerts 等命令和 binnacle watch",
    unknownTerminal: { "终端“\($0)”未知或过于简单；请设置 TERM，例如 TERM=xterm-256color" })
}
