import Diagnostics
import YAML

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Holds the readers of YAML against each other, on files and on random changes of them.
struct Agreement {
  /// What makes the difference in YAML, put where it was not meant.
  private static let pieces: [[UInt8]] = [
    " ", "\n", ":", ": ", "- ", "-", "#", " #", "|", "|-", ">", "'", "\"", "\\", "[", "]", "{", "}", ",",
    "&a",
    "*a", "!", "%", "@", "`", "?", "? ", "---", "---\n", "...", "~", "<<: ", "\t", "\r\n", "é", "  ", "a",
    "0",
    "''", "\n\n", "\n ", "\n  ", "|+\n",
  ].map { Array($0.utf8) }

  private var generator: Random
  private var accepted = 0
  private var tried = 0

  /// The numbers of SplitMix64, the same everywhere for one seed.
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  init(seed: UInt64) { generator = Random(state: seed) }

  /// 1 where two readers disagree; the text is printed then.
  consuming func run(_ path: String, _ count: Int) -> Int32 {
    var files: [[UInt8]] = []
    _ = BareWalk(.visit { files.append($0) }).run(path)
    for file in files where file.count < 20_000 {
      for turn in 0...count {
        let text = turn == 0 ? file : changed(file)
        guard agrees(text) else {
          print(String(decoding: text, as: UTF8.self))
          return 1
        }
      }
    }
    print("\(files.count) files, \(tried) texts, \(accepted) of them by both readers, no difference")
    return 0
  }

  private mutating func changed(_ file: [UInt8]) -> [UInt8] {
    // A short piece of the file, so that changes meet.
    let start =
      file.isEmpty ? 0 : lineStart(before: Int.random(in: 0..<file.count, using: &generator), in: file)
    var text = Array(file[start..<min(file.count, start + Int.random(in: 20...400, using: &generator))])
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let place = Int.random(in: 0...text.count, using: &generator)
      let last = min(text.count, place + Int.random(in: 0...3, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: text.removeSubrange(place..<last)
      case 1:
        text.insert(contentsOf: text[place..<last], at: Int.random(in: 0...text.count, using: &generator))
      default: text.replaceSubrange(place..<last, with: Self.pieces.randomElement(using: &generator) ?? [])
      }
    }
    return text
  }

  private func lineStart(before offset: Int, in file: [UInt8]) -> Int {
    file[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  }

  private mutating func agrees(_ text: [UInt8]) -> Bool {
    tried += 1
    let source = SourceFile(path: "", bytes: text)
    let read = YAMLStream(source)
    guard !read.isLibyaml else { return true }
    accepted += 1
    return read.isSame(as: YAMLStream(libyaml: source, 0..<text.count))
  }
}
