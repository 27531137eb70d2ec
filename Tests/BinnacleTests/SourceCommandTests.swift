import Basics
import Glibc
import Scratch
import Testing

@testable import binnacle

/// `binnacle source` as a script uses it.
@Suite struct SourceCommandTests {
  private let folder = Scratch()

  private func run(_ words: String...) throws -> Run { try Run(["source"] + words, in: folder) }

  private func listed() throws -> [JSONNode] {
    let json = try run("list", "--json")
    return try JSONReader.read(Array(json.output.utf8), name: "list").required("items").items()
  }

  @Test func `a source is added, listed and removed`() throws {
    let added = try run(
      "add", "http://edge:9100", "--name", "edge", "--label", "region=eu", "--label", "zone=a b",
      "--interval",
      "30s", "--honor-labels", "--token-file", "secret")
    #expect(added.status == 0 && added.output.contains("source/edge"), "\(added.complaints)")
    let item = try #require(try listed().first)
    #expect(try item.required("address").text() == "source/edge")
    #expect(try item.required("kind").text() == "scrape")
    let options = try item.required("options")
    #expect(try options.required("interval").text() == "30s")
    #expect(try options.required("labels").required("zone").text() == "a b")
    #expect(try options.required("token_file").text().hasPrefix("/"))
    #expect(try run("list").output.contains("http://edge:9100"))
    #expect(try run("list", "--csv").output.contains("source/edge,edge,scrape"))
    #expect(try run("remove", "edge").status == 0)
    #expect(try listed().isEmpty)
  }

  @Test(arguments: [
    (["add", "http://a:1", "--timeout", "60s"], 1, "timeout"), (["add", "http://a b"], 1, "address"),
    (["add", "gopher://a"], 2, "http://"), (["add", "http://a", "--label", "x"], 2, "region=eu"),
    (["add", "http://a", "--interval", "soon"], 2, "15s"), (["add"], 2, "source"),
    (["remove", "none"], 1, "none"),
    (["add", "http://a", "--max-series", "0"], 2, "max-series"),
    (["add", "http://a", "--token-file", "a", "--basic-auth-file", "b"], 1, "exclude"),
  ])
  func `what cannot be is refused with a sentence`(words: [String], status: Int32, mention: String) throws {
    let run = try Run(["source"] + words, in: folder)
    #expect(run.status == status && run.complaints.contains(mention), "\(run.status) \(run.complaints)")
  }

  @Test(arguments: [
    ("/var/x.prom", "x", "file"), ("file:/var/dir", "dir", "file"),
    ("file_sd:/a/fleet.json", "fleet", "file_sd"), ("prometheus:http://p:9090", "p:9090", "prometheus"),
  ])
  func `an address says what kind of source it is, and gives it a name`(
    address: String, name: String, kind: String
  )
    throws
  {
    #expect(try run("add", address).status == 0)
    let item = try #require(try listed().first)
    #expect(try item.required("name").text() == name && item.required("kind").text() == kind)
  }

  @Test func `a test reads once and says what came`() throws {
    let path = folder.file("x.prom", "a 1\nb 2\n")
    let good = try run("test", "file:\(path)")
    #expect(good.status == 0 && good.output.contains("4 series"), "\(good.output)\(good.complaints)")
    let wrong = try run("test", "file:\(folder.file("y.prom", "a 1\nb x\n"))")
    #expect(wrong.status == 1 && wrong.complaints.contains("line 2, column 3"), "\(wrong.complaints)")
    let list = folder.file("list.json", "[{\"targets\": [\"127.0.0.1:1\"]}]")
    let refused = try run("test", "file_sd:\(list)")
    #expect(refused.status == 1 && refused.complaints.contains("no connection"), "\(refused.complaints)")
    let broken = try run("test", "file_sd:\(folder.file("broken.json", "[\n{}]"))")
    #expect(broken.status == 1 && broken.complaints.contains("line 2"), "\(broken.complaints)")
    let server = try run("test", "prometheus:http://127.0.0.1:1", "--lang", "zh")
    #expect(server.status == 1 && server.complaints.contains("127.0.0.1:1"))
  }

  @Test func `a secret's file is named, and what is in it never`() throws {
    let path = folder.file("token", "s3cret\n")
    chmod(path, 0o600)
    _ = try run("add", "http://127.0.0.1:1", "--name", "t", "--token-file", path)
    let all = try [run("list", "--json"), run("test", "t"), Run(["status", "--json"], in: folder)]
    for run in all { #expect(!run.output.contains("s3cret") && !run.complaints.contains("s3cret")) }
    #expect(all[0].output.contains(path))
  }
}

@Suite struct MailboxTests {
  @Test func `a quiet letter wakes nobody, and is there with the next`() {
    let mailbox = Mailbox<Int>()
    mailbox.put(1, quietly: true)
    #expect(!mailbox.isEmpty)
    mailbox.put(2)
    #expect(mailbox.take() == [1, 2] && mailbox.isEmpty)
    mailbox.put(3, quietly: true)
    #expect(mailbox.take(waitingUpTo: .milliseconds(1)) == [3])
    #expect(mailbox.take(waitingUpTo: .milliseconds(1)) == [])
  }
}
