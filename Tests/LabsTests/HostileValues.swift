import Testing

/// Values that YAML readers of one version or another take for something else, or that end a scalar early.
enum HostileValues {
  static let all: [String] = words + numbers + dates + indicators + structure + blanks + unicode + templates

  static let words = [
    "", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "yes", "Yes", "no", "No", "NO",
    "on",
    "On", "off", "OFF", "y", "Y", "n", "N", "<<", "=", ".inf", "-.INF", ".nan", ".NaN",
  ]
  static let numbers = [
    "0", "1", "-1", "+1", "0123", "0o17", "0x1F", "0b11", "1_000", "1.10", "1.", ".5", "1e3", "1E3", "1e+3",
    "-1.5e-3",
    "12:30:45", "190:20:30.15", "1.2.3", "5m", "1d", "0.1.0", "6.02e23", "0.0", "-0", "08", "1__0",
  ]
  static let dates = ["2024-01-01", "2024-01-01T00:00:00Z", "2024-1-1 1:2:3", "2001-12-14 21:59:43.10 -5"]
  static let indicators = [
    "-", "- a", "-rf", "--- a", "---", "...", "?", "? a", ":", ": a", "a:", "a: b", "a:b", "#", "# a",
    "a # b", "a#b",
    "&a", "*a", "!a", "!!int 1", "|", "|-", ">", "> a", "%TAG", "@a", "`a`", "'", "''", "\"", "\"a\"", "'a'",
    "a'b",
    "a\"b", "\\", "\\n", "[", "]", "[a]", "{", "}", "{a: b}", ",", "a, b", "a,b", "[]", "{}",
  ]
  static let structure = [
    "a\nb", "a\n", "\na", "a\n\nb", "a\nb: c", "x\n---\nkind: ClusterRoleBinding", "a\n  b", " a\nb",
    "a\n \nb", "\n",
    "\n\n", "a\r\nb", "a\rb", "a\tb", "\ta", "a\n\tb", "a\n\n", "a\n#b", "#b\na", "- a\n- b", "a\n...\n",
  ]
  static let blanks = [" ", "  ", " a", "a ", "a  b", "\t", "a\t"]
  static let unicode = [
    "é", "e\u{301}", "日本語", "😀", "a\u{A0}b", "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "\u{FEFF}a",
    "a\u{200B}b",
    "\u{202E}a", "\u{FFFE}", "\u{FFFD}", "\u{10FFFF}", "\u{E000}", "\u{7F}", "\u{0}", "\u{1}", "\u{1B}[2J",
    "👩‍👩‍👧",
  ]
  static let templates = [
    "<% x %>", "<%", "%>", "{{ x }}", "{{7*7}}", "${X}", "$(X)", "((x))", "#{x}", "#% if x", "a\n#% end\nb",
    "$X", "%s",
    "../../evil", "/etc/passwd", "a;b", "a|b", "a && b", "`id`", "$(id)",
  ]
}

/// The places that a value is put into, each with `<% v %>` in it and the path of keys and indices to what is read.
struct HostileContext: Sendable, CustomTestStringConvertible {
  let name: String
  let template: String
  /// What surrounds the value in the scalar.
  var before = ""
  var after = ""

  var testDescription: String { name }

  static let all = [
    HostileContext(name: "plain", template: "a: 1\nk: <% v %>\nz: 2\n"),
    HostileContext(name: "single-quoted", template: "k: '<% v %>' # note\nz: 2\n"),
    HostileContext(name: "double-quoted", template: "k: \"<% v %>\"\nz: 2\n"),
    HostileContext(name: "affix", template: "k: pre-<% v %>-post\nz: 2\n", before: "pre-", after: "-post"),
    HostileContext(name: "prefix in quotes", template: "k: 'it''s <% v %>'\n", before: "it's "),
    HostileContext(name: "flow sequence", template: "k: [<% v %>, other]\n"),
    HostileContext(name: "flow mapping", template: "k: {a: <% v %>, b: '<% v %>'}\nz: 2\n"),
    HostileContext(name: "literal", template: "k: |\n  <% v %>\nz: 2\n", after: "\n"),
    HostileContext(name: "literal, stripped", template: "k: |-\n  <% v %>\n\n\nz: 2\n"),
    HostileContext(name: "literal, kept", template: "k: |+\n  <% v %>\n\nz: 2\n", after: "\n\n"),
    HostileContext(name: "literal, indented", template: "k: |2\n  <% v %>\nz: 2\n", after: "\n"),
    HostileContext(
      name: "literal in lines", template: "k:\n  l: |\n    a\n    <% v %>\n     b\n", before: "a\n",
      after: "\n b\n"),
    HostileContext(name: "folded", template: "k: >\n  <% v %>\nz: 2\n", after: "\n"),
    HostileContext(name: "folded in lines", template: "k: >-\n  a\n  <% v %>\nz: 2\n", before: "a "),
    HostileContext(name: "sequence item", template: "k:\n- <% v %>\n- - <% v %>\nz: 2\n"),
    HostileContext(name: "key", template: "k:\n  <% v %>: 1\nz: 2\n"),
    HostileContext(name: "quoted key", template: "k: {'<% v %>': 1}\nz: 2\n"),
    HostileContext(name: "many lines", template: "k: a\n  <% v %>\n  b\nz: 2\n", before: "a ", after: " b"),
    HostileContext(name: "after a comment", template: "# é <% v %>\nk: <% v %> # <% v %>\n---\nz: 2\n"),
    HostileContext(name: "anchored", template: "k: &a <% v %>\nz: 2\n"),
    HostileContext(name: "tagged", template: "k: !!str <% v %>\nz: 2\n"),
  ]
}
