/// One request to a server. Its headers may hold a credential, so it is never printed.
package struct HTTPRequest: Sendable {
  package let url: String
  /// In the order that they are sent.
  package let headers: [(name: String, value: String)]
  /// Whether it may go over plain HTTP: the source says `insecure`.
  package let allowsPlainHTTP: Bool
}

/// What a server answers.
package struct HTTPResponse: Sendable {
  package let status: Int
  /// Names in lower case.
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]

  package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Reads an answer as it comes over the wire, behind those of a proxy and the interim ones; nil where it is none.
  package init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while true {
      guard let head = Self.head(&rest) else { return nil }
      if head.status >= 200 {
        self.init(status: head.status, headers: head.headers, body: Array(rest))
        return
      }
    }
  }

  /// The first value of a header.
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// Takes a status line and its headers off the text.
  private static func head(
    _ rest: inout ArraySlice<UInt8>
  ) -> (status: Int, headers: [(name: String, value: String)])? {
    guard let status = line(&rest), status.hasPrefix("HTTP/") else { return nil }
    let words = status.split(separator: " ")
    guard words.count >= 2, let code = Int(words[1]) else { return nil }
    var headers: [(name: String, value: String)] = []
    while let text = line(&rest), !text.isEmpty {
      guard let colon = text.firstIndex(of: ":") else { continue }
      headers.append(
        (text[..<colon].lowercased(), text[text.index(after: colon)...].drop { $0 == " " }.description))
    }
    return (code, headers)
  }

  /// Takes a line off the text, without its line break; nil at the end.
  private static func line(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    var line = rest[..<end]
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    rest = rest[rest.index(after: end)...]
    return String(decoding: line, as: UTF8.self)
  }
}

/// Why there is no answer.
package enum HTTPFailure: Error, Sendable {
  /// The server cannot be reached: one clause.
  case unreachable(String)
  /// Requests cannot be made here at all: one sentence.
  case unable(String)
}
