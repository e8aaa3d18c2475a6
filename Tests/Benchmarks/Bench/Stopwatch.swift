#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a program and measures it from a process so small that its own memory does not count.
enum Stopwatch {
  /// The program's exit status; 127 where it cannot be started.
  static func run(_ command: [String], writing path: String) -> Int32 {
    var words = command.map { strdup($0) }
    words.append(nil)
    guard let program = words[0] else { return 127 }
    defer { for word in words { free(word) } }
    var start = timespec()
    clock_gettime(CLOCK_MONOTONIC, &start)
    var child = pid_t()
    guard posix_spawnp(&child, program, nil, nil, words, environ) == 0 else { return 127 }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(child, &status, 0, &usage) == child else { return 127 }
    var end = timespec()
    clock_gettime(CLOCK_MONOTONIC, &end)
    let wall = (end.tv_sec - start.tv_sec) * 1_000_000 + (end.tv_nsec - start.tv_nsec) / 1000
    guard let file = fopen(path, "w") else { return 127 }
    fputs("\(wall) \(microseconds(usage.ru_utime) + microseconds(usage.ru_stime)) \(usage.ru_maxrss)\n", file)
    fclose(file)
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  private static func microseconds(_ time: timeval) -> Int {
    Int(time.tv_sec) * 1_000_000 + Int(time.tv_usec)
  }
}
