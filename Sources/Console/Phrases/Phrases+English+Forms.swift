import Roadmap

extension Phrases.Forms {
  static let english = Self(
    title: { kind in
      switch kind {
      case .silence: "Silence"
      case .comment: "Comment"
      case .observe: "Enter a value"
      case .set: "Edit"
      case .pin: "Save as a panel"
      case .enact: "Alert when"
      case .assign: "Assign to"
      case .escalate: "Escalate to"
      case .drain: "Drain"
      case .migrate: "Move"
      case .whatIf: "What if"
      }
    },
    field: { purpose in
      switch purpose {
      case .duration: "For how long"
      case .reason: "Comment"
      case .value: "Value"
      case .day: "On"
      case .title: "Name"
      case .screen: "On screen"
      case .condition: "When it is"
      case .holdFor: "For at least"
      case .severity: "Severity"
      case .person, .rung: "Person"
      case .deadline: "Give up after"
      case .node: "To node"
      case .question: "What if"
      case .policy: "By policy"
      case .plan(.status): "Status"
      case .plan(.progress): "Progress"
      case .plan(.owner): "Owner"
      case .plan(.start): "Start"
      case .plan(.end): "End"
      case .plan(.note): "Note"
      case .plan(.delivered): "Delivered"
      case .plan(.waiver): "May stand because"
      case .plan(.launch): "Launch day"
      }
    },
    hint: { purpose in
      switch purpose {
      case .duration: "A duration such as 30m, 2h or 1d"
      case .reason: "What others should know"
      case .value: "A number such as 1,200, 9600万, 85% or 4.5"
      case .title: "What people will call it"
      case .screen, .severity, .policy: "Left and right choose"
      case .person: "A name; empty for nobody"
      case .deadline: "A duration such as 10m; empty for no end"
      case .node: "A node's name; empty for the best"
      case .question: "Changes with ; between them; see above"
      case .rung: "A name or several with commas; empty for those who are next"
      case .condition: "Such as > 0.9 or == 0; empty where the expression compares itself"
      case .holdFor: "A duration such as 5m; 0 alerts at once"
      case .day, .plan(.start), .plan(.end), .plan(.launch): "A date such as 2026-03-14; empty takes it back"
      case .plan(.progress): "A percentage; empty has it computed from tasks and outputs"
      case .plan(.delivered): "How much of the amount there is"
      case .plan(.status), .plan(.owner), .plan(.note), .plan(.waiver): "Empty takes it back"
      }
    },
    expected: { purpose in
      switch purpose {
      case .duration, .deadline: "Expected a duration such as 2h"
      case .title: "Expected a name without \"/\""
      case .condition: "Expected a comparison such as > 0.9"
      case .holdFor: "Expected a duration such as 5m, or 0"
      case .screen, .severity, .person, .rung, .node, .question, .policy: "Expected something else"
      case .value, .plan(.delivered): "Expected a number"
      case .day, .plan(.start), .plan(.end), .plan(.launch): "Expected a date such as 2026-03-14"
      case .plan(.progress): "Expected a percentage from 0 to 100"
      case .reason: "Say something"
      case .plan(.status), .plan(.owner), .plan(.note), .plan(.waiver): "Expected something else"
      }
    },
    choose: "Left and right choose", keys: "Enter saves · Tab next field · Esc leaves",
    yesOrNo: "Do it? y or n",
    several: { "\($0) things" }, andMore: { "and \($0) more" },
    typeCount: { "Type \($0) and press Enter to do it:" },
    question: { kind in
      switch kind {
      case .acknowledge: "Acknowledge all of these?"
      case .silence: "Silence these alerts?"
      case .unsilence: "End the silence?"
      case .apply: "Do what is suggested?"
      case .resolve: "Call it resolved?"
      case .cordon: "Let nothing new come to these nodes?"
      case .uncordon: "Let these nodes be used again?"
      case .balance: "Move units from full nodes to emptier ones?"
      case .consolidate(let nodes, let moves, _):
        "Empty \(nodes == 1 ? "a node" : "\(nodes) nodes") by \(moves == 1 ? "1 move" : "\(moves) moves")?"
      case .run: "Run this command?"
      }
    },
    consequence: { kind in
      switch kind {
      case .acknowledge: "You take them on: everyone sees your name beside them."
      case .silence: "Nobody is told of them until the silence ends."
      case .unsilence: "The alert counts again from now on."
      case .apply:
        "You say that it is done, and it is written down with what it is foreseen to come to. What it did come to is measured some minutes later."
      case .resolve: "It leaves the queue until its condition has been gone once. This cannot be undone."
      case .cordon: "What is on them stays; nothing new comes until they are let go again."
      case .uncordon: "Units may come to them from now on."
      case .balance:
        "Each unit is loaded on its new node before it leaves the old one. Those that moved in the last ten minutes stay."
      case .consolidate(_, _, let saving):
        (saving.map { "What becomes empty costs \($0) an hour. " } ?? "")
          + "The others stay below 80 % full. Each unit is loaded on its new node before it leaves the old one."
      case .run: "It changes something on this host, and is written down under your name."
      }
    })
}
