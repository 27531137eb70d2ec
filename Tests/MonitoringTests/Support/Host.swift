import Basics
import Telemetry

/// Scrapes of a host, each metric written as `name{label=value,…}`.
struct Host {
  let layout: Layout

  init(_ columns: [String]) {
    layout = Layout(
      columns.map { text in
        let parts = text.split(whereSeparator: { "{}".contains($0) })
        let labels = parts.dropFirst().first?.split(separator: ",").map { pair in
          let sides = pair.split(separator: "=")
          return Label(String(sides[0]), String(sides[1]))
        }
        return Layout.Column(String(parts[0]), Labels(labels ?? []))
      })
  }

  func scrape(at seconds: Int64, _ values: [Double]) -> Scrape {
    Scrape(source: ["instance": "vm"], at: second(seconds), layout: layout, values: values)
  }
}
