import Basics
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    ("node/edge-17", Address(.node, "edge-17")), ("alert/a/b", Address(.alert, "a/b")),
    ("price/ ", Address(.price, " ")),
    ("task/任务", Address(.task, "任务")),
  ])
  func `an address is a kind and an identifier`(text: String, address: Address) {
    #expect(Address(text) == address)
    #expect(address.description == text)
  }

  @Test(arguments: ["", "node", "node/", "/x", "Node/x", "nothing/x", " node/x"])
  func `anything else is no address`(text: String) {
    #expect(Address(text) == nil)
  }

  @Test(arguments: Address.Kind.allCases) func `every kind opens by its name`(kind: Address.Kind) {
    #expect(Address("\(kind.rawValue)/x") == Address(kind, "x"))
  }
}
