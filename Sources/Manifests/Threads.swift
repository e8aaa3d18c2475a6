import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Plain threads: a task pool costs more than a small tree takes to read.
package enum Threads {
  private final class Job: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body` on `count` threads, this one among them, and returns when all are done.
  package static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var threads: [pthread_t] = []
    for _ in 1..<max(1, count) {
      #if canImport(Glibc)
        var thread = pthread_t()
      #else
        var thread: pthread_t?
      #endif
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      // Recursion over deep documents needs more than the 512 KiB that some systems give.
      pthread_attr_setstacksize(&attributes, 8 << 20)
      let job = Unmanaged.passRetained(Job(body))
      let status = pthread_create(&thread, &attributes, start, job.toOpaque())
      pthread_attr_destroy(&attributes)
      guard status == 0 else {
        job.release()
        break
      }
      #if canImport(Glibc)
        threads.append(thread)
      #else
        if let thread { threads.append(thread) }
      #endif
    }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// What `body` makes of each index below `count`, in their order, whichever thread was first.
  package static func map<Result: Sendable>(
    _ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    guard threads > 1 else { return (0..<count).map(body) }
    let next = Atomic<Int>(0)
    let made = Mutex([Result?](repeating: nil, count: count))
    run(min(threads, count)) {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = body(index)
        made.withLock { $0[index] = result }
      }
    }
    return made.withLock { $0.compactMap(\.self) }
  }

  private static func take(_ job: UnsafeMutableRawPointer) {
    Unmanaged<Job>.fromOpaque(job).takeRetainedValue().body()
  }

  #if canImport(Glibc)
    private static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { job in
      job.map { take($0) }
      return nil
    }
  #else
    private static let start: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { job in
      take(job)
      return nil
    }
  #endif
}
