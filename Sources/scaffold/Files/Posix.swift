#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system calls that reading a tree needs.
enum Posix {
  /// Absolute; "/" where the working directory is gone.
  static var workingDirectory: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// What is found at a path, links not followed.
  enum Kind { case file, directory, symlink, other, missing }

  static func kind(of path: String) -> Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .missing }
    return kind(mode: status.st_mode)
  }

  /// What is found at a path, links followed.
  static func target(of path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    return kind(mode: status.st_mode)
  }

  /// The permission bits of a file, links followed.
  static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  static func kind(mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    case S_IFLNK: .symlink
    default: .other
    }
  }

  /// An absolute path without links, `.` or `..`; nil where nothing is there.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// An entry of a directory.
  struct Entry {
    let name: String
    let kind: Kind
  }

  /// The entries of a directory, in no order, without `.` and `..`; nil where it cannot be read.
  static func entries(of path: String) -> [Entry]? {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var entries: [Entry] = []
    while let entry = readdir(directory) {
      let type = entry.pointee.d_type
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      let kind: Kind =
        switch Int(type) {
        case Int(DT_REG): .file
        case Int(DT_DIR): .directory
        case Int(DT_LNK): .symlink
        case Int(DT_UNKNOWN): Posix.kind(of: path + "/" + name)
        default: .other
        }
      entries.append(Entry(name: name, kind: kind))
    }
    return entries
  }

  /// Why a file could not be read.
  enum ReadError: Error {
    case tooLarge
    case system(String)
  }

  /// The largest file that is read, in bytes.
  static let maximumSize = 10 << 20

  /// The content of a regular file of at most ``maximumSize`` bytes.
  static func read(_ path: String) throws(ReadError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(lastError) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(lastError) }
    guard kind(mode: status.st_mode) == .file else { throw .system("is no regular file") }
    guard status.st_size <= maximumSize else { throw .tooLarge }
    return try readAll(descriptor, expected: Int(status.st_size))
  }

  /// What a pipe gives, such as that of the shell's `<(…)`.
  static func readPipe(_ path: String) throws(ReadError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(lastError) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(lastError) }
    guard status.st_mode & S_IFMT == S_IFIFO else { throw .system("is no pipe") }
    return try readAll(descriptor)
  }

  /// Everything that a descriptor gives, up to ``maximumSize`` bytes.
  static func readAll(_ descriptor: Int32, expected: Int = 0) throws(ReadError) -> [UInt8] {
    var content: [UInt8] = []
    var capacity = expected + 1
    while true {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, length in
        count = systemRead(descriptor, buffer.baseAddress, capacity)
        length = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(lastError) }
      if content.isEmpty { content = chunk } else { content += chunk }
      guard content.count <= maximumSize else { throw .tooLarge }
      if count < capacity, expected > 0 || count == 0 { return content }
      capacity = 1 << 16
    }
  }

  private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int
  {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer, count)
    #else
      Darwin.read(descriptor, buffer, count)
    #endif
  }

  /// The words for the last failed call, such as "Permission denied".
  static var lastError: String { String(cString: strerror(errno)) }

  /// The number of processors.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
