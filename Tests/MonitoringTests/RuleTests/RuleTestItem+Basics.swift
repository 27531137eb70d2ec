// Every item is put to promtool as well.
extension RuleTestItem {
  static let basics = [
    RuleTestItem(
      "an alert fires when it has waited",
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5"}], "alert_rule_test": [{"eval_time": "1m", "alertname": "High", "exp_alerts":
        []}, {"eval_time": "2m", "alertname": "High", "exp_alerts": [{"exp_labels":
        {"severity": "page", "instance": "a"}, "exp_annotations": {"summary": "a at 2"}}]}]
        """#),
    RuleTestItem(
      "an alert that is still pending is none", holds: false,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5"}], "alert_rule_test": [{"eval_time": "1m", "alertname": "High", "exp_alerts":
        [{"exp_labels": {"severity": "page", "instance": "a"}, "exp_annotations":
        {"summary": "a at 2"}}]}]
        """#),
    RuleTestItem(
      "a text that is another", holds: false,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5"}], "alert_rule_test": [{"eval_time": "3m", "alertname": "High", "exp_alerts":
        [{"exp_labels": {"severity": "page", "instance": "a"}, "exp_annotations":
        {"summary": "a at 3"}}]}]
        """#),
    RuleTestItem(
      "a label that is missing from what is expected", holds: false,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5"}], "alert_rule_test": [{"eval_time": "3m", "alertname": "High", "exp_alerts":
        [{"exp_labels": {"instance": "a"}, "exp_annotations": {"summary": "a at 2"}}]}]
        """#),
    RuleTestItem(
      "texts that are not expected", holds: false,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5"}], "alert_rule_test": [{"eval_time": "3m", "alertname": "High", "exp_alerts":
        [{"exp_labels": {"severity": "page", "instance": "a"}}]}]
        """#),
    RuleTestItem(
      "a time between two evaluations means the one before",
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5"}], "alert_rule_test": [{"eval_time": "1m59s", "alertname": "High",
        "exp_alerts": []}, {"eval_time": "2m59s", "alertname": "High", "exp_alerts":
        [{"exp_labels": {"severity": "page", "instance": "a"}, "exp_annotations":
        {"summary": "a at 2"}}]}]
        """#),
    RuleTestItem(
      "alerts of two series in any order",
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5"}, {"series": "load{instance=\"b\"}", "values": "3+1x5"}], "alert_rule_test":
        [{"eval_time": "3m", "alertname": "High", "exp_alerts": [{"exp_labels":
        {"severity": "page", "instance": "b"}, "exp_annotations": {"summary": "b at 6"}},
        {"exp_labels": {"severity": "page", "instance": "a"}, "exp_annotations":
        {"summary": "a at 2"}}]}]
        """#),
    RuleTestItem(
      "an alert too many", holds: false,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5"}, {"series": "load{instance=\"b\"}", "values": "3x5"}], "alert_rule_test":
        [{"eval_time": "3m", "alertname": "High", "exp_alerts": [{"exp_labels":
        {"severity": "page", "instance": "a"}, "exp_annotations": {"summary": "a at 2"}}]}]
        """#),
    RuleTestItem(
      "an alert that nobody has",
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5"}], "alert_rule_test": [{"eval_time": "3m", "alertname": "Low", "exp_alerts":
        []}]
        """#),
    RuleTestItem(
      "series with gaps and ends",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2 _ _ stale 2 _x6 2"}], "alert_rule_test": [{"eval_time": "0m", "alertname":
        "High", "exp_alerts": [{"exp_labels": {"instance": "a"}}]}, {"eval_time":
        "2m", "alertname": "High", "exp_alerts": [{"exp_labels": {"instance": "a"}}]},
        {"eval_time": "3m", "alertname": "High", "exp_alerts": []}, {"eval_time":
        "4m", "alertname": "High", "exp_alerts": [{"exp_labels": {"instance": "a"}}]},
        {"eval_time": "8m", "alertname": "High", "exp_alerts": [{"exp_labels":
        {"instance": "a"}}]}, {"eval_time": "10m", "alertname": "High", "exp_alerts": []}, {"eval_time":
        "11m", "alertname": "High", "exp_alerts": [{"exp_labels": {"instance":
        "a"}}]}]
        """#),
    RuleTestItem(
      "notations of values",
      rules: #"""
        {"name": "g", "rules": [{"record": "x", "expr": "load"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "1+2x3 5-1x2 7 1x2 -1x1 1e3 .5"}], "promql_expr_test": [{"expr": "x",
        "eval_time": "0m", "exp_samples": [{"labels": "x{instance=\"a\"}", "value":
        1}]}, {"expr": "x", "eval_time": "1m", "exp_samples": [{"labels": "x{instance=\"a\"}",
        "value": 3}]}, {"expr": "x", "eval_time": "2m", "exp_samples": [{"labels":
        "x{instance=\"a\"}", "value": 5}]}, {"expr": "x", "eval_time": "3m", "exp_samples":
        [{"labels": "x{instance=\"a\"}", "value": 7}]}, {"expr": "x", "eval_time":
        "4m", "exp_samples": [{"labels": "x{instance=\"a\"}", "value": 5}]}, {"expr":
        "x", "eval_time": "5m", "exp_samples": [{"labels": "x{instance=\"a\"}",
        "value": 4}]}, {"expr": "x", "eval_time": "6m", "exp_samples": [{"labels":
        "x{instance=\"a\"}", "value": 3}]}, {"expr": "x", "eval_time": "7m", "exp_samples":
        [{"labels": "x{instance=\"a\"}", "value": 7}]}, {"expr": "x", "eval_time":
        "8m", "exp_samples": [{"labels": "x{instance=\"a\"}", "value": 1}]}, {"expr":
        "x", "eval_time": "9m", "exp_samples": [{"labels": "x{instance=\"a\"}",
        "value": 1}]}, {"expr": "x", "eval_time": "10m", "exp_samples": [{"labels":
        "x{instance=\"a\"}", "value": 1}]}, {"expr": "x", "eval_time": "11m", "exp_samples":
        [{"labels": "x{instance=\"a\"}", "value": -1}]}, {"expr": "x", "eval_time":
        "12m", "exp_samples": [{"labels": "x{instance=\"a\"}", "value": -1}]},
        {"expr": "x", "eval_time": "13m", "exp_samples": [{"labels": "x{instance=\"a\"}",
        "value": 1000}]}, {"expr": "x", "eval_time": "14m", "exp_samples": [{"labels":
        "x{instance=\"a\"}", "value": 0.5}]}]
        """#),
    RuleTestItem(
      "a value that is another", holds: false,
      rules: #"""
        {"name": "g", "rules": [{"record": "x", "expr": "load"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "1+2x3"}], "promql_expr_test": [{"expr": "x", "eval_time": "2m", "exp_samples":
        [{"labels": "x{instance=\"a\"}", "value": 5.0000001}]}]
        """#),
    RuleTestItem(
      "keep_firing_for",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "keep_firing_for":
        "2m"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2 0 0 0 0"}], "alert_rule_test": [{"eval_time": "2m", "alertname": "High",
        "exp_alerts": [{"exp_labels": {"instance": "a"}}]}, {"eval_time": "3m",
        "alertname": "High", "exp_alerts": []}]
        """#),
    RuleTestItem(
      "keep_firing_for and a series that ends",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "keep_firing_for":
        "2m"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2 stale"}], "alert_rule_test": [{"eval_time": "2m", "alertname": "High",
        "exp_alerts": [{"exp_labels": {"instance": "a"}}]}, {"eval_time": "3m",
        "alertname": "High", "exp_alerts": []}]
        """#),
    RuleTestItem(
      "the series of alerts",
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5 0"}], "promql_expr_test": [{"expr": "ALERTS", "eval_time": "1m", "exp_samples":
        [{"labels": "ALERTS{alertname=\"High\",alertstate=\"pending\",instance=\"a\",severity=\"page\"}",
        "value": 1}]}, {"expr": "ALERTS", "eval_time": "2m", "exp_samples": [{"labels":
        "ALERTS{alertname=\"High\",alertstate=\"firing\",instance=\"a\",severity=\"page\"}",
        "value": 1}]}, {"expr": "ALERTS", "eval_time": "6m", "exp_samples": []},
        {"expr": "ALERTS_FOR_STATE", "eval_time": "4m", "exp_samples": [{"labels":
        "ALERTS_FOR_STATE{alertname=\"High\",instance=\"a\",severity=\"page\"}",
        "value": 0}]}, {"expr": "count(ALERTS) or vector(0)", "eval_time": "7m",
        "exp_samples": [{"labels": "{}", "value": 0}]}]
        """#),
    RuleTestItem(
      "since when an alert holds",
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "0 0 2x5"}], "promql_expr_test": [{"expr": "ALERTS_FOR_STATE", "eval_time":
        "3m", "exp_samples": [{"labels": "ALERTS_FOR_STATE{alertname=\"High\",instance=\"a\",severity=\"page\"}",
        "value": 120}]}]
        """#),
    RuleTestItem(
      "rules on alerts",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "for": "2m",
        "labels": {"severity": "page"}, "annotations": {"summary": "{{ $labels.instance }} at {{ $value }}"}},
        {"alert": "Many", "expr": "count(ALERTS{alertstate=\"firing\"}) >= 1"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x5"}], "alert_rule_test": [{"eval_time": "1m", "alertname": "Many", "exp_alerts":
        []}, {"eval_time": "2m", "alertname": "Many", "exp_alerts": [{"exp_labels":
        {}}]}]
        """#),
    RuleTestItem(
      "a rule of one group on alerts of one before",
      rules: #"""
        {"name": "first", "rules": [{"alert": "High", "expr": "load > 1", "for":
        "2m", "labels": {"severity": "page"}, "annotations": {"summary": "{{ $labels.instance }} at {{ $value }}"}}]},
        {"name": "second", "rules": [{"alert": "Many", "expr": "count(ALERTS) >= 1"}]}
        """#,
      test: #"""
        {"rule_files": ["rules.json"], "group_eval_order": ["first", "second"],
        "tests": [{"interval": "1m", "input_series": [{"series": "load{instance=\"a\"}",
        "values": "2x5"}], "alert_rule_test": [{"eval_time": "0m", "alertname":
        "Many", "exp_alerts": [{"exp_labels": {}}]}]}]}
        """#),
    RuleTestItem(
      "the order of groups",
      rules: #"""
        {"name": "a", "rules": [{"record": "y", "expr": "x * 2"}]}, {"name": "b",
        "rules": [{"record": "x", "expr": "load"}]}
        """#,
      test: #"""
        {"rule_files": ["rules.json"], "group_eval_order": ["b", "a"], "tests":
        [{"interval": "1m", "input_series": [{"series": "load{instance=\"a\"}",
        "values": "1+1x5"}], "promql_expr_test": [{"expr": "y", "eval_time": "3m",
        "exp_samples": [{"labels": "y{instance=\"a\"}", "value": 8}]}]}]}
        """#),
    RuleTestItem(
      "the order of groups turned", holds: false,
      rules: #"""
        {"name": "a", "rules": [{"record": "y", "expr": "x * 2"}]}, {"name": "b",
        "rules": [{"record": "x", "expr": "load"}]}
        """#,
      test: #"""
        {"rule_files": ["rules.json"], "group_eval_order": ["a", "b"], "tests":
        [{"interval": "1m", "input_series": [{"series": "load{instance=\"a\"}",
        "values": "1+1x5"}], "promql_expr_test": [{"expr": "y", "eval_time": "3m",
        "exp_samples": [{"labels": "y{instance=\"a\"}", "value": 8}]}]}]}
        """#),
    RuleTestItem(
      "labels that are filled in",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "labels":
        {"host": "{{ $labels.instance | toUpper }}", "level": "{{ if gt $value 5.0 }}page{{ else }}ticket{{ end }}",
        "none": "{{ $labels.foo }}"}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2 9"}], "alert_rule_test": [{"eval_time": "0m", "alertname": "High", "exp_alerts":
        [{"exp_labels": {"instance": "a", "host": "A", "level": "ticket"}}]}, {"eval_time":
        "1m", "alertname": "High", "exp_alerts": [{"exp_labels": {"instance": "a",
        "host": "A", "level": "page"}}]}]
        """#),
    RuleTestItem(
      "a label that is filled in with nothing",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "labels":
        {"none": "{{ $labels.foo }}"}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2 9"}], "promql_expr_test": [{"expr": "ALERTS", "eval_time": "0m", "exp_samples":
        [{"labels": "ALERTS{alertname=\"High\",alertstate=\"firing\",instance=\"a\",none=\"{{ $labels.foo }}\"}",
        "value": 1}]}]
        """#),
    RuleTestItem(
      "an alert whose labels change waits anew",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "for": "2m",
        "labels": {"level": "{{ $value }}"}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2 2 3 3 3"}], "alert_rule_test": [{"eval_time": "2m", "alertname": "High",
        "exp_alerts": []}, {"eval_time": "3m", "alertname": "High", "exp_alerts":
        []}, {"eval_time": "4m", "alertname": "High", "exp_alerts": [{"exp_labels":
        {"instance": "a", "level": "3"}}]}]
        """#),
    RuleTestItem(
      "labels of a rule win over those of its series",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "labels":
        {"instance": "all"}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x3"}], "alert_rule_test": [{"eval_time": "1m", "alertname": "High", "exp_alerts":
        [{"exp_labels": {"instance": "all"}}]}]
        """#),
    RuleTestItem(
      "labels that leave two alerts the same", holds: false,
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "labels":
        {"instance": "all"}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x3"}, {"series": "load{instance=\"b\"}", "values": "3x3"}], "alert_rule_test":
        [{"eval_time": "1m", "alertname": "High", "exp_alerts": [{"exp_labels":
        {"instance": "all"}}]}]
        """#),
  ]
}
