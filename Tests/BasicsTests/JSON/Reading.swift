import Basics

/// The node that a text holds.
func node(_ text: String) throws(JSONFault) -> JSONNode {
  try JSONReader.read(Array(text.utf8), name: "a.json")
}

/// A text read and written again on one line.
func compact(_ text: String) throws(JSONFault) -> String { try node(text).plain.compact }

/// What is wrong with a text: `line:column: reason`; nil when nothing is.
func complaint(_ bytes: [UInt8]) -> String? {
  do {
    _ = try JSONReader.read(bytes, name: "a.json")
    return nil
  } catch { return String(error.description.dropFirst(7)) }
}
