/// Chance that is the same for the same seed (SplitMix64).
struct Dice {
  private var state: UInt64

  /// - Parameter words: what the throws are for; other words, other throws.
  init(seed: UInt64, _ words: String...) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for byte in words.joined(separator: "|").utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func int(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }
  mutating func pick<Element>(_ list: [Element]) -> Element { list[int(list.count)] }

  mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
    var list = list
    for index in list.indices.dropFirst() { list.swapAt(index, int(index + 1)) }
    return list
  }

  mutating func letters(_ count: Int, of alphabet: String = "abcdefghijklmnopqrstuvwxyz") -> String {
    let alphabet = Array(alphabet)
    return String((0..<count).map { _ in pick(alphabet) })
  }

  /// A text with one letter put in, taken out or replaced, its first and last sign kept.
  mutating func oneEdit(_ text: String) -> String {
    var signs = Array(text)
    let places = signs.indices.dropFirst().dropLast().filter { signs[$0].isLetter }
    guard !places.isEmpty else { return text + letters(1) }
    let place = pick(Array(places))
    let old = signs[place]
    var new = Character(letters(1))
    while new.lowercased() == old.lowercased() { new = Character(letters(1)) }
    switch int(3) {
    case 0: signs.insert(new, at: place)
    case 1: signs.remove(at: place)
    default: signs[place] = new
    }
    return String(signs) == text ? text + "q" : String(signs)
  }
}
