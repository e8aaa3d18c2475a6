import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A line on standard error while a work lasts longer than half a second.
enum Progress {
  private static let isShown = Atomic<Bool>(false)

  /// Begins to count; where standard error is a terminal only.
  static func begin(_ text: StaticString) {
    line.withLock { $0 = text }
    isShown.store(false, ordering: .relaxed)
    // A handler of signals may do next to nothing: it writes bytes that are there already.
    signal(SIGALRM) { _ in Progress.show() }
    // Whatever started this process may have blocked it.
    var alarm = sigset_t()
    sigemptyset(&alarm)
    sigaddset(&alarm, SIGALRM)
    sigprocmask(SIG_UNBLOCK, &alarm, nil)
    setTimer(microseconds: 500_000)
  }

  /// Takes the line away again.
  static func end() {
    setTimer(microseconds: 0)
    if isShown.load(ordering: .relaxed) { _ = Console.write("\r\u{1B}[K", to: .error) }
  }

  private static let line = Mutex<StaticString>("")

  private static func show() {
    isShown.store(true, ordering: .relaxed)
    // Not taken where the begin of another work holds it.
    _ = line.withLockIfAvailable { text in write(2, text.utf8Start, text.utf8CodeUnitCount) }
  }

  private static func setTimer(microseconds: Int) {
    var timer = itimerval()
    #if canImport(Glibc)
      timer.it_value.tv_usec = microseconds
    #else
      timer.it_value.tv_usec = Int32(microseconds)
    #endif
    // 0 is ITIMER_REAL, which the two systems give different types.
    setitimer(0, &timer, nil)
  }
}
