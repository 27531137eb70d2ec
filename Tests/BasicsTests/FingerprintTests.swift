import Basics
import Testing

@Suite struct FingerprintTests {
  @Test(arguments: [
    ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
  ])
  func `a fingerprint is FNV-1a as its authors publish it`(text: String, fingerprint: UInt64) {
    #expect(Fingerprint.of(text.utf8) == fingerprint)
  }
}
