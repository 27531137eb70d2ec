/// Questions about what node_exporter and Prometheus expose of themselves, from a table of shapes.
enum PeerQueries {
  static let all: [String] = counters + gauges + aggregations + matchings + histograms + others

  private static let ranges = ["3s", "5s", "9s"]

  private static let counters: [String] = [
    "node_cpu_seconds_total", "node_context_switches_total{job=\"node\"}",
    "node_intr_total", "prometheus_http_requests_total", "process_cpu_seconds_total",
  ].flatMap { counter in
    ["rate", "irate", "increase", "idelta", "resets", "changes", "count_over_time"].map {
      "\($0)(\(counter)[5s])"
    }
  }

  private static let gauges: [String] = [
    "node_load1", "node_procs_running", "go_goroutines", "node_memory_MemFree_bytes",
    "scrape_duration_seconds",
  ].flatMap { gauge in
    [
      "avg_over_time", "min_over_time", "max_over_time", "sum_over_time", "stddev_over_time",
      "last_over_time",
      "present_over_time", "delta", "deriv",
    ].enumerated().map { index, function in "\(function)(\(gauge)[\(ranges[index % 3])])" } + [
      "quantile_over_time(0.9, \(gauge)[5s])", "predict_linear(\(gauge)[5s], 60)", "\(gauge) offset 2s",
    ]
  }

  private static let aggregations: [String] =
    [
      "sum", "avg", "min", "max", "count", "stddev", "stdvar", "group",
    ].flatMap { aggregation in
      [
        "\(aggregation) by (mode) (node_cpu_seconds_total)",
        "\(aggregation) without (cpu) (rate(node_cpu_seconds_total[5s]))",
        "\(aggregation)({__name__=~\"node_memory_(Active|Cached|Free).*\"})",
        "\(aggregation) by (job) (up)",
      ]
    } + [
      "topk(3, node_memory_MemTotal_bytes or node_memory_MemFree_bytes or node_memory_Cached_bytes)",
      "topk by (job) (1, process_start_time_seconds)", "bottomk(2, node_load1 or node_load5 or node_load15)",
      "quantile(0.5, rate(node_cpu_seconds_total[5s]))", "quantile by (cpu) (0.25, node_cpu_seconds_total)",
      "count_values(\"load\", node_boot_time_seconds)",
      "sum(rate(node_cpu_seconds_total{mode!=\"idle\"}[5s]))",
      "avg by (mode) (irate(node_cpu_seconds_total{mode=~\"user|system|idle\"}[9s])) * 100",
      "sum by (handler) (increase(prometheus_http_requests_total[9s]))",
      "max by (job) (time() - process_start_time_seconds)", "count by (job) ({__name__=~\".+\"})",
      "count(count by (__name__) ({job=\"node\"}))", "topk(1, sum by (mode) (node_cpu_seconds_total))",
    ]

  private static let matchings: [String] = [
    "node_memory_MemFree_bytes / node_memory_MemTotal_bytes",
    "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
    "node_cpu_seconds_total / ignoring(mode) group_left sum without (mode) (node_cpu_seconds_total)",
    "rate(node_cpu_seconds_total[5s]) / on(cpu) group_left sum by (cpu) (rate(node_cpu_seconds_total[5s]))",
    "node_load1 and on(instance) node_load5", "node_load1 or node_load5", "node_load1 unless node_load5",
    "node_load1 unless on(job) node_load5", "node_filesystem_size_bytes - node_filesystem_free_bytes",
    "node_filesystem_avail_bytes / node_filesystem_size_bytes * 100 < 100", "node_load1 > bool node_load15",
    "node_load1 >= bool 0", "node_load1 == node_load1", "node_load1 != bool node_load5",
    "up * on(job) group_right() process_max_fds", "node_uname_info * on(instance) group_right node_load1",
    "node_load1 * on(instance) group_left(nodename, release) node_uname_info", "-node_load1",
    "node_load1 ^ 2",
    // Prometheus 2 leaves a metric's name on the result of atan2, as 3 does not: none is there.
    "node_memory_MemTotal_bytes % 1000", "sum(node_load1) atan2 sum(node_load5)", "1 + 2 * 3 - 4 / 5",
    "2 ^ 3 ^ 2",
    "node_cpu_seconds_total{mode=\"idle\"} > on(cpu) node_cpu_seconds_total{mode=\"user\"}",
    "node_memory_MemTotal_bytes - node_memory_MemFree_bytes - node_memory_Cached_bytes - node_memory_Buffers_bytes",
    "process_resident_memory_bytes / process_virtual_memory_bytes", "10 - up", "vector(3) + on() vector(4)",
  ]

