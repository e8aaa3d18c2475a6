import Foundation
import Testing

@testable import scaffold

@Suite struct ChildProcessTests {
  @Test(arguments: ["sleep 600", "exec >&- 2>&-; sleep 600", "cat; sleep 600"])
  func `a program that does not end is killed, and that is told`(_ script: String) throws {
    var child = ChildProcess(program: "sh", arguments: ["-c", script])
    child.limit = 0.5
    let started = Date()
    let failure = #expect(throws: ChildProcess.Failure.self) { try child.run(input: Array("x".utf8)) }
    guard case .system(let words) = failure else { throw Missing() }
    #expect(words.hasPrefix("it did not end within"))
    #expect(Date().timeIntervalSince(started) < 20)
  }

  @Test func `a program gets its input and gives its output and status back, whatever their size`() throws {
    let input = [UInt8](repeating: 0x61, count: 1 << 20)
    let child = ChildProcess(program: "sh", arguments: ["-c", "cat; echo no >&2; exit 7"])
    let result = try child.run(input: input)
    #expect(result.out == input)
    #expect(String(decoding: result.err, as: UTF8.self) == "no\n")
    #expect(result.status == 7)
    let killed = try ChildProcess(program: "sh", arguments: ["-c", "kill -9 $$"]).run()
    #expect(killed.status == 137)
    let missing = ChildProcess(program: "no-such-program", arguments: [])
    #expect(throws: ChildProcess.Failure.self) { try missing.run() }
  }

  private struct Missing: Error {}
}
