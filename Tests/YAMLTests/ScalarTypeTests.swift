import Testing
import YAML

@Suite struct ScalarTypeTests {
  @Test(arguments: [
    ("", ScalarType.null), ("~", .null), ("null", .null), ("NULL", .null), ("true", .bool), ("FALSE", .bool),
    ("yes", .string), ("on", .string), ("n", .string), ("12", .int), ("-1", .int), ("+7", .int),
    ("010", .int),
    ("0o17", .int), ("0x1F", .int), ("0b101", .int), ("1_000", .int), ("1.10", .float), ("1e3", .float),
    (".5", .float),
    ("6.", .float), (".inf", .float), ("-.INF", .float), (".nan", .float), ("0.1.0", .string),
    ("12:30:00", .string),
    ("1.2.3.4", .string), ("5m", .string), ("2001-01-01", .timestamp), ("2001-1-1", .string), ("-", .string),
    ("1-2", .string), ("0o18", .string), ("0xg", .string), ("1e", .string), ("e3", .string),
    ("2001-01-01T00:00:00Z", .timestamp),
  ])
  func `a plain scalar has the type that kustomize gives it`(_ text: String, _ type: ScalarType) {
    #expect(ScalarType(plain: Array(text.utf8)) == type)
  }

  @Test func `quotes, blocks and tags decide before the text does`() throws {
    #expect(try root("k: '12'\n")["k"]?.scalarType == .string)
    #expect(try root("k: |\n  12\n")["k"]?.scalarType == .string)
    #expect(try root("k: !!str 12\n")["k"]?.scalarType == .string)
    #expect(try root("k: !!int '12'\n")["k"]?.scalarType == .int)
    #expect(try root("k: [1]\n")["k"]?.scalarType == nil)
  }
}
