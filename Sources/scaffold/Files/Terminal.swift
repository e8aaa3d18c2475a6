import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal that a person sits at: questions on standard error, answers from standard input.
enum Terminal {
  /// What a person typed.
  enum Answer {
    /// Without its line break.
    case line(String)
    /// More than a terminal's line can hold, or no UTF-8.
    case unreadable
    /// Ctrl-D, or the terminal is gone.
    case end
  }

  /// Asks one line.
  static func ask(_ question: String) -> Answer {
    _ = Console.write(question, to: .error)
    return line()
  }

  /// Asks one line that is not shown while it is typed. A signal that ends or stops the
  /// process gives the terminal back first.
  static func askHidden(_ question: String) -> Answer {
    var shown = termios()
    // Without it the answer would be seen.
    guard tcgetattr(0, &shown) == 0 else { return .end }
    var hidden = shown
    hidden.c_lflag = hidden.c_lflag & ~tcflag_t(ECHO) | tcflag_t(ECHONL)
    modes.withLock { [shown, hidden] in $0 = (shown, hidden) }
    let handlers =
      signals.map { ($0, catchSignal($0) { Terminal.leave($0) }) } + [
        (SIGTSTP, catchSignal(SIGTSTP) { _ in Terminal.pause() }),
        (SIGCONT, catchSignal(SIGCONT) { _ in Terminal.resume() }),
      ]
    defer {
      tcsetattr(0, TCSANOW, &shown)
      modes.withLock { $0 = nil }
      for (number, handler) in handlers { signal(number, handler) }
    }
    // What was typed before the question was seen by everybody, and is thrown away.
    return tcsetattr(0, TCSAFLUSH, &hidden) == 0 ? ask(question) : .end
  }

  // MARK: Lines

  /// The bytes that a terminal's line holds at most, as Linux has it.
  private static let maximumLine = 4095

  /// Byte by byte: what stands behind the line break belongs to the next question.
  private static func line() -> Answer {
    var bytes: [UInt8] = []
    while true {
      var byte: UInt8 = 0
      let count = read(0, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return .end }
      if byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    guard bytes.count < maximumLine, let text = String(validating: bytes, as: UTF8.self) else {
      return .unreadable
    }
    return .line(text)
  }

  // MARK: Signals

  /// The settings of the terminal with and without what is typed, while an answer is hidden.
  private static let modes = Mutex<(shown: termios, hidden: termios)?>(nil)
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  private typealias Handler = @convention(c) (Int32) -> Void

  /// - Returns: what was done about the signal before.
  private static func catchSignal(_ number: Int32, _ handler: Handler) -> Handler? {
    let former = signal(number, handler)
    // Whatever started this process may want it to live on.
    if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      signal(number, SIG_IGN)
    }
    return former
  }

  // A handler calls only what it may; nobody holds the lock while the answer is hidden.

  /// Gives the terminal back and ends the process as the signal would have.
  private static func leave(_ number: Int32) {
    setMode(isHidden: false)
    signal(number, SIG_DFL)
    raise(number)
  }

  /// Gives the terminal back and stops, as Ctrl-Z would have.
  private static func pause() {
    setMode(isHidden: false)
    signal(SIGTSTP, SIG_DFL)
    raise(SIGTSTP)
  }

  private static func resume() {
    signal(SIGTSTP) { _ in Terminal.pause() }
    setMode(isHidden: true)
  }

  private static func setMode(isHidden: Bool) {
    _ = modes.withLockIfAvailable { modes in
      guard let modes else { return }
      var mode = isHidden ? modes.hidden : modes.shown
      tcsetattr(0, TCSANOW, &mode)
    }
  }
}
