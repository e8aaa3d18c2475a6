/// What an object must satisfy besides its fields: `allOf`, `anyOf`, `oneOf`, `not`, and the rules of
/// `x-kubernetes-validations`.
package struct SchemaConditions: Sendable {
  var all: [SchemaType] = []
  var any: [SchemaType] = []
  var one: [SchemaType] = []
  var not: SchemaType?
  var rules: [SchemaRule] = []

  var isEmpty: Bool { all.isEmpty && any.isEmpty && one.isEmpty && not == nil && rules.isEmpty }
}

extension SchemaConditions {
  /// `one of 'a' or 'b'` where the alternatives ask for nothing but one field each; nil for any others.
  static func names(_ alternatives: [SchemaType]) -> [String]? {
    let names = alternatives.compactMap { type -> String? in
      let required = type.fields.required
      return required.count == 1 && type.fields.names.count == 1 ? type.fields.names[required[0]] : nil
    }
    return names.count == alternatives.count ? names : nil
  }
}
