#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Another program, run without a shell: its arguments as they are, and nothing of this process's environment but
/// what is given.
struct ChildProcess {
  /// A name to look up in PATH, or a path.
  let program: String
  let arguments: [String]
  /// `NAME=value` each; see ``basicEnvironment``.
  var environment = Self.basicEnvironment
  /// After so many seconds the program is killed: long enough for a person who unlocks a key, not for a gate that waits
  /// for nobody.
  var limit = 300.0

  /// What a program gave back.
  struct Result: Sendable {
    /// 128 and the signal's number where a signal ended it.
    let status: Int32
    let out: [UInt8]
    let err: [UInt8]
  }

  enum Failure: Error {
    /// No such program in PATH.
    case missing
    case system(String)
  }

  /// The variables that programs need to find their files: PATH, HOME and the like, in the plain locale.
  static var basicEnvironment: [String] {
    variables(["PATH", "HOME", "TMPDIR", "XDG_CONFIG_HOME", "USER", "LOGNAME"]) + ["LC_ALL=C"]
  }

  /// Those variables of this process that are set, as `NAME=value`.
  static func variables(_ names: [String]) -> [String] {
    names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
  }

  /// Runs the program to its end; `input` goes to its standard input while its output is read.
  /// - Throws: ``Failure``; `system` also where the program does not end within ``limit``.
  func run(input: [UInt8] = []) throws(Failure) -> Result {
    signal(SIGPIPE, SIG_IGN)
    let (toChild, fromChild, errors) = (try Self.makePipe(), try Self.makePipe(), try Self.makePipe())
    let child: pid_t
    do throws(Failure) {
      child = try spawn(input: toChild.read, output: fromChild.write, errors: errors.write)
    } catch {
      for end in [toChild, fromChild, errors] {
        close(end.read)
        close(end.write)
      }
      throw error
    }
    for descriptor in [toChild.read, fromChild.write, errors.write] { close(descriptor) }
    let end = ContinuousClock.now + .seconds(limit)
    let (out, err) = Self.pump(input, to: toChild.write, from: fromChild.read, errors.read, until: end)
    guard let status = Self.status(of: child, until: end) else {
      throw .system("it did not end within \(Int(limit)) seconds")
    }
    let signal = status & 0x7F
    return Result(status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, out: out, err: err)
  }

  /// How the child ended; nil where it had to be killed.
  private static func status(of child: pid_t, until end: ContinuousClock.Instant) -> Int32? {
    var status: Int32 = 0
    while true {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { return status }
      if ended < 0, errno != EINTR { return 0 }
      if ContinuousClock.now >= end { break }
      usleep(500)
    }
    kill(child, SIGKILL)
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return nil
  }

  private static func makePipe() throws(Failure) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard systemPipe(&ends) == 0 else { throw .system(Posix.lastError.lowercased()) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private func spawn(input: Int32, output: Int32, errors: Int32) throws(Failure) -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let status = posix_spawnp(&child, program, &actions, nil, &words, &variables)
    if status == ENOENT { throw .missing }
    guard status == 0 else { throw .system(String(cString: strerror(status)).lowercased()) }
    return child
  }

  /// Writes and reads at once, so that neither side waits for the other with a full pipe.
  private static func pump(
    _ input: [UInt8], to write: Int32, from output: Int32, _ errors: Int32, until end: ContinuousClock.Instant
  ) -> (out: [UInt8], err: [UInt8]) {
    var (out, err): ([UInt8], [UInt8]) = ([], [])
    var rest = input[...]
    var ends = [
      pollfd(fd: write, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    _ = fcntl(write, F_SETFL, O_NONBLOCK)
    func finish(_ index: Int) {
      close(ends[index].fd)
      // poll passes over negative descriptors.
      ends[index].fd = -1
    }
    if rest.isEmpty { finish(0) }
    while ends.contains(where: { $0.fd >= 0 }) {
      let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
      guard left > 0 else {
        for index in ends.indices where ends[index].fd >= 0 { finish(index) }
        break
      }
      guard poll(&ends, nfds_t(ends.count), Int32(left.rounded(.up))) >= 0 || errno == EINTR else { break }
      if ends[0].fd >= 0, ends[0].revents != 0, !feed(&rest, to: write) { finish(0) }
      if ends[1].fd >= 0, ends[1].revents != 0, !drain(output, into: &out) { finish(1) }
      if ends[2].fd >= 0, ends[2].revents != 0, !drain(errors, into: &err) { finish(2) }
    }
    return (out, err)
  }

  /// Writes what the pipe takes; false when there is no more to write or nobody to read it.
  private static func feed(_ rest: inout ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    let count = rest.withUnsafeBytes { send(descriptor, $0) }
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    rest = rest.dropFirst(count)
    return !rest.isEmpty
  }

  /// Reads what is there; false at the end.
  private static func drain(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, length in
      count = receive(descriptor, UnsafeMutableRawBufferPointer(buffer))
      length = max(0, count)
    }
    bytes += chunk
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
  }
}

private func systemPipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }

private func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func receive(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, bytes.baseAddress, bytes.count)
}
