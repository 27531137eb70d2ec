extension Pattern {
  /// The text with every match replaced; `$1` and `${name}` stand for what the groups captured, as Go's
  /// `Regexp.ReplaceAllString` has it.
  public func replacingAll(in text: String, with replacement: String) -> String {
    let template = CaptureTemplate(replacement)
    let scalars = Array(text.unicodeScalars)
    var (result, from, lastEnd) = (String.UnicodeScalarView(), 0, 0)
    while from <= scalars.count, let match = find(in: text, from: from) {
      let (start, end) = (match.places[0], match.places[1])
      result += scalars[lastEnd..<start]
      // No match of nothing right behind another match.
      if end > lastEnd || start == 0 { result += template.text(match.captures).unicodeScalars }
      lastEnd = end
      from = max(from + 1, end)
    }
    result += scalars[lastEnd...]
    return String(result)
  }
}
