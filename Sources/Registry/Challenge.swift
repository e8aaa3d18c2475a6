/// What a registry asks for before it answers: the header `WWW-Authenticate` of RFC 9110 §11.
struct Challenge {
  /// In lower case: `basic`, `bearer`.
  let scheme: String
  /// Names in lower case.
  let parameters: [String: String]

  /// Reads the first challenge of a header; nil where there is none.
  init?(_ header: String) {
    let text = Array(header.utf8)
    let scheme = text.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",") }
    guard !scheme.isEmpty else { return nil }
    self.scheme = String(decoding: scheme, as: UTF8.self).lowercased()
    var parameters: [String: String] = [:]
    var rest = text.dropFirst(scheme.count)
    while let (name, value) = Self.parameter(&rest) { parameters[name.lowercased()] = value }
    self.parameters = parameters
  }

  /// Takes `name=value` or `name="value"` off the text.
  private static func parameter(_ rest: inout ArraySlice<UInt8>) -> (String, String)? {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
    guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let name = String(decoding: rest[..<equals], as: UTF8.self)
    // A second challenge begins here.
    guard !name.contains(" ") else { return nil }
    rest = rest[rest.index(after: equals)...]
    guard rest.first == UInt8(ascii: "\"") else {
      let value = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: " ") }
      rest = rest[value.endIndex...]
      return (name, String(decoding: value, as: UTF8.self))
    }
    rest = rest.dropFirst()
    var value: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      value.append(byte == UInt8(ascii: "\\") ? rest.popFirst() ?? byte : byte)
    }
    return (name, String(decoding: value, as: UTF8.self))
  }
}
