// Every item is put to promtool as well.
extension RuleTestItem {
  static let further = [
    RuleTestItem(
      "no more alerts than the limit",
      rules: #"""
        {"name": "g", "limit": 2, "rules": [{"alert": "High", "expr": "load > 1"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x3"}, {"series": "load{instance=\"b\"}", "values": "3x3"}], "alert_rule_test":
        [{"eval_time": "1m", "alertname": "High", "exp_alerts": [{"exp_labels":
        {"instance": "a"}}, {"exp_labels": {"instance": "b"}}]}]
        """#),
    RuleTestItem(
      "more alerts than the limit", holds: false,
      rules: #"""
        {"name": "g", "limit": 1, "rules": [{"alert": "High", "expr": "load > 1"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x3"}, {"series": "load{instance=\"b\"}", "values": "3x3"}], "alert_rule_test":
        [{"eval_time": "1m", "alertname": "High", "exp_alerts": []}]
        """#),
    RuleTestItem(
      "more series than the limit", holds: false,
      rules: #"""
        {"name": "g", "limit": 1, "rules": [{"record": "x", "expr": "load"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2x3"}, {"series": "load{instance=\"b\"}", "values": "3x3"}], "promql_expr_test":
        [{"expr": "count(load)", "eval_time": "1m", "exp_samples": [{"labels":
        "{}", "value": 2}]}]
        """#),
    RuleTestItem(
      "recorded series end",
      rules: #"""
        {"name": "g", "rules": [{"record": "x", "expr": "load > 1"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2 2 0 2"}], "promql_expr_test": [{"expr": "x", "eval_time": "1m", "exp_samples":
        [{"labels": "x{instance=\"a\"}", "value": 2}]}, {"expr": "x", "eval_time":
        "2m", "exp_samples": []}, {"expr": "x", "eval_time": "3m", "exp_samples":
        [{"labels": "x{instance=\"a\"}", "value": 2}]}]
        """#),
    RuleTestItem(
      "recorded labels",
      rules: #"""
        {"name": "g", "rules": [{"record": "x", "expr": "load", "labels": {"team":
        "core", "instance": ""}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2"}], "promql_expr_test": [{"expr": "x", "eval_time": "0m", "exp_samples":
        [{"labels": "x{team=\"core\"}", "value": 2}]}]
        """#),
    RuleTestItem(
      "texts with functions",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "annotations":
        {"a": "{{ humanize $value }} {{ $value | humanize1024 }}B {{ humanizeDuration $value }}",
        "b": "{{ humanizePercentage 0.847 }} {{ printf \"%.2f\" $value }} {{ title \"ab cd\" }}",
        "c": "{{ with query \"load\" }}{{ . | first | value }}{{ end }}{{ range query \"load\" }}[{{ .Labels.instance }}]{{ end }}"}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "12345"}], "alert_rule_test": [{"eval_time": "0m", "alertname": "High",
        "exp_alerts": [{"exp_labels": {"instance": "a"}, "exp_annotations": {"a":
        "12.35k 12.06kiB 3h 25m 45s", "b": "84.7% 12345.00 Ab Cd", "c": "12345[a]"}}]}]
        """#),
    RuleTestItem(
      "a text that asks for too much", holds: false,
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "annotations":
        {"a": "{{ query \"nothing\" | first }}"}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "12345"}], "alert_rule_test": [{"eval_time": "0m", "alertname": "High",
        "exp_alerts": [{"exp_labels": {"instance": "a"}, "exp_annotations": {"a":
        ""}}]}]
        """#),
    RuleTestItem(
      "external labels",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "labels":
        {"r": "{{ $externalLabels.region }}"}, "annotations": {"a": "{{ $externalURL }}"}}]}
        """#,
      test: #"""
        "external_labels": {"region": "eu"}, "external_url": "http://x/y", "interval":
        "1m", "input_series": [{"series": "load{instance=\"a\"}", "values": "2"}],
        "alert_rule_test": [{"eval_time": "0m", "alertname": "High", "exp_alerts":
        [{"exp_labels": {"instance": "a", "r": "eu"}, "exp_annotations": {"a":
        "http://x/y"}}]}]
        """#),
    RuleTestItem(
      "what is absent",
      rules: #"""
        {"name": "g", "rules": [{"alert": "Gone", "expr": "absent(up{job=\"x\"})",
        "for": "1m"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "up{job=\"x\"}", "values":
        "_x2 1 stale"}], "alert_rule_test": [{"eval_time": "0m", "alertname": "Gone",
        "exp_alerts": []}, {"eval_time": "1m", "alertname": "Gone", "exp_alerts":
        [{"exp_labels": {"job": "x"}}]}, {"eval_time": "2m", "alertname": "Gone",
        "exp_alerts": []}, {"eval_time": "3m", "alertname": "Gone", "exp_alerts":
        []}, {"eval_time": "4m", "alertname": "Gone", "exp_alerts": [{"exp_labels":
        {"job": "x"}}]}]
        """#),
    RuleTestItem(
      "rates",
      rules: #"""
        {"name": "g", "rules": [{"record": "r", "expr": "rate(c_total[5m])"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "c_total", "values": "0+60x10"}],
        "promql_expr_test": [{"expr": "r", "eval_time": "5m", "exp_samples": [{"labels":
        "r", "value": 1}]}, {"expr": "increase(c_total[4m])", "eval_time": "8m",
        "exp_samples": [{"labels": "{}", "value": 240}]}]
        """#),
    RuleTestItem(
      "an expression that fails", holds: false,
      rules: #"""
        {"name": "g", "rules": [{"record": "x", "expr": "load"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "1"}, {"series": "load{instance=\"b\"}", "values": "2"}], "promql_expr_test":
        [{"expr": "load + on() load", "eval_time": "0m", "exp_samples": []}]
        """#),
    RuleTestItem(
      "a rule that fails", holds: false,
      rules: #"""
        {"name": "g", "rules": [{"record": "x", "expr": "load + on() load"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "1"}, {"series": "load{instance=\"b\"}", "values": "2"}], "promql_expr_test":
        [{"expr": "load", "eval_time": "0m", "exp_samples": []}]
        """#),
    RuleTestItem(
      "two rules of one name",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "labels":
        {"severity": "warning"}}, {"alert": "High", "expr": "load > 2", "labels":
        {"severity": "critical"}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2 3 2 3 0"}], "alert_rule_test": [{"eval_time": "0m", "alertname": "High",
        "exp_alerts": [{"exp_labels": {"instance": "a", "severity": "warning"}}]},
        {"eval_time": "1m", "alertname": "High", "exp_alerts": [{"exp_labels":
        {"instance": "a", "severity": "warning"}}, {"exp_labels": {"instance":
        "a", "severity": "critical"}}]}, {"eval_time": "2m", "alertname": "High",
        "exp_alerts": [{"exp_labels": {"instance": "a", "severity": "warning"}}]},
        {"eval_time": "4m", "alertname": "High", "exp_alerts": []}]
        """#),
    RuleTestItem(
      "an unknown member", holds: false,
      test: #"""
        "whatever": 1, "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}",
        "values": "2"}]
        """#),
    RuleTestItem(
      "values that are none", holds: false,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2 x"}]
        """#),
    RuleTestItem(
      "series that are none", holds: false,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{", "values": "2"}]
        """#),
    RuleTestItem(
      "a duration that is none", holds: false,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2"}], "alert_rule_test": [{"eval_time": "soon", "alertname": "High", "exp_alerts":
        []}]
        """#),
    RuleTestItem(
      "an alert test without a name", holds: false,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2"}], "alert_rule_test": [{"eval_time": "1m", "exp_alerts": []}]
        """#),
    RuleTestItem(
      "a rule file that is none", holds: false,
      rules: #"""
        {"name": "g", "rules": [{"alert": "X", "expr": "load >"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2"}], "alert_rule_test": [{"eval_time": "1m", "alertname": "X", "exp_alerts":
        []}]
        """#),
    RuleTestItem(
      "a template that is none", holds: false,
      rules: #"""
        {"name": "g", "rules": [{"alert": "X", "expr": "load", "annotations": {"a":
        "{{ nothing }}"}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2"}], "alert_rule_test": [{"eval_time": "1m", "alertname": "X", "exp_alerts":
        []}]
        """#),
    RuleTestItem(
      "groups of one name in a file", holds: false,
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "for": "2m",
        "labels": {"severity": "page"}, "annotations": {"summary": "{{ $labels.instance }} at {{ $value }}"}}]},
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "for": "2m",
        "labels": {"severity": "page"}, "annotations": {"summary": "{{ $labels.instance }} at {{ $value }}"}}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2"}], "alert_rule_test": [{"eval_time": "1m", "alertname": "X", "exp_alerts":
        []}]
        """#),
    RuleTestItem(
      "an order that names a group twice", holds: false,
      test: #"""
        {"rule_files": ["rules.json"], "group_eval_order": ["g", "g"], "tests":
        []}
        """#),
    RuleTestItem(
      "an evaluation interval",
      test: #"""
        {"rule_files": ["rules.json"], "evaluation_interval": "30s", "tests": [{"interval":
        "1m", "input_series": [{"series": "load{instance=\"a\"}", "values": "2x5"}],
        "alert_rule_test": [{"eval_time": "90s", "alertname": "High", "exp_alerts":
        []}, {"eval_time": "2m", "alertname": "High", "exp_alerts": [{"exp_labels":
        {"severity": "page", "instance": "a"}, "exp_annotations": {"summary": "a at 2"}}]}]}]}
        """#),
    RuleTestItem(
      "another interval of series",
      test: #"""
        {"rule_files": ["rules.json"], "evaluation_interval": "1m", "tests": [{"name":
        "fast", "interval": "10s", "input_series": [{"series": "load{instance=\"a\"}",
        "values": "0 0 0 0 0 0 0 2x30"}], "alert_rule_test": [{"eval_time": "3m",
        "alertname": "High", "exp_alerts": []}, {"eval_time": "4m", "alertname":
        "High", "exp_alerts": [{"exp_labels": {"severity": "page", "instance":
        "a"}, "exp_annotations": {"summary": "a at 2"}}]}]}]}
        """#),
    RuleTestItem(
      "nothing to test",
      test: #"""
        {"rule_files": ["rules.json"], "tests": []}
        """#),
    RuleTestItem(
      "values that are no numbers",
      rules: #"""
        {"name": "g", "rules": [{"record": "x", "expr": "load"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "Inf -Inf 1"}], "promql_expr_test": [{"expr": "x > bool 1", "eval_time":
        "0m", "exp_samples": [{"labels": "{instance=\"a\"}", "value": 1}]}, {"expr":
        "x > bool 1", "eval_time": "1m", "exp_samples": [{"labels": "{instance=\"a\"}",
        "value": 0}]}]
        """#),
    RuleTestItem(
      "group labels",
      rules: #"""
        {"name": "g", "rules": [{"alert": "High", "expr": "load > 1 and load < 100"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "2 200"}], "alert_rule_test": [{"eval_time": "0m", "alertname": "High",
        "exp_alerts": [{"exp_labels": {"instance": "a"}}]}, {"eval_time": "1m",
        "alertname": "High", "exp_alerts": []}]
        """#),
    RuleTestItem(
      "subqueries step by the evaluation interval",
      rules: #"""
        {"name": "g", "rules": [{"record": "m", "expr": "max_over_time(load[3m:])"}]}
        """#,
      test: #"""
        "interval": "1m", "input_series": [{"series": "load{instance=\"a\"}", "values":
        "1 0 5 2 1"}], "promql_expr_test": [{"expr": "m", "eval_time": "4m", "exp_samples":
        [{"labels": "m{instance=\"a\"}", "value": 5}]}, {"expr": "m", "eval_time":
        "3m", "exp_samples": [{"labels": "m{instance=\"a\"}", "value": 5}]}]
        """#),
  ]
}
