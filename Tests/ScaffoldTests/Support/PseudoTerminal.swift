import Foundation
import Glibc

/// The binary on a terminal of its own that a test sits at: it waits for a text, types, presses Ctrl-C.
final class PseudoTerminal {
  private let master: Int32
  private let process: pid_t
  private var status: Int32?
  private var isSilent = false
  /// All that the terminal showed.
  private(set) var text = ""
  /// Where the next ``expect(_:)`` begins to look.
  private var seen = 0

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// - Parameters:
  ///   - out: where standard output goes; nil for the terminal.
  ///   - through: a program that runs the binary, with its arguments.
  init(
    _ arguments: [String], in folder: String, environment: [String: String] = [:], out: String? = nil,
    through: [String] = []
  )
    throws
  {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (number, isLocked): (Int32, Int32) = (0, 0)
    // TIOCSPTLCK and TIOCGPTN of Linux: what unlockpt and ptsname ask for, which Swift's Glibc leaves out.
    guard master >= 0, ioctl(master, 0x4004_5431, &isLocked) == 0, ioctl(master, 0x8004_5430, &number) == 0
    else { throw Failure(description: "there is no pseudo-terminal") }
    let name = "/dev/pts/\(number)"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens is the one that its signals come from.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    if let out {
      posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT, 0o644)
    } else {
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads of a test block signals, which their children would inherit.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // POSIX_SPAWN_SETSID, which Swift's Glibc leaves out.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | 0x80)
    let variables = ProcessInfo.processInfo.environment.merging(["TERM": "dumb"]) { $1 }.merging(environment)
    { $1 }
    var words = (through + [Program.scaffold.path, "-C", folder] + arguments).map { strdup($0) } + [nil]
    var environ = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + environ { free(text) } }
    var child: pid_t = 0
    let status = posix_spawn(
      &child, through.first ?? Program.scaffold.path, &actions, &attributes, &words, &environ)
    guard status == 0 else { throw Failure(description: String(cString: strerror(status))) }
    process = child
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// Waits until the terminal shows a text behind what was expected before.
  func expect(_ part: String, seconds: Double = 15) throws {
    let end = Date().addingTimeInterval(seconds)
    while true {
      let rest = text.utf8.dropFirst(seen)
      if let range = String(Substring(rest)).range(of: part) {
        let string = String(Substring(rest))
        seen += string[..<range.upperBound].utf8.count
        return
      }
      guard Date() < end, receive() else {
        throw Failure(description: "no '\(part)' in \(text.debugDescription)")
      }
    }
  }

  /// Types a text.
  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Waits for a question and answers it.
  func answer(_ question: String, _ answer: String) throws {
    try expect(question)
    type(answer + "\n")
  }

  /// Whether the terminal shows what is typed.
  var isEchoing: Bool {
    var settings = termios()
    return tcgetattr(master, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for the end.
  /// - Returns: the exit status; 128 and the signal's number where a signal ended the process.
  @discardableResult
  func end() throws -> Int32 {
    if let status { return status }
    while receive() {}
    // What is silent for so long waits for an answer that no test gives.
    if isSilent { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    let result = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    self.status = result
    return result
  }

  /// Reads what is there; false at the end, and after half a minute of silence.
  private func receive() -> Bool {
    var end = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    isSilent = poll(&end, 1, 15_000) == 0
    guard !isSilent else { return false }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    text += String(decoding: bytes.prefix(count), as: UTF8.self)
    return true
  }
}
