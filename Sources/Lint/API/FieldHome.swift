import Manifests

extension APIReview {
  /// Where a field that its mapping does not have would be right: the path of the one mapping inside it, or of the
  /// nearest one around it, that has a field of the name; nil where there is none, or more than one inside.
  func home(of violation: SchemaViolation, in manifest: Manifest) -> String? {
    guard let name = violation.path.last else { return nil }
    let parent = Array(violation.path.dropLast())
    if parent.isEmpty, Self.objectMeta?.fields[name] != nil { return "metadata" }
    return catalog.schemas(manifest.id.apiVersion, manifest.id.kind).lazy
      .compactMap { Self.inside(parent, name, $0) ?? Self.around(parent, name, $0) }.first
  }

  private static func inside(_ parent: [String], _ name: String, _ schema: SchemaType) -> String? {
    let homes = mapping(at: parent, of: schema)?.fields.all.filter { child in
      child.field.type.mapping?.fields[name] != nil
    }
    return homes.flatMap { $0.count == 1 ? (parent + [$0[0].name]).joined(separator: ".") : nil }
  }

  private static func around(_ parent: [String], _ name: String, _ schema: SchemaType) -> String? {
    for depth in (1..<max(parent.count, 1)).reversed() {
      let path = Array(parent.prefix(depth))
      if mapping(at: path, of: schema)?.fields[name] != nil { return path.joined(separator: ".") }
    }
    return nil
  }

  private static func mapping(at path: [String], of schema: SchemaType) -> SchemaType? {
    path.isEmpty ? schema.mapping : schema.field(path)?.type.mapping
  }
}

extension SchemaType {
  /// The type itself, or the type of a list's elements.
  fileprivate var mapping: SchemaType? {
    guard let type = resolved else { return nil }
    return type.kind == .list ? type.element?.resolved : type
  }
}
