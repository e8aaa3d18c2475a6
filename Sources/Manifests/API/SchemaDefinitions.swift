import Synchronization
import YAML

/// The types that `$ref`s of a JSON Schema lead to, each read when it is first asked for.
final class Definitions: SchemaTable {
  private let nodes: [Node]
  private let numbers: [String: Int]
  private let compiled: Mutex<[Int: SchemaType]>

  /// - Parameters:
  ///   - own: the file itself; its names win.
  ///   - others: the file that references of another file lead to.
  init(own: Node, others: Node?) {
    var nodes: [Node] = []
    var numbers: [String: Int] = [:]
    for root in [own, others].compactMap(\.self) {
      for list in [root["definitions"], root["$defs"]].compactMap(\.self) {
        for entry in list.entries {
          guard let name = entry.key.text, numbers[name] == nil else { continue }
          numbers[name] = nodes.count
          nodes.append(entry.value)
        }
      }
    }
    self.nodes = nodes
    self.numbers = numbers
    compiled = Mutex([:])
  }

  /// The number of the type that a `$ref` such as `#/definitions/io.k8s.api.core.v1.Pod` names.
  func number(of reference: String) -> Int? {
    reference.split(separator: "/").last.flatMap { numbers[String($0)] }
  }

  func type(_ number: Int) -> SchemaType? {
    guard nodes.indices.contains(number) else { return nil }
    if let known = compiled.withLock({ $0[number] }) { return known }
    let made = SchemaReader(form: .jsonSchema, definitions: self).type(nodes[number], depth: 0)
    compiled.withLock { $0[number] = made }
    return made
  }
}
