/// Which directories include which, as far as it has been asked for.
struct DirectoryGraph: Sendable {
  private var children: [String: [String]] = [:]
  /// The number of the cycle that a directory lies on; directories on no cycle have a number of their own.
  private var cycles: [String: Int] = [:]
  private var cycleCount = 0

  /// Whether including `child` from `parent` closes a circle.
  func isCycle(from parent: String, to child: String) -> Bool {
    guard let number = cycles[parent] else { return parent == child }
    return number == cycles[child]
  }

  /// Every directory that a build of `root` needs, each behind those that it includes.
  ///
  /// - Parameter read: the directories that one includes.
  mutating func order(from root: String, _ read: (String) -> [String]) -> [String] {
    if cycles[root] == nil { findCycles(from: root, read) }
    var order: [String] = []
    var seen: Set<String> = [root]
    var stack = [(directory: root, next: 0)]
    while let top = stack.last {
      let below = children[top.directory] ?? []
      guard top.next < below.count else {
        order.append(top.directory)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      if seen.insert(below[top.next]).inserted { stack.append((below[top.next], 0)) }
    }
    return order
  }

  /// Tarjan's algorithm without recursion: a tree may nest deeper than the stack.
  private mutating func findCycles(from root: String, _ read: (String) -> [String]) {
    var numbers: [String: Int] = [:]
    var lowest: [String: Int] = [:]
    var open: [String] = []
    var work: [(directory: String, next: Int)] = []
    func enter(_ directory: String, _ graph: inout DirectoryGraph) {
      numbers[directory] = numbers.count
      lowest[directory] = numbers[directory]
      open.append(directory)
      work.append((directory, 0))
      graph.children[directory] = graph.children[directory] ?? read(directory)
    }
    enter(root, &self)
    while let top = work.last {
      let directory = top.directory
      let below = children[directory] ?? []
      if top.next < below.count {
        work[work.count - 1].next += 1
        let child = below[top.next]
        if numbers[child] == nil, cycles[child] == nil {
          enter(child, &self)
        } else if cycles[child] == nil {
          lowest[directory] = min(lowest[directory] ?? 0, numbers[child] ?? 0)
        }
        continue
      }
      work.removeLast()
      if let parent = work.last?.directory {
        lowest[parent] = min(lowest[parent] ?? 0, lowest[directory] ?? 0)
      }
      guard lowest[directory] == numbers[directory] else { continue }
      cycleCount += 1
      while let member = open.popLast() {
        cycles[member] = cycleCount
        if member == directory { break }
      }
    }
  }
}
