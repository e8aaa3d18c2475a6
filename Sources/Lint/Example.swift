import Diagnostics

/// A small tree that shows a rule at work; it is documentation and test at once.
///
/// The text is one file (`manifest.yaml`), or several, each behind a line `-- path --`. In a bad example every
/// place that the rule reports is marked by `↓` directly before it; no other place may be reported.
package struct Example: Sendable {
  package enum Verdict: Sendable { case good, bad }

  package let verdict: Verdict
  /// What the example shows, where that is not plain: a trap, a variant.
  package let title: String
  package let text: String
  /// The same tree after the rule's fixes are applied; nil where it offers none.
  package let fixed: String?
  /// Where it stands in the rule's file, for a failing test to point at.
  package let line: Int

  package static func bad(_ text: String, fixed: String? = nil, line: Int = #line) -> Example {
    bad("", text, fixed: fixed, line: line)
  }

  package static func bad(_ title: String, _ text: String, fixed: String? = nil, line: Int = #line) -> Example
  {
    Example(verdict: .bad, title: title, text: text, fixed: fixed, line: line)
  }

  package static func good(_ text: String, line: Int = #line) -> Example {
    good("", text, line: line)
  }

  package static func good(_ title: String, _ text: String, line: Int = #line) -> Example {
    Example(verdict: .good, title: title, text: text, fixed: nil, line: line)
  }

  /// The mark before a place that is reported.
  package static let mark: Character = "↓"

  /// Between a character and a number: so many of it, for examples whose size is the point.
  package static let times: Character = "×"

  /// The last line of a file whose text ends without a line break, as diffs write it.
  package static let noNewline = "\\ No newline at end of file"

  /// One file of an example.
  package struct File: Equatable, Sendable {
    package let path: String
    /// Without the marks.
    package let text: String
    /// Byte offsets into `text` at which a finding must begin.
    package let marks: [Int]

    package init(path: String, text: String, marks: [Int]) {
      self.path = path
      self.text = text
      self.marks = marks
    }
  }

  package var files: [File] { Self.files(of: text) }

  /// Splits the text of an example into its files.
  package static func files(of text: String) -> [File] {
    var files: [(path: String, lines: [Substring])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --"), line.count > 6 {
        files.append((String(line.dropFirst(3).dropLast(3)), []))
      } else if files.isEmpty {
        files.append(("manifest.yaml", [line]))
      } else {
        files[files.count - 1].lines.append(line)
      }
    }
    return files.map { file in
      let isOpen = file.lines.last == noNewline[...]
      let lines = isOpen ? file.lines.dropLast() : file.lines[...]
      return unmarked(path: file.path, text: lines.joined(separator: "\n") + (isOpen ? "" : "\n"))
    }
  }

  private static func unmarked(path: String, text: String) -> File {
    var plain = ""
    var marks: [Int] = []
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == mark {
        marks.append(plain.utf8.count)
      } else if character == times, let count = Int(rest.prefix(while: \.isNumber)), let last = plain.last {
        plain += String(repeating: last, count: count - 1)
        rest = rest.drop(while: \.isNumber)
      } else {
        plain.append(character)
      }
    }
    return File(path: path, text: plain, marks: marks)
  }
}
