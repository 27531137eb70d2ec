import Testing

@Suite struct SensorTests {
  private func sensors(_ files: [String: String]) -> [String: Double] {
    SavedTree(files).series().of("node_hwmon_temp_celsius")
  }

  @Test func `a chip without a device is called by its own name`() {
    let found = sensors([
      "sys/class/hwmon/hwmon0/name": "coretemp\n", "sys/class/hwmon/hwmon0/temp1_input": "51500\n",
      "sys/class/hwmon/hwmon0/temp1_label": "Package\n", "sys/class/hwmon/hwmon0/fan1_input": "900\n",
    ])
    #expect(found == ["node_hwmon_temp_celsius{chip=\"coretemp\", sensor=\"temp1\"}": 51.5])
  }

  @Test func `two chips of one name are told apart by their devices`() {
    let tree = SavedTree()
    for number in 0...1 {
      tree.write("nvme\n", to: "sys/class/hwmon/hwmon\(number)/name")
      tree.write("4\(number)000\n", to: "sys/class/hwmon/hwmon\(number)/temp1_input")
      tree.write("live\n", to: "sys/devices/pci0/nvme/nvme\(number)/state")
      tree.link("sys/class/hwmon/hwmon\(number)/device", to: "../../../devices/pci0/nvme/nvme\(number)")
    }
    #expect(
      tree.series().of("node_hwmon_temp_celsius") == [
        "node_hwmon_temp_celsius{chip=\"nvme_nvme0\", sensor=\"temp1\"}": 40,
        "node_hwmon_temp_celsius{chip=\"nvme_nvme1\", sensor=\"temp1\"}": 41,
      ])
  }

  @Test func `signs that a metric's label would not have become lines`() {
    let tree = SavedTree([
      "sys/class/hwmon/hwmon0/temp1_input": "1000\n", "sys/devices/Platform/coretemp.0/x": "",
    ])
    tree.link("sys/class/hwmon/hwmon0/device", to: "../../../devices/Platform/coretemp.0")
    #expect(tree.series()["node_hwmon_temp_celsius{chip=\"platform_coretemp_0\", sensor=\"temp1\"}"] == 1)
  }

  @Test func `a sensor without a name, below zero or silent`() {
    let found = sensors([
      "sys/class/hwmon/hwmon3/temp1_input": "-12500\n", "sys/class/hwmon/hwmon3/temp2_input": "",
      "sys/class/hwmon/hwmon3/temp3_input": "n/a\n",
    ])
    #expect(found == ["node_hwmon_temp_celsius{chip=\"hwmon3\", sensor=\"temp1\"}": -12.5])
  }

  @Test func `thermal zones bear their number and kind`() {
    let series = SavedTree([
      "sys/class/thermal/thermal_zone0/type": "acpitz\n", "sys/class/thermal/thermal_zone0/temp": "27800\n",
      "sys/class/thermal/thermal_zone12/temp": "30000\n", "sys/class/thermal/cooling_device0/temp": "1\n",
    ]).series()
    #expect(
      series.of("node_thermal_zone_temp") == [
        "node_thermal_zone_temp{type=\"acpitz\", zone=\"0\"}": 27.8,
        "node_thermal_zone_temp{zone=\"12\"}": 30,
      ])
  }
}
