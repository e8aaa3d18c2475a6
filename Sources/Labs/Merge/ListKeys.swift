import YAML

/// How the elements of a list are told apart.
enum ListKeys {
  /// Lists of kustomize that are sets of paths.
  private static let sets: Set<String> = [
    "resources", "components", "bases", "crds", "configurations", "transformers", "generators", "validators",
    "finalizers",
  ]
  private static let parts = ["kind", "namespace", "name"]

  /// The keys of the elements, in their order; nil where the list is merged as a whole.
  static func keys(of list: Node, field: String) -> [String]? {
    var keys: [String] = []
    for element in list.elements {
      guard !element.isAlias, let key = key(of: element, isSet: sets.contains(field)), !keys.contains(key)
      else {
        return nil
      }
      keys.append(key)
    }
    return keys
  }

  private static func key(of element: Node, isSet: Bool) -> String? {
    if element.kind == .scalar { return isSet && element.scalarType == .string ? element.text : nil }
    guard element.kind == .mapping, element.ownValue(of: "name")?.scalarType == .string else { return nil }
    return parts.map { element.ownValue(of: $0)?.text ?? "" }.joined(separator: "\u{0}")
  }
}
