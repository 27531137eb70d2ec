import Basics
import Monitoring
import Telemetry
import Testing

// What is expected here was printed by Prometheus's own promtool (2.42).
@Suite struct TemplateTests {
  private static let labels: Labels = ["__name__": "up", "job": "x"]

  private func expanded(_ text: String, _ value: Double = 0) throws -> String {
    var surroundings = TemplateContext.Surroundings(
      externalLabels: ["region": "eu"], externalURL: "http://ops.example/binnacle", now: second(1_500_000_000)
    )
    surroundings.query = { text throws(QueryFault) in
      text == "up"
        ? [VectorSample(labels: Self.labels, value: 1), VectorSample(labels: ["job": "a"], value: 2)] : []
    }
    return try Template(text).shown(in: TemplateContext(labels: Self.labels, value: value, surroundings))
  }

  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("{{ $labels.job }}", "x"), ("on {{$labels.job}}!", "on x!"),
    ("{{ $labels.nothing }}", ""), ("{{ .Labels.job }}", "x"), ("{{ $labels.__name__ }}", "up"),
    ("{{ $value }}", "1.5"), ("{{ .Value }}{{ $value }}", "1.51.5"), ("a } b { c", "a } b { c"),
    ("{ {{ $value }} }", "{ 1.5 }"), ("到 {{ $value }} 了", "到 1.5 了"), ("x }} y", "x }} y"),
    ("{{ $labels }}", "map[__name__:up job:x]"), ("{{ $externalLabels.region }}", "eu"),
    ("{{ \"}}\" }}", "}}"), ("{{ `a\\n` }}{{ \"b\\tc\\u00e4\" }}", "a\\nb\tcä"),
  ])
  func `places are filled in`(text: String, result: String) throws {
    #expect(try expanded(text, 1.5) == result)
  }

  @Test(arguments: [
    ("a  {{- /* c */ -}}  b {{- 1 -}} c", "ab1c"), ("{{ /* c */ }}", "unclosed"), ("{{/* c */}}x", "x"),
    ("{{ if gt $value 5.0 }}big{{ else if eq $value 1.5 }}one{{ else }}small{{ end }}", "one"),
    ("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"),
    ("{{ if true }}{{ $x := 1 }}{{ $x }}{{ end }}", "1"),
    ("{{ with $labels.job }}{{ . }}{{ end }}{{ with \"\" }}x{{ else }}y{{ end }}", "xy"),
    ("{{ range query \"up\" }}{{ .Labels.job }}={{ .Value }};{{ end }}", "x=1;a=2;"),
    ("{{ range $i, $e := query \"up\" }}{{ $i }}{{ $e.Value }} {{ else }}none{{ end }}", "01 12 "),
    ("{{ range query \"down\" }}a{{ else }}none{{ end }}", "none"),
    ("{{ range query \"up\" }}{{ .Value }}{{ break }}{{ end }}", "1"),
    ("{{ range query \"up\" }}{{ continue }}{{ .Value }}{{ end }}", ""),
    ("{{ range $k, $v := $labels }}{{ $k }}{{ $v }} {{ end }}", "__name__up jobx "),
    ("{{ query \"up\" | first | value }} {{ query \"up\" | first | label \"job\" }}", "1 x"),
    ("{{ (query \"up\" | first).Value }}", "1"),
    ("{{ range sortByLabel \"job\" (query \"up\") }}{{ .Labels.job }}{{ end }}", "ax"),
    ("{{ define \"x\" }}[{{ . }}]{{ end }}{{ template \"x\" 5 }}", "[5]"),
    ("{{ define \"y\" }}{{ .arg0 }}-{{ .arg1 }}{{ end }}{{ template \"y\" (args 1 \"b\") }}", "1-b"),
  ])
  func `branches, loops and variables work as in Go`(text: String, result: String) throws {
    // A comment must begin right behind the braces.
    if result == "unclosed" {
      #expect(throws: Template.Fault.self) { try Template("{{ /* c }}") }
    } else {
      #expect(try expanded(text, 1.5) == result)
    }
  }

  @Test(arguments: [
    ("{{ and 1 0 }} {{ or 0 \"x\" }} {{ not 1 }}", "0 x false"),
    ("{{ lt 1 2 }} {{ le \"a\" \"b\" }} {{ ne 1.5 1.5 }} {{ eq \"a\" \"b\" \"a\" }}", "true true false true"),
    (
      "{{ index $labels \"job\" }} {{ len $labels }} {{ len \"häu\" }} {{ slice \"abcdef\" 1 3 }}", "x 2 4 bc"
    ),
    ("{{ print 1 2 \"x\" 3 4.5 true nil }}", "1 2x3 4.5 true <nil>"), ("{{ println 1 }}", "1\n"),
    ("{{ 'a' }} {{ 0x10 }} {{ 1e3 }} {{ 1_000 }} {{ true }} {{ -5 }}", "97 16 1000 1000 true -5"),
    ("{{ 1 | printf \"%d-%d\" 2 }}", "2-1"),
    (
      "{{ printf \"%5s|%-5s|%05d|%x|%t|%c|%U|%o|%b\" \"a\" \"b\" 42 255 true 65 65 8 5 }}",
      "    a|b    |00042|ff|true|A|U+0041|10|101"
    ),
    ("{{ printf \"%d %d\" 1 }} {{ printf \"%d\" 1 2 }}", "1 %!d(MISSING) 1%!(EXTRA int=2)"),
    ("{{ printf \"%z\" 1 }} {{ printf \"%s\" 1 }}", "%!z(int=1) %!s(int=1)"),
    ("{{ printf \"%d\" $value }} {{ printf \"%q\" \"a\" }}", "%!d(float64=1.5) \"a\""),
    ("{{ title \"hello wORLD it's a-b\" }} {{ toUpper \"äa\" }}", "Hello WORLD It'S A-B ÄA"),
    ("{{ reReplaceAll \"(a+)(b?)\" \"<$1${2}x>\" \"aabcab\" }}", "<aabx>c<abx>"),
    ("{{ reReplaceAll \"x*\" \"-\" \"abxc\" }}", "-a-b-c-"), ("{{ match \"a.*\" \"xab\" }}", "true"),
    (
      "{{ stripPort \"a.b.c:90\" }} {{ stripDomain \"a.b.c:90\" }} {{ stripDomain \"1.2.3.4:90\" }}",
      "a.b.c a:90 1.2.3.4:90"
    ),
    ("{{ stripPort \"[::1]:9\" }} {{ stripDomain \"a.b\" }}", "::1 a"),
    ("{{ parseDuration \"1h30m\" }} {{ toTime 1.5e9 }}", "5400 2017-07-14 02:40:00 +0000 UTC"),
    ("{{ html \"<a>&\" }} {{ urlquery \"a b&c\" }} {{ js \"it's\" }}", "&lt;a&gt;&amp; a+b%26c it\\'s"),
    ("{{ safeHtml \"<b>\" }} {{ toLower \"AB\" }}", "<b> ab"),
    ("{{ toDuration 5400 }} {{ now }}", "1h30m0s 1.5e+09"),
    ("{{ graphLink \"up == 1\" }}", "/graph?g0.expr=up+%3D%3D+1&g0.tab=0"),
    ("{{ externalURL }} {{ pathPrefix }}", "http://ops.example/binnacle /binnacle"),
    ("{{ humanize \"1234\" }} {{ humanize 5 }}", "1.234k 5"),
  ])
  func `functions come to what they do in Prometheus`(text: String, result: String) throws {
    #expect(try expanded(text, 1.5) == result)
  }

  /// Value, `$value`, humanize, humanize1024, humanizeDuration, humanizePercentage, `%.3g|%e`.
  private static let figures: [(Double, String)] = [
    (0, "0 0 0 0s 0% 0|0.000000e+00"), (1, "1 1 1 1s 100% 1|1.000000e+00"),
    (1.5, "1.5 1.5 1.5 1.5s 150% 1.5|1.500000e+00"),
    (100_000, "100000 100k 97.66ki 1d 3h 46m 40s 1e+07% 1e+05|1.000000e+05"),
    (1e6, "1e+06 1M 976.6ki 11d 13h 46m 40s 1e+08% 1e+06|1.000000e+06"),
    (123_456_789, "1.23456789e+08 123.5M 117.7Mi 1428d 21h 33m 9s 1.235e+10% 1.23e+08|1.234568e+08"),
    (0.0001, "0.0001 100u 0.0001 100us 0.01% 0.0001|1.000000e-04"),
    (0.00001, "1e-05 10u 1e-05 10us 0.001% 1e-05|1.000000e-05"),
    (1_234_567.891, "1.234567891e+06 1.235M 1.177Mi 14d 6h 56m 7s 1.235e+08% 1.23e+06|1.234568e+06"),
    (.nan, "NaN NaN NaN NaN NaN% NaN|NaN"), (.infinity, "+Inf +Inf +Inf +Inf +Inf% +Inf|+Inf"),
    (-.infinity, "-Inf -Inf -Inf -Inf -Inf% -Inf|-Inf"), (-2, "-2 -2 -2 -2s -200% -2|-2.000000e+00"),
    (0.847, "0.847 847m 0.847 847ms 84.7% 0.847|8.470000e-01"),
  ]

  @Test(arguments: figures.indices) func `numbers are written as in Prometheus`(place: Int) throws {
    let (value, result) = Self.figures[place]
    let text = """
      {{ $value }} {{ $value | humanize }} {{ humanize1024 $value }} {{ humanizeDuration $value }} \
      {{ humanizePercentage $value }} {{ printf "%.3g|%e" $value $value }}
      """
    #expect(try expanded(text, value) == result)
  }

  @Test(arguments: [
    (0.0, "1970-01-01 00:00:00 +0000 UTC"), (1.5, "1970-01-01 00:00:01.5 +0000 UTC"), (.nan, "NaN"),
    (1e6, "1970-01-12 13:46:40 +0000 UTC"), (-2, "1969-12-31 23:59:58 +0000 UTC"), (.infinity, "+Inf"),
  ])
  func `a time is written as Go does`(value: Double, result: String) throws {
    #expect(try expanded("{{ humanizeTimestamp $value }}", value) == result)
  }

  @Test(arguments: [
    1e15, 1e16, 9.3e18, 1e19, -1e19, 1e300, -.greatestFiniteMagnitude, .leastNonzeroMagnitude,
  ])
  func `no value is too much for any filter`(value: Double) throws {
    for filter in [
      "humanize", "humanize1024", "humanizePercentage", "humanizeDuration", "humanizeTimestamp", "toDuration",
      "printf \"%.300f %d %20e\"",
    ] {
      #expect(try !expanded("{{ $value | \(filter) }}", value).isEmpty)
    }
  }

  @Test(arguments: [
    ("{{ if gt $value 5 }}a{{ end }}", "error calling gt: incompatible types for comparison"),
    ("{{ eq 1 1.0 }}", "error calling eq: incompatible types for comparison"),
    ("{{ .Foo }}", "can't evaluate field Foo in type struct"), ("{{ nil }}", "nil is not a command"),
    ("{{ query \"down\" | first }}", "error calling first: first() called on vector with no elements"),
    ("{{ template \"zz\" }}", "template \"zz\" not defined"),
    ("{{ 5 6 }}", "can't give argument to non-function"),
    ("{{ $value.x }}", "can't evaluate field x in type float64"),
    (
      "{{ define \"r\" }}{{ template \"r\" }}{{ end }}{{ template \"r\" }}", "exceeded maximum template depth"
    ),
  ])
  func `what fails while it is filled in says so in its place`(text: String, reason: String) throws {
    #expect(try expanded(text, 1.5) == "<error expanding template: \(reason)>")
  }

  @Test(arguments: [
    ("{{", 0, "unclosed action"), ("a {{ $value }", 12, "unexpected \"}\" in an action"),
    ("{{}}", 0, "missing value for command"),
    ("{{ foo 1 }}", 3, "function \"foo\" not defined"), ("{{ $x }}", 3, "undefined variable \"$x\""),
    ("{{ if }}", 0, "missing value for if"), ("{{ end }}", 0, "unexpected {{end}}"),
    ("{{ \"a }}", 3, "unterminated quoted string"), ("{{ range }}{{end}}", 0, "missing value for range"),
    ("{{ break }}", 0, "{{break}} outside {{range}}"), ("{{/* x }}", 0, "unclosed comment"),
    ("{{ .Labels.a | 5 }}", 15, "non executable command in pipeline"),
    ("{{ define \"a\" }}", 0, "{{define}} is never closed by {{end}}"),
    ("{{ else }}", 0, "unexpected {{else}}"),
    ("{{ if true }}x", 0, "{{if}} is never closed by {{end}}"), ("{{ (1 }}", 6, "unclosed left paren"),
    ("{{ \"x\".y }}", 6, "unexpected . after a term"),
    ("{{ if true }}{{ $a := 1 }}{{ end }}{{ $a }}", 38, "undefined variable \"$a\""),
  ])
  func `what is no template is refused with the place and the reason`(
    text: String, place: Int, reason: String
  ) {
    let fault = #expect(throws: Template.Fault.self) { try Template(text) }
    #expect(fault?.reason == reason)
    #expect(fault?.place == place)
  }

  @Test func `a template knows which labels it names and what it depends on`() throws {
    let template = try Template(
      "{{ $labels.job }} {{ .Labels.instance | toUpper }} {{ $externalLabels.region }}")
    #expect(template.labels == ["job", "instance"])
    #expect(template.dependsOnLabelsOnly && !template.looksFurther)
    #expect(try !Template("{{ $value }}").dependsOnLabelsOnly)
    #expect(try Template("{{ query \"up\" }}").looksFurther)
  }
}
