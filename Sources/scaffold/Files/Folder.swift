#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why something could not be written.
enum WriteError: Error {
  /// The tree is not as it was when the plan was made, or a link is in the way.
  case blocked(String)
  /// The system refuses, in its words.
  case system(String)

  var message: String {
    switch self {
    case .blocked(let message), .system(let message): message
    }
  }
}

/// An open folder. Everything is named relative to it, one component at a time, and no link is ever followed, so
/// that nothing outside of it can be reached whatever is put into the way meanwhile.
struct Folder: ~Copyable {
  private let descriptor: Int32
  /// Of the file whose lock is held until this is gone; -1 for none.
  private var lockDescriptor: Int32 = -1

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit {
    if lockDescriptor >= 0 { close(lockDescriptor) }
    close(descriptor)
  }

  /// Opens a folder by its path, as the user gave it.
  init(path: String) throws(WriteError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("'\(path)' cannot be opened: \(Posix.lastError)") }
    self.init(descriptor: descriptor)
  }

  /// Opens a folder further down; "" is this one.
  func folder(_ path: String) throws(WriteError) -> Folder {
    var current = dup(descriptor)
    for part in path.split(separator: "/") {
      let next = openat(current, String(part), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      let reason = errno
      close(current)
      guard next >= 0 else { throw Self.error(reason, path) }
      current = next
    }
    guard current >= 0 else { throw .system("'\(path)' cannot be opened: \(Posix.lastError)") }
    return Folder(descriptor: current)
  }

  private static func error(_ number: Int32, _ path: String) -> WriteError {
    if number == ELOOP || number == ENOTDIR { return .blocked("'\(path)' has a link or a file in its way") }
    return .system("'\(path)' cannot be opened: \(String(cString: strerror(number)))")
  }

  /// What stands under a name; links are not followed.
  func kind(_ name: String) -> Posix.Kind {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .missing }
    return Posix.kind(mode: status.st_mode)
  }

  /// The permission bits of a file.
  func mode(_ name: String) -> mode_t? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return status.st_mode & 0o777
  }

  /// Whether two names stand for one file.
  func isSame(_ name: String, as other: String, in folder: borrowing Folder) -> Bool {
    var (first, second) = (stat(), stat())
    guard fstatat(descriptor, name, &first, AT_SYMLINK_NOFOLLOW) == 0,
      fstatat(folder.descriptor, other, &second, AT_SYMLINK_NOFOLLOW) == 0
    else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// The content of a regular file.
  func read(_ name: String) throws(WriteError) -> [UInt8] {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw Self.error(errno, name) }
    defer { close(file) }
    do throws(Posix.ReadError) {
      return try Posix.readAll(file)
    } catch {
      throw .system("'\(name)' cannot be read")
    }
  }

  // MARK: Changes

  func makeFolder(_ name: String, mode: mode_t = 0o755) throws(WriteError) {
    guard mkdirat(descriptor, name, mode) == 0 else {
      throw .system("the folder '\(name)' cannot be made: \(Posix.lastError)")
    }
  }

  /// Makes a file that must not exist yet and writes all of it to the disk.
  /// - Parameter exact: whether the mode is taken as it is, against the user's umask.
  func makeFile(_ name: String, _ bytes: [UInt8], mode: mode_t, exact: Bool = false) throws(WriteError) {
    let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard file >= 0 else { throw .system("'\(name)' cannot be made: \(Posix.lastError)") }
    defer { close(file) }
    guard !exact || fchmod(file, mode) == 0, Console.write(bytes, to: file), fsync(file) == 0 else {
      throw .system("'\(name)' cannot be written: \(Posix.lastError)")
    }
  }

  /// Moves a file or folder; a file that is there already is replaced, in one step.
  func move(_ name: String, to folder: borrowing Folder, _ newName: String) throws(WriteError) {
    guard renameat(descriptor, name, folder.descriptor, newName) == 0 else {
      let reason = errno
      if reason == EEXIST || reason == ENOTEMPTY || reason == ENOTDIR || reason == EISDIR {
        throw .blocked("'\(newName)' has appeared meanwhile")
      }
      throw .system("'\(newName)' cannot be put into its place: \(String(cString: strerror(reason)))")
    }
  }

  /// Gives a file a second name, which must not exist yet.
  func link(_ name: String, to folder: borrowing Folder, _ newName: String) throws(WriteError) {
    guard linkat(descriptor, name, folder.descriptor, newName, 0) == 0 else {
      let reason = errno
      if reason == EEXIST { throw .blocked("'\(newName)' has appeared meanwhile") }
      throw .system("'\(newName)' cannot be put into its place: \(String(cString: strerror(reason)))")
    }
  }

  func removeFile(_ name: String) { unlinkat(descriptor, name, 0) }

  /// Removes a folder and all that is in it.
  func removeFolder(_ name: String) {
    if let inner = try? folder(name) {
      for entry in inner.names() {
        if inner.kind(entry) == .directory { inner.removeFolder(entry) } else { inner.removeFile(entry) }
      }
    }
    unlinkat(descriptor, name, AT_REMOVEDIR)
  }

  /// The names in the folder, without `.` and `..`.
  func names() -> [String] {
    guard let stream = fdopendir(dup(descriptor)) else { return [] }
    defer { closedir(stream) }
    rewinddir(stream)
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes what happened to the names in the folder last.
  func sync() { _ = fsync(descriptor) }

  /// Takes the lock of a file, which is made where it is missing, for as long as this folder is open; false where
  /// another has it.
  mutating func lock(_ name: String) throws(WriteError) -> Bool {
    let file = openat(descriptor, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system("'\(name)' cannot be made: \(Posix.lastError)") }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      return false
    }
    lockDescriptor = file
    return true
  }
}
