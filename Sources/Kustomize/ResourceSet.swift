import Manifests

/// The objects of a directory in the order in which they were added, found by identity.
struct ResourceSet: Sendable {
  private(set) var resources: [Resource] = []
  /// So many are looked through one by one.
  private static let few = 12
  /// Where each present identity stands; nil while it has to be counted anew, and where there are few.
  private var positions: [ResourceKey: Int]?
  /// Where each identity, past ones included, stands; nil as ``positions``.
  private var anyPositions: [ResourceKey: [Int]]?
  /// Whether single objects have changed, so that two may have one identity.
  private var mayHoldDuplicates = false

  var count: Int { resources.count }
  var indices: Range<Int> { resources.indices }
  subscript(index: Int) -> Resource { resources[index] }

  /// The position of the object that has an identity now.
  mutating func position(of key: ResourceKey) -> Int? {
    if let positions { return positions[key] }
    if resources.count <= Self.few { return resources.firstIndex { $0.key == key } }
    var counted: [ResourceKey: Int] = [:]
    counted.reserveCapacity(resources.count)
    for (index, resource) in resources.enumerated() where counted[resource.key] == nil {
      counted[resource.key] = index
    }
    positions = counted
    return counted[key]
  }

  /// The positions of the objects that have or once had an identity.
  mutating func anyPositions(of key: ResourceKey) -> [Int] {
    if let anyPositions { return anyPositions[key] ?? [] }
    if resources.count <= Self.few { return resources.indices.filter { resources[$0].hasHad(key) } }
    var counted: [ResourceKey: [Int]] = [:]
    for (index, resource) in resources.enumerated() {
      for key in resource.keys where counted[key]?.last != index { counted[key, default: []].append(index) }
    }
    anyPositions = counted
    return counted[key] ?? []
  }

  /// Adds an object at the end; where its identity is taken, adds nothing and returns the object that has it.
  mutating func append(_ resource: Resource) -> Resource? {
    if positions == nil, let position = position(of: resource.key) { return resources[position] }
    if let known = positions?.updateValue(resources.count, forKey: resource.key) {
      positions?[resource.key] = known
      return resources[known]
    }
    if anyPositions != nil {
      for key in resource.previous.isEmpty ? [resource.key] : Set(resource.keys) {
        anyPositions?[key, default: []].append(resources.count)
      }
    }
    resources.append(resource)
    return nil
  }

  /// Changes the content of one object, not its identity.
  mutating func updateContent(at index: Int, _ root: Value) {
    resources[index].replaceContent(root)
  }

  /// Puts an object of the same identity in the place of one.
  mutating func updateContent(at index: Int, to resource: Resource) {
    resources[index] = resource
  }

  /// Changes one object.
  mutating func update(at index: Int, _ change: (inout Resource) -> Void) {
    change(&resources[index])
    positions = nil
    anyPositions = nil
    mayHoldDuplicates = true
  }

  /// Two objects that have one identity now; nil where there are none.
  mutating func duplicate() -> (Resource, Resource)? {
    guard mayHoldDuplicates else { return nil }
    var seen: [ResourceKey: Int] = [:]
    for (index, resource) in resources.enumerated() {
      if let first = seen.updateValue(index, forKey: resource.key) { return (resources[first], resource) }
    }
    mayHoldDuplicates = false
    return nil
  }

  /// Changes every object in turn.
  mutating func updateAll(_ change: (inout Resource) -> Void) {
    for index in resources.indices { change(&resources[index]) }
    positions = nil
    anyPositions = nil
  }

  /// Removes the objects at these positions.
  mutating func remove(_ removed: Set<Int>) {
    guard !removed.isEmpty else { return }
    resources = resources.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
    positions = nil
    anyPositions = nil
  }
}
