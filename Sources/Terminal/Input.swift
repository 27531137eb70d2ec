import Canvas

/// Something that came from the terminal.
public enum Input: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
  case paste(String)
  case reply(Reply)

  /// What a terminal answers when it is asked about itself.
  public enum Reply: Hashable, Sendable {
    /// Whether it holds drawing back until a frame is whole (DEC private mode 2026).
    case synchronisedOutput(Bool)
    case background(Colour)
    /// Sent by every terminal, so that silence about the rest is known to be final.
    case attributes
  }
}
