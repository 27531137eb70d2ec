import Glibc
import Scratch
import Testing

@testable import Collectors

@Suite struct CredentialTests {
  private let scratch = Scratch()

  private func credential(_ kind: Credential.Kind, _ text: String, mode: mode_t = 0o600) -> Credential {
    let path = scratch.file("secret", text)
    chmod(path, mode)
    return Credential(kind, path: path)
  }

  private func refusal(of credential: Credential) -> FetchFault? {
    do throws(FetchFault) {
      _ = try credential.header()
      return nil
    } catch { return error }
  }

  @Test func `a token is sent as it is, a user with a password in base 64`() throws {
    #expect(try credential(.token, "abc.def-1\n").header() == "Bearer abc.def-1")
    #expect(try credential(.basic, "Aladdin:open sesame\n").header() == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o601] as [mode_t])
  func `a secret that others may read is refused with what to do`(mode: mode_t) throws {
    let fault = try #require(refusal(of: credential(.token, "abc", mode: mode)))
    #expect(fault.description.contains("chmod 600") && !fault.description.contains("abc"))
  }

  @Test(arguments: ["", "\n", "a\nb", "a\r\nX-Evil: 1", "a\u{1B}b", "tök"])
  func `what would end the field and begin another is no token`(text: String) throws {
    let fault = try #require(refusal(of: credential(.token, text)))
    #expect(!fault.description.contains("Evil"))
  }

  @Test func `a user without a password is refused`() {
    #expect(refusal(of: credential(.basic, "me")) != nil)
  }

  @Test func `a secret that changes is read anew`() throws {
    let first = credential(.token, "one")
    #expect(try first.header() == "Bearer one")
    #expect(try credential(.token, "two").header() == "Bearer two")
    #expect(try first.header() == "Bearer two")
  }

  @Test func `a missing file and a directory are told`() {
    #expect(
      refusal(of: Credential(.token, path: scratch["none"]))?.description.contains("No such file") == true)
    #expect(refusal(of: Credential(.token, path: scratch.path)) != nil)
  }
}
