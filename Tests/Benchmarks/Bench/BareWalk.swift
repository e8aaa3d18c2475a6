import CYAML
import Diagnostics
import YAML

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A walk over a tree that does one thing with each YAML file, on one thread, and nothing else.
struct BareWalk {
  enum Work {
    case read, scan, tree
    case visit(([UInt8]) -> Void)
  }

  let work: Work
  private(set) var files = 0
  private(set) var bytes = 0
  /// Events of libyaml, or nodes.
  private(set) var count = 0
  private var buffer = [UInt8](repeating: 0, count: 1 << 20)

  init(_ work: Work) { self.work = work }

  /// Walks a directory; hidden ones are left out.
  consuming func run(_ path: String) -> BareWalk {
    let root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { Bench.fail("\(path) cannot be opened\n", 3) }
    walk(root)
    return self
  }

  private mutating func walk(_ descriptor: Int32) {
    guard let directory = fdopendir(descriptor) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let type = Int(entry.pointee.d_type)
      withUnsafeMutablePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          guard name[0] != CChar(UInt8(ascii: ".")) else { return }
          if type == Int(DT_DIR) {
            let inner = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            if inner >= 0 { walk(inner) }
          } else if type == Int(DT_REG), isYAML(name) {
            read(openat(descriptor, name, O_RDONLY | O_CLOEXEC))
          }
        }
      }
    }
  }

  private func isYAML(_ name: UnsafePointer<CChar>) -> Bool {
    let length = strlen(name)
    return length > 5 && strcmp(name + length - 5, ".yaml") == 0
      || length > 4 && strcmp(name + length - 4, ".yml") == 0
  }

  private mutating func read(_ descriptor: Int32) {
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let capacity = buffer.count
    let length = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, capacity) }
    guard length >= 0, length < capacity else { Bench.fail("a file cannot be read, or is too large\n", 3) }
    files += 1
    bytes += length
    switch work {
    case .read: break
    case .visit(let body): body(Array(buffer[..<length]))
    case .scan: scan(length)
    case .tree:
      let stream = YAMLStream(SourceFile(path: "", bytes: Array(buffer[..<length])))
      count += stream.nodeCount
    }
  }

  private mutating func scan(_ length: Int) {
    var parser = yaml_parser_t()
    var event = yaml_event_t()
    guard yaml_parser_initialize(&parser) == 1 else { return }
    defer { yaml_parser_delete(&parser) }
    buffer.withUnsafeBufferPointer { yaml_parser_set_input_string(&parser, $0.baseAddress, length) }
    while yaml_parser_parse(&parser, &event) == 1 {
      let isEnd = event.type == YAML_STREAM_END_EVENT
      yaml_event_delete(&event)
      count += 1
      if isEnd { break }
    }
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
