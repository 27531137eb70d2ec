import Scratch

extension Scratch {
  /// What a program that is to keep everything here is told.
  var environment: [String: String] {
    [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": path, "PATH": "/usr/bin:/bin",
      "XDG_DATA_HOME": "\(path)/data", "XDG_STATE_HOME": "\(path)/state",
      "XDG_CONFIG_HOME": "\(path)/config", "TERMINFO_DIRS": "/usr/share/terminfo:/lib/terminfo",
    ]
  }
}
