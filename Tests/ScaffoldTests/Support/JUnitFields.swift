import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What GitLab reads of a JUnit report (GitLab documentation, Unit test reports, "JUnit XML format"): `testsuites`,
/// in it `testsuite`, in it `testcase` with name, classname, file and time, in it `failure`, `error`, `skipped` and
/// `system-out`; and that the counts are those of the cases.
final class JUnitFields: NSObject, XMLParserDelegate {
  private(set) var mistakes: [String] = []
  private(set) var cases: [String] = []
  private var open: [String] = []
  private var declared: [String: [Int]] = [:]
  private var counted = ["failures": 0, "skipped": 0, "errors": 0]

  private static let parents: [String: [String]] = [
    "testsuites": [""], "testsuite": ["testsuites"], "testcase": ["testsuite"],
    "failure": ["testcase"], "error": ["testcase"], "skipped": ["testcase"],
    "system-out": ["testcase"], "system-err": ["testcase"],
  ]

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { mistakes.append("no XML: \(parser.parserError.map { "\($0)" } ?? "")") }
    for (name, values) in declared {
      let count = name == "tests" ? cases.count : counted[name] ?? 0
      for value in values where value != count {
        mistakes.append("'\(name)' is \(value), counted \(count)")
      }
    }
    if Set(cases).count != cases.count { mistakes.append("two cases have one name") }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let parent = open.last ?? ""
    if Self.parents[name]?.contains(parent) != true { mistakes.append("<\(name)> in <\(parent)>") }
    open.append(name)
    switch name {
    case "testsuites", "testsuite":
      for key in ["tests", "failures", "errors", "skipped"] {
        guard let value = attributes[key].flatMap(Int.init) else {
          mistakes.append("<\(name)> without a number '\(key)'")
          continue
        }
        declared[key, default: []].append(value)
      }
      if attributes["name"]?.isEmpty != false { mistakes.append("<\(name)> without a name") }
    case "testcase":
      for key in ["name", "classname", "file"] where attributes[key]?.isEmpty != false {
        mistakes.append("<testcase> without '\(key)'")
      }
      if attributes["time"].flatMap(Double.init) == nil { mistakes.append("<testcase> without a time") }
      if attributes["file"]?.hasPrefix("/") == true { mistakes.append("a path from the root of the disk") }
      cases.append(attributes["name"] ?? "")
    case "failure", "error":
      for key in ["message", "type"] where attributes[key]?.isEmpty != false {
        mistakes.append("<\(name)> without '\(key)'")
      }
      counted[name == "failure" ? "failures" : "errors", default: 0] += 1
    case "skipped": counted["skipped", default: 0] += 1
    default: break
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}
