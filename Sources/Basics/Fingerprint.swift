/// A number that tells bytes apart and is the same in every process (Fowler, Noll and Vo: FNV-1a, 64 bits). It does not
/// withstand someone who looks for two that have the same.
public enum Fingerprint {
  @inlinable public static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
