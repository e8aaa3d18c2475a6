import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Paths inside a tree: relative to its root, `/` between components, "" for the root itself.
package enum TreePath {
  /// The directory that holds a path; "" for one at the root.
  package static func directory(of path: String) -> String {
    var path = path
    return path.withUTF8 { bytes in
      guard let slash = lastSlash(bytes) else { return "" }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[..<slash]), as: UTF8.self)
    }
  }

  private static func lastSlash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var offset = bytes.count - 1
    while offset >= 0 {
      if bytes[offset] == UInt8(ascii: "/") { return offset }
      offset -= 1
    }
    return nil
  }

  /// The last component.
  package static func name(of path: String) -> String {
    var path = path
    return path.withUTF8 { bytes in
      let start = lastSlash(bytes).map { $0 + 1 } ?? 0
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start...]), as: UTF8.self)
    }
  }

  /// A path as written in a file of `directory`, resolved: `.` and `..` followed, repeated `/` folded.
  /// Nil where it leaves the root or is absolute.
  package static func resolve(_ written: String, from directory: String) -> String? {
    if isName(written) { return join(directory, written) }
    guard written.utf8.first != UInt8(ascii: "/") else { return nil }
    return follow(written, from: directory, staysAtRoot: false)
  }

  /// Follows the parts of a path; nil where a `..` leaves the root and does not stay there.
  private static func follow(_ written: String, from directory: String, staysAtRoot: Bool) -> String? {
    let slash = UInt8(ascii: "/")
    var path = Array(directory.utf8)
    var written = written
    let isInside = written.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: slash) ?? bytes.count
        defer { start = end + 1 }
        let part = bytes[start..<end]
        if part.isEmpty || part.elementsEqual(".".utf8) { continue }
        if part.elementsEqual("..".utf8) {
          guard !path.isEmpty || staysAtRoot else { return false }
          path.removeSubrange((path.lastIndex(of: slash) ?? 0)...)
        } else {
          if !path.isEmpty { path.append(slash) }
          path.append(contentsOf: part)
        }
      }
      return true
    }
    return isInside ? String(decoding: path, as: UTF8.self) : nil
  }

  /// Whether a path as written is one plain name, as most are: no `/`, and neither `.` nor `..`.
  private static func isName(_ written: String) -> Bool {
    var written = written
    return written.withUTF8 { bytes in
      var isDots = true
      for byte in bytes {
        if byte == UInt8(ascii: "/") { return false }
        if byte != UInt8(ascii: ".") { isDots = false }
      }
      return !isDots
    }
  }

  /// A path of a Flux Kustomization: a leading `/` means the root, and `..` at the root stays there.
  package static func clamped(_ written: String) -> String {
    follow(written, from: "", staysAtRoot: true) ?? ""
  }

  package static func join(_ directory: String, _ name: String) -> String {
    guard !directory.isEmpty else { return name }
    var (directory, name) = (directory, name)
    return directory.withUTF8 { directory in
      name.withUTF8 { name in
        String(unsafeUninitializedCapacity: directory.count + name.count + 1) { memory in
          _ = memory.update(fromContentsOf: directory)
          memory[directory.count] = UInt8(ascii: "/")
          _ = UnsafeMutableBufferPointer(rebasing: memory[(directory.count + 1)...]).update(
            fromContentsOf: name)
          return directory.count + name.count + 1
        }
      }
    }
  }

  /// Whether a path is `directory` itself or lies below it; all paths lie below "".
  package static func contains(_ directory: String, _ path: String) -> Bool {
    guard !directory.isEmpty else { return true }
    let length = directory.utf8.count
    var (directory, path) = (directory, path)
    return path.withUTF8 { path in
      guard path.count >= length, path.count == length || path[length] == UInt8(ascii: "/") else {
        return false
      }
      return directory.withUTF8 { $0.elementsEqual(path[..<length]) }
    }
  }

  /// `path` as it would be written in a file of `directory`.
  package static func relative(_ path: String, to directory: String) -> String {
    if path != directory, contains(directory, path) {
      return directory.isEmpty ? path : String(path.utf8.dropFirst(directory.utf8.count + 1)) ?? path
    }
    let target = path.split(separator: "/")
    let base = directory.split(separator: "/")
    let shared = zip(target, base).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: base.count - shared)
    return (up + target.dropFirst(shared).map(String.init)).joined(separator: "/")
  }

  /// The order of paths in every list: by byte.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    var (left, right) = (left, right)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        guard let a = left.baseAddress, let b = right.baseAddress else { return left.count < right.count }
        let order = memcmp(a, b, min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
      }
    }
  }

  /// The positions of paths in the order of ``precedes(_:_:)``.
  ///
  /// Their bytes are laid out one behind the other, since to reach those of a text costs more than to compare them.
  static func order(of paths: some Collection<String>) -> [Int] {
    var bytes: [UInt8] = []
    var ends = [0]
    for path in paths {
      bytes.append(contentsOf: path.utf8)
      ends.append(bytes.count)
    }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return Array(0..<paths.count) }
      return (0..<paths.count).sorted { left, right in
        let (a, b) = (ends[left + 1] - ends[left], ends[right + 1] - ends[right])
        let order = memcmp(base + ends[left], base + ends[right], min(a, b))
        return order == 0 ? a < b : order < 0
      }
    }
  }

  /// Whether the last component is a name.
  package static func isNamed(_ path: String, _ name: StaticString) -> Bool {
    guard path.ends(with: name) else { return false }
    var path = path
    return path.withUTF8 { bytes in
      let start = bytes.count - name.utf8CodeUnitCount
      return start == 0 || bytes[start - 1] == UInt8(ascii: "/")
    }
  }

  /// Whether a path lies in a directory itself, not deeper.
  static func isDirectly(_ path: String, in directory: String) -> Bool {
    guard contains(directory, path) else { return false }
    var path = path
    return path.withUTF8 { bytes in
      let start = directory.isEmpty ? 0 : directory.utf8.count + 1
      return bytes.count > start && !bytes[start...].contains(UInt8(ascii: "/"))
    }
  }

  /// Whether the name ends in `.yaml` or `.yml`.
  package static func isYAML(_ path: String) -> Bool {
    path.ends(with: ".yaml") || path.ends(with: ".yml")
  }

  /// Whether kustomize takes a file of this name for the kustomization of its directory.
  package static func isKustomization(_ path: String) -> Bool {
    isNamed(path, "kustomization.yaml") || isNamed(path, "kustomization.yml")
      || isNamed(path, "Kustomization")
  }

  /// The place of a kustomization's name in kustomize's order of names.
  static func kustomizationRank(of path: String) -> Int {
    kustomizationNames.firstIndex(of: name(of: path)) ?? kustomizationNames.count
  }

  /// The three names, in kustomize's order.
  package static let kustomizationNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"]
}
