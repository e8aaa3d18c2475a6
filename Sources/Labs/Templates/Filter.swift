import Diagnostics
import Manifests

/// The filters of the template language; whatever else a lab needs is a derived value.
enum Filter: String, CaseIterable, Sendable {
  case lower, upper, trim, kebab, dnsLabel = "dns-label", base64, json, sha8, host, basename, join, `default`

  /// Whether it is written with an argument: `join(",")`.
  var takesArgument: Bool { self == .join || self == .default }

  func apply(to value: TemplateValue, _ call: Expression.FilterCall) throws(ExpressionError) -> TemplateValue
  {
    switch self {
    case .json: return value.with(.string(value.content.json))
    case .default:
      let isAbsent = value.content == .none || value.content == .string("")
      return isAbsent ? value.with(.string(call.argument ?? "")) : value
    case .join: return value.with(.string(try joined(value.content, call)))
    default: break
    }
    guard case .string(let text) = value.content else {
      throw ExpressionError(
        message: "the filter '\(rawValue)' takes a string, and this is \(value.content.kindName)",
        offset: call.offset
      )
    }
    return value.with(.string(apply(to: text)))
  }

  private func joined(_ value: TemplateValue.Content, _ call: Expression.FilterCall) throws(ExpressionError)
    -> String
  {
    guard case .list(let elements) = value else {
      throw ExpressionError(
        message: "the filter 'join' takes a list, and this is \(value.kindName)", offset: call.offset)
    }
    return elements.compactMap(\.text).joined(separator: call.argument ?? "")
  }

  private func apply(to text: String) -> String {
    switch self {
    case .lower: text.lowercased()
    case .upper: text.uppercased()
    case .trim: text.trimmed
    case .kebab: Self.kebab(text)
    case .dnsLabel: Self.dnsLabel(text)
    case .base64: Base64.encode(text.utf8)
    case .sha8: String(SHA256.hex(text.utf8).prefix(8))
    case .host: Self.host(text)
    case .basename: TreePath.name(of: text)
    case .json, .join, .default: text
    }
  }

  /// `fooBar baz_qux` as `foo-bar-baz-qux`.
  private static func kebab(_ text: String) -> String {
    var words: [[UInt8]] = [[]]
    for byte in text.utf8 {
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      if isUpper, let last = words.last?.last, last < UInt8(ascii: "A") || last > UInt8(ascii: "Z") {
        words.append([])
      }
      if byte.isAlphanumeric {
        words[words.count - 1].append(isUpper ? byte | 0x20 : byte)
      } else {
        words.append([])
      }
    }
    return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }

  /// Lower-case letters, digits and single dashes, at most 63, none of the dashes at an end.
  private static func dnsLabel(_ text: String) -> String {
    let parts = text.lowercased().utf8.split { !$0.isAlphanumeric }
    let label = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-").utf8.prefix(63)
    return String(decoding: label.last == UInt8(ascii: "-") ? label.dropLast() : label, as: UTF8.self)
  }

  /// `HOST[:PORT]` of a URL or of a registry path.
  private static func host(_ text: String) -> String {
    var rest = Substring(text)
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "/" }
    if let user = rest.lastIndex(of: "@") { rest = rest[rest.index(after: user)...] }
    return String(rest)
  }
}

extension UInt8 {
  /// Whether it is an ASCII letter or digit.
  var isAlphanumeric: Bool {
    (self >= 0x30 && self <= 0x39) || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z"))
  }

  /// Whether it is a lower-case ASCII letter or a digit.
  var isLowerOrDigit: Bool { isAlphanumeric && !(self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z")) }
}
