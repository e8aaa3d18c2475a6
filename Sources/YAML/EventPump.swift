internal import CYAML

/// libyaml's parser over one file's bytes: the only code that touches its memory.
struct EventPump: ~Copyable {
  // The parser keeps its own address, so it must not move.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>

  /// `input` must outlive the pump. Nil when libyaml has no memory left.
  init?(_ input: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      event.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// Reads the next event; false where the text cannot be read further.
  mutating func next() -> Bool {
    yaml_event_delete(event)
    return yaml_parser_parse(parser, event) == 1
  }

  /// The event that ``next()`` read; valid until the next call.
  var current: yaml_event_t { event.pointee }

  /// What stopped the reading: libyaml's words, and a mark or, for bytes that are no text, a byte offset.
  var problem: (message: String, mark: Int?, byte: Int) {
    let parser = parser.pointee
    var message = parser.problem.map { String(cString: $0) } ?? "out of memory"
    if parser.error == YAML_READER_ERROR { return (message, nil, Int(parser.problem_offset)) }
    if let context = parser.context { message += " " + String(cString: context) }
    return (message, Int(parser.problem_mark.index), 0)
  }
}
