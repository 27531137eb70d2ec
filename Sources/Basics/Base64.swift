/// Base64 (RFC 4648, section 4).
public enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  public static func text(_ bytes: some Collection<UInt8>) -> String {
    var (result, rest) = ([UInt8](), Array(bytes)[...])
    while !rest.isEmpty {
      let group = rest.prefix(3)
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        result.append(place > group.count ? 0x3D : digits[Int(bits >> UInt32(18 - 6 * place)) & 63])
      }
      rest = rest.dropFirst(3)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
