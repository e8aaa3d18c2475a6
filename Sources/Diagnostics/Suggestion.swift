/// The known name nearest to a misspelt one: an insertion, deletion, substitution or swap of neighbours
/// counts 1, and at most 2 are allowed (1 for names of up to four bytes). Nil where nothing is that near.
package func nearest<Names: Sequence<String>>(to name: String, among names: Names) -> String? {
  let limit = name.utf8.count <= 4 ? 1 : 2
  var best: (distance: Int, name: String)?
  for candidate in names where candidate != name {
    let distance = editDistance(name, candidate, limit: limit)
    guard distance <= limit else { continue }
    if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

/// The edit distance of two strings in bytes, letter case counted as 1 however many letters differ by it alone;
/// `limit + 1` as soon as it is beyond `limit`.
package func editDistance(_ left: String, _ right: String, limit: Int) -> Int {
  guard abs(left.utf8.count - right.utf8.count) <= limit else { return limit + 1 }
  var a = Array(left.utf8)[...]
  var b = Array(right.utf8)[...]
  let shared = zip(a, b).prefix { $0 == $1 }.count
  (a, b) = (a.dropFirst(shared), b.dropFirst(shared))
  guard let first = a.first, let second = b.first else { return max(a.count, b.count) }
  // Most names differ in more than letter case at the first byte in which they differ.
  let mayFold = first >= 0x80 || second >= 0x80 || first | 0x20 == second | 0x20
  if mayFold, left.lowercased() == right.lowercased() { return 1 }
  let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
  return distance(Array(a.dropLast(tail)), Array(b.dropLast(tail)), limit: limit)
}

private func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [Int](repeating: i + 1, count: b.count + 1)
    for j in 0..<b.count {
      row[j + 1] = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
      }
    }
    guard (row.min() ?? 0) <= limit else { return limit + 1 }
    (beforeLast, last) = (last, row)
  }
  return min(last[b.count], limit + 1)
}
