import Basics
import Model
import Monitoring
import Roadmap

extension Phrases.LogWords {
  static let english = Self(
    event: { kind in
      switch kind {
      case .alertPending: "pending"
      case .alertFiring: "firing"
      case .alertResolved: "resolved"
      case .alertExpired: "passed"
      case .incidentEscalated: "people told"
      case .orderDone: "order"
      case .orderRefused: "refused"
      case .nodeSeen: "new node"
      case .nodeLost: "node silent"
      case .nodeBack: "node back"
      case .nodeRestarted: "node restarted"
      case .watchTaken: "watch taken by process"
      case .clockStepped: "clock set by"
      case .factsLoaded: "programmes loaded:"
      case .sourceFailed: "source fails"
      case .sourceRecovered: "source back"
      case .bottleneckFound: "bottleneck"
      case .bottleneckGone: "bottleneck gone"
      case .effectMeasured: "effect measured"
      case .storeFailed: "store fails"
      case .storeRecovered: "store back"
      case .notified: "told"
      case .notificationFailed: "could not tell"
      }
    },
    verb: { verb in
      switch verb {
      case .acknowledge: "acknowledge"
      case .unacknowledge: "give back"
      case .silence: "silence"
      case .unsilence: "end silence"
      case .resolve: "resolve"
      case .comment: "comment"
      case .set: "set"
      case .observe: "observe"
      case .withdraw: "withdraw"
      case .add: "add"
      case .remove: "remove"
      case .pin: "save panel"
      case .apply: "apply"
      case .unpin: "remove panel"
      case .enact: "make rule"
      case .repeal: "end rule"
      case .assign: "assign"
      case .escalate: "escalate"
      case .merge: "merge"
      case .split: "split"
      case .link: "link"
      case .unlink: "unlink"
      case .tick: "tick"
      case .untick: "untick"
      case .run: "run"
      }
    },
    pending: "waiting", done: "done",
    refusal: { outcome in
      let parts = outcome.split(separator: " ", maxSplits: 1)
      let about = parts.count > 1 ? " \(parts[1])" : ""
      switch parts.first {
      case "no_such_alert": return "no such alert any more"
      case "no_such_item": return "there is no\(about)"
      case "no_such_field": return "there is no field\(about)"
      case "no_such_indicator": return "there is no indicator\(about)"
      case "already_taken": return "already taken on by\(about)"
      case "no_such_reading": return "that reading is gone"
      case "no_such_silence": return "that silence is over"
      case "misplaced_field": return "cannot be set here:\(about)"
      case "bad_status": return "not a status:\(about)"
      case "bad_progress": return "not a percentage:\(about)"
      case "bad_date": return "not a date:\(about)"
      case "future_date": return "lies in the future:\(about)"
      case "bad_amount", "bad_value": return "not a number:\(about)"
      case "bad_duration": return "not a duration:\(about)"
      case "end_before_start": return "the end would lie before the start:\(about)"
      case "already_undone": return "undone already"
      case "source_exists": return "there is a source of that name already:\(about)"
      case "no_such_source": return "there is no source\(about)"
      case "bad_name": return "cannot be a name:\(about)"
      case "bad_kind": return "not a kind of source:\(about)"
      case "bad_address": return "not an address such as http://host:9100/metrics:\(about)"
      case "bad_path": return "not an absolute path:\(about)"
      case "bad_interval": return "an interval lies between 1s and 1d:\(about)"
      case "bad_timeout": return "a timeout is no longer than the interval:\(about)"
      case "bad_label": return "not a label's name:\(about)"
      case "bad_options": return "not options of a source:\(about)"
      case "two_credentials": return "a token and a user exclude each other:\(about)"
      case "half_certificate": return "a certificate and its key go together:\(about)"
      case "rule_exists": return "there is a rule of that name already:\(about)"
      case "bad_rule": return "not a rule:\(about)"
      case "no_such_rule": return "there is no saved rule\(about)"
      case "no_such_suggestion": return "there is no such suggestion any more:\(about)"
      case "already_applied": return "done already:\(about)"
      case "no_such_panel": return "there is no panel\(about)"
      case "bad_panel": return "not a panel:\(about)"
      case "no_such_incident": return "there is no incident\(about)"
      case "incident_resolved": return "that incident is over:\(about)"
      case "incident_itself": return "an incident is no part of itself:\(about)"
      case "incident_merged": return "merged already:\(about)"
      case "incident_not_merged": return "not merged into another:\(about)"
      case "incident_not_linked": return "not linked:\(about)"
      case "empty_text": return "there is nothing to say:\(about)"
      case "nobody_to_tell": return "there is nobody further to tell: name somebody\(about)"
      case "bad_matchers": return "its conditions cannot be read:\(about)"
      case "covers_everything":
        return "every condition holds too where its label is missing; name one that must be there:\(about)"
      case "nothing_in_common": return "its alerts have no label in common that a silence could name:\(about)"
      case "not_for_incidents": return "this cannot be ordered of an incident:\(about)"
      case "no_such_runbook": return "there is no runbook\(about)"
      default: return outcome
      }
    })
}
