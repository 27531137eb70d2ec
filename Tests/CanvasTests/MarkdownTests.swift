import Testing

@testable import Canvas

@Suite struct MarkdownTests {
  private func page(_ text: String, width: Int = 30, glyphs: Glyphs = .unicode, done: Set<Int> = [])
    -> [String]
  {
    MarkdownPage(Markdown(text), width: width, glyphs: glyphs) {
      done.contains($0) ? "mei 03:10".ink(.muted) : nil
    }
    .rows.map(\.line.text)
  }

  @Test func `headings, paragraphs and lists stand one under another`() {
    let text = """
      # Disk full
      Something *writes* too
      much. See `df`.

      - one
      - two **words**
        1. deeper
      """
    #expect(
      page(text) == [
        "Disk full", "", "Something writes too much. See", "df.", "", "· one", "· two words", "  1. deeper",
      ])
  }

  @Test func `Chinese breaks between characters, and its lines join without a blank`() {
    #expect(page("磁盘写满后，\n所有写入都会失败。", width: 12) == ["磁盘写满后，", "所有写入都会", "失败。"])
  }

  @Test func `every look keeps its ink across a break`() throws {
    let rows = MarkdownPage(
      Markdown("plain **strong words that go on** and `code`"), width: 14, glyphs: .unicode
    ).rows
    let inks = rows.map { $0.line.runs.map { "\($0.ink)" } }
    #expect(rows.map(\.line.text) == ["plain strong", "words that go", "on and code"])
    #expect(inks == [["base", "strong"], ["strong"], ["strong", "base", "info"]])
  }

  @Test func `steps are counted through the text, and tell when they are done`() {
    let text = "- [ ] look\n- [ ] act\n\nThen\n\n- [x] tell"
    #expect(Markdown(text).steps == 3)
    #expect(page(text, done: [1]) == ["[ ] look", "[✓] act", "    mei 03:10", "", "Then", "", "[ ] tell"])
    let parts = MarkdownPage(Markdown(text), width: 30, glyphs: .unicode).rows.map(\.part)
    #expect(parts == [.step(0), .step(1), .text, .text, .text, .step(2)])
  }

  @Test func `fenced code is kept as it is, with the word behind its fence`() {
    let text = "```check\ndf -h  *\n  du\n```\n\n```action\nrm x\n```"
    #expect(Markdown(text).code.map(\.tag) == ["check", "action"])
    #expect(page(text) == ["  ▸ df -h  *", "      du", "", "  ▲ rm x"])
    #expect(page(text, glyphs: .ascii).first == "  > df -h  *")
  }

  @Test func `a fence within a list loses the list's indentation, one that never ends goes to the end`() {
    #expect(Markdown("- a\n  ```\n  b\n    c\n  ```").code.first?.lines == ["b", "  c"])
    #expect(Markdown("```\nx").code.first?.lines == ["x"])
  }

  @Test func `tables have even columns, and give way when they are too wide`() {
    let text = "| Key | Meaning |\n|---|---|\n| 磁盘 | the disk |\n| a | b |"
    #expect(page(text) == ["Key   Meaning ", "────  ────────", "磁盘  the disk", "a     b       "])
    #expect(page(text, width: 10).map(\.columns) == [10, 10, 10, 10])
  }

  @Test func `links show where they lead`() {
    #expect(
      page("[docs](https://x.org/a) or <https://y.org>", width: 60) == [
        "docs <https://x.org/a> or https://y.org"
      ])
  }

  @Test(arguments: ["**", "`", "a * b", "[x]", "[x](", "\\*a\\*", "#nohead", "1.no", "|", "-", ">"])
  func `a sign without its partner is just a sign`(text: String) {
    #expect(
      page(text).joined().filter { $0 != " " && $0 != "│" }
        == text.filter { $0 != "\\" && $0 != " " && $0 != ">" })
  }

  @Test(arguments: [1, 8, 20, 200])
  func `no row of text is wider than the page`(width: Int) {
    let text =
      "# A long heading 很长的标题\n\n> quoted words that go on 引用\n\n- a list of very many words 列表\n\n---"
    for row in page(text, width: width) { #expect(row.columns <= max(8, width), "\(row)") }
  }
}
