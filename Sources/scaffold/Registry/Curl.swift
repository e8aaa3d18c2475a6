import Registry

/// The program curl. Everything that it is to do stands on its standard input: no URL, header or password is in an
/// argument, a variable or a file. It follows no redirect and reads no configuration of the user's.
struct Curl {
  /// In seconds, for one request.
  let timeout: Int

  func ask(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPResponse {
    var curl = ChildProcess(program: "curl", arguments: ["--disable", "--config", "-"])
    curl.environment += ChildProcess.variables(Self.variables)
    let result: ChildProcess.Result
    do throws(ChildProcess.Failure) {
      result = try curl.run(input: Array(configuration(request).utf8))
    } catch {
      switch error {
      case .missing: throw .unable("it needs the program curl, which is not in PATH")
      case .system(let words): throw .unable("curl cannot be run: \(words)")
      }
    }
    guard result.status == 0 else { throw .unreachable(Self.reason(result, request)) }
    guard let response = HTTPResponse(result.out) else {
      throw .unreachable("'\(request.url)' gives no answer of HTTP")
    }
    return response
  }

  private func configuration(_ request: HTTPRequest) -> String {
    var lines = [
      "silent", "show-error", "include", "suppress-connect-headers", "globoff", "path-as-is",
      "proto = \(request.allowsPlainHTTP ? "=http,https" : "=https")",
      "connect-timeout = \(min(timeout, 10))", "max-time = \(timeout)", "max-filesize = \(64 << 20)",
      "url = \(Self.quoted(request.url))",
    ]
    lines += request.headers.map { "header = " + Self.quoted("\($0.name): \($0.value)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A value of curl's configuration, which knows these escapes; a line cannot be broken out of.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\0": continue
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// curl's own words, `curl: (7) Failed to connect to …`, without its name and number.
  private static func reason(_ result: ChildProcess.Result, _ request: HTTPRequest) -> String {
    let line = String(decoding: result.err.prefix { $0 != 0x0A }, as: UTF8.self)
    let words = line.split(separator: ") ", maxSplits: 1).last.map(String.init) ?? ""
    return words.isEmpty ? "curl ends with \(result.status)" : words
  }

  /// How the way out of this network is named.
  private static let variables = [
    "HTTPS_PROXY", "https_proxy", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR", "CURL_CA_BUNDLE",
  ]
}