  private static let bucket = "prometheus_http_request_duration_seconds_bucket"

  private static let histograms: [String] = [
    "histogram_quantile(0.9, \(bucket))", "histogram_quantile(0.5, sum by (le) (\(bucket)))",
    "histogram_quantile(0.99, sum by (le, handler) (\(bucket)))",
    "histogram_quantile(0.75, rate(\(bucket)[9s]))",
    "histogram_quantile(0.9, sum by (le) (rate(prometheus_http_response_size_bytes_bucket[9s])))",
    "histogram_quantile(0, \(bucket))", "histogram_quantile(1, \(bucket))",
    "histogram_quantile(2, \(bucket))",
    "rate(prometheus_http_request_duration_seconds_sum[9s]) / rate(prometheus_http_request_duration_seconds_count[9s])",
  ]

  private static let others: [String] =
    [
      "absent(node_load1)", "absent(no_such_metric{a=\"b\"})", "absent_over_time(no_such_metric[5s])",
      "absent_over_time(up[5s])", "time()", "timestamp(up)", "timestamp(node_load1 offset 1s)",
      "time() - timestamp(up)", "year()", "month(vector(1.7e9))", "day_of_month(node_time_seconds)",
      "day_of_week(node_boot_time_seconds)", "day_of_year(node_boot_time_seconds)",
      "days_in_month(node_time_seconds)", "hour(node_boot_time_seconds)", "minute(node_boot_time_seconds)",
      "label_replace(up, \"host\", \"$1\", \"instance\", \"(.*):.*\")",
      "label_replace(up, \"job\", \"\", \"job\", \".*\")",
      "label_join(up, \"both\", \"-\", \"job\", \"instance\")",
      "abs(-node_load1)", "ceil(node_load1)", "floor(node_load5)", "round(node_load1, 0.5)",
      "round(node_load15)", "sqrt(node_load1)", "exp(node_load1)", "ln(node_memory_MemTotal_bytes)",
      "log2(node_memory_MemTotal_bytes)", "log10(node_memory_MemTotal_bytes)", "clamp(node_load1, 0.1, 0.2)",
      "clamp_min(node_load1, 3)", "clamp_max(node_load1, 1)", "sgn(node_load1 - node_load5)",
      "sin(node_load1)", "cos(node_load1)", "tanh(node_load1)", "deg(node_load1)", "rad(node_load1)", "pi()",
      "scalar(node_load1)", "scalar(node_cpu_seconds_total)", "vector(scalar(node_load1) + 1)",
      "node_load1 @ start()", "node_load1 @ end()", "rate(node_cpu_seconds_total[5s] @ end())",
      "rate(node_cpu_seconds_total[5s] offset 3s)", "node_load1 offset -1s",
      "sum_over_time(node_load1[5s:700ms])", "max_over_time(rate(node_cpu_seconds_total[4s])[6s:1s])",
      "avg_over_time(sum by (mode) (node_cpu_seconds_total)[5s:1s])",
      "deriv(node_memory_MemFree_bytes[6s:1s])", "min_over_time((node_load1 * 2)[5s:1s] offset 2s)",
      "count_over_time(up[6s:500ms])", "last_over_time(node_context_switches_total[5s:2s])",
      "stdvar_over_time(node_procs_running[9s])", "{job=\"node\",__name__=~\"node_load.*\"}",
      "{__name__=~\"node_network_(receive|transmit)_packets_total\",device!~\"veth.*\"}", "node_os_info",
      "no_such_metric", "up == 0", "sum(no_such_metric) or vector(0)",
      "go_gc_duration_seconds{quantile=\"1\"}",
    ]
}
