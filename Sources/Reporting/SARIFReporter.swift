import Diagnostics

/// The report as SARIF 2.1.0 (OASIS standard of 27 March 2020), for code scanning.
struct SARIFReporter {
  private let report: Report
  private let ruleIndex: [String: Int]
  private var places: Places

  init(_ report: Report) {
    self.report = report
    ruleIndex = Dictionary(uniqueKeysWithValues: report.rules.enumerated().map { ($1.id, $0) })
    places = Places(report)
  }

  mutating func write() -> String {
    var json = JSONWriter()
    var places = places
    json.object { json in
      json.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.field("version", "2.1.0")
      json.key("runs")
      json.array { json in
        json.object { json in
          writeTool(&json)
          json.newline()
          json.field("columnKind", "unicodeCodePoints")
          json.key("originalUriBaseIds")
          json.object { json in
            json.key("ROOT")
            json.object { $0.text("description", "the root of the tree") }
          }
          writeInvocation(&json)
          json.newline()
          json.key("results")
          json.array { json in writeResults(&json, &places) }
        }
      }
    }
    return json.text + "\n"
  }

  private func writeTool(_ json: inout JSONWriter) {
    json.key("tool")
    json.object { json in
      json.key("driver")
      json.object { json in
        json.field("name", "scaffold")
        json.field("version", report.version)
        json.key("rules")
        json.array { json in
          for rule in report.rules {
            json.newline()
            write(rule, &json)
          }
        }
      }
    }
  }

  private func write(_ rule: Report.Rule, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", rule.id)
      json.text("shortDescription", rule.summary)
      json.text("fullDescription", rule.explanation.isEmpty ? rule.summary : rule.explanation)
      json.key("help")
      json.object { json in
        let help = "\(rule.summary)\n\n\(rule.explanation)"
        json.field("text", help)
        json.field("markdown", help)
      }
      json.key("defaultConfiguration")
      json.object { $0.field("level", level(rule.severity)) }
    }
  }

  private func writeInvocation(_ json: inout JSONWriter) {
    json.key("invocations")
    json.array { json in
      json.object { json in
        json.field("executionSuccessful", true)
        json.key("toolExecutionNotifications")
        json.array { json in
          for entry in report.notChecked {
            json.object { json in
              json.field("level", "warning")
              json.text("message", "not checked: \(shownText(entry.reason))")
              json.key("locations")
              json.array { json in
                json.object { json in
                  json.key("physicalLocation")
                  json.object { writeArtifact(entry.file, &$0) }
                }
              }
            }
          }
        }
      }
    }
  }

  private func writeResults(_ json: inout JSONWriter, _ places: inout Places) {
    let silenced = report.silenced.map { ($0.diagnostic, Optional($0)) }
    for (diagnostic, by) in report.diagnostics.map({ ($0, nil) }) + silenced {
      json.newline()
      write(diagnostic, silenced: by, &json, &places)
    }
  }

  private func write(
    _ diagnostic: Diagnostic, silenced: Report.Silenced?, _ json: inout JSONWriter, _ places: inout Places
  ) {
    json.object { json in
      json.field("ruleId", diagnostic.rule)
      if let index = ruleIndex[diagnostic.rule] { json.field("ruleIndex", index) }
      json.field("level", level(diagnostic.severity))
      json.text("message", report.shown(diagnostic.message, of: diagnostic))
      json.key("locations")
      json.array { json in
        json.object { json in
          writeLocation(diagnostic.range, &json, &places)
          if let object = diagnostic.object { writeLogical(object, &json) }
        }
      }
      if !diagnostic.related.isEmpty { writeRelated(diagnostic, &json, &places) }
      json.key("partialFingerprints")
      json.object { $0.field("scaffold/v1", diagnostic.fingerprint) }
      if let fix = diagnostic.fix, report.isShowable(fix) { write(fix, of: diagnostic, &json, &places) }
      json.key("suppressions")
      json.array { json in
        guard let silenced else { return }
        json.object { json in
          json.field("kind", silenced.by == .suppression ? "inSource" : "external")
          json.field("justification", silenced.reason.map(shownText) ?? "known to the baseline")
        }
      }
    }
  }

  private func writeRelated(_ diagnostic: Diagnostic, _ json: inout JSONWriter, _ places: inout Places) {
    json.key("relatedLocations")
    json.array { json in
      for (index, note) in diagnostic.related.enumerated() {
        json.object { json in
          json.field("id", index)
          writeLocation(note.range, &json, &places)
          json.text("message", report.shown(note.message, of: diagnostic))
        }
      }
    }
  }

  private func write(
    _ fix: Fix, of diagnostic: Diagnostic, _ json: inout JSONWriter, _ places: inout Places
  ) {
    let byPath = Dictionary(grouping: fix.edits, by: \.range.path).sorted { $0.key < $1.key }
    json.key("fixes")
    json.array { json in
      json.object { json in
        let title = report.shown(fix.title, of: diagnostic)
        json.text("description", "\(title) (\(fix.applicability.rawValue))")
        json.key("artifactChanges")
        json.array { json in
          for (path, edits) in byPath {
            json.object { json in
              writeArtifact(path, &json)
              json.key("replacements")
              json.array { json in for edit in edits { write(edit, &json, &places) } }
            }
          }
        }
      }
    }
  }

  private func write(_ edit: TextEdit, _ json: inout JSONWriter, _ places: inout Places) {
    json.object { json in
      json.key("deletedRegion")
      writeRegion(edit.range, &json, &places)
      json.text("insertedContent", edit.replacement)
    }
  }

  private func writeLogical(_ object: ObjectName, _ json: inout JSONWriter) {
    json.key("logicalLocations")
    json.array { json in
      json.object { json in
        json.field("name", object.name)
        json.field(
          "fullyQualifiedName", "\(object.apiVersion)|\(object.kind)|\(object.namespace ?? "")|\(object.name)"
        )
        json.field("kind", "object")
      }
    }
  }

  private func writeLocation(_ range: SourceRange, _ json: inout JSONWriter, _ places: inout Places) {
    json.key("physicalLocation")
    json.object { json in
      writeArtifact(range.path, &json)
      json.key("region")
      writeRegion(range, &json, &places)
    }
  }

  private func writeArtifact(_ path: String, _ json: inout JSONWriter) {
    json.key("artifactLocation")
    json.object { json in
      json.field("uri", percentEncoded(path))
      json.field("uriBaseId", "ROOT")
    }
  }

  private func writeRegion(_ range: SourceRange, _ json: inout JSONWriter, _ places: inout Places) {
    let (start, end) = (places.start(of: range), places.end(of: range))
    json.object { json in
      json.field("startLine", start.line)
      json.field("startColumn", start.column)
      json.field("endLine", end.line)
      json.field("endColumn", end.column)
      json.field("byteOffset", range.bytes.lowerBound)
      json.field("byteLength", range.bytes.count)
    }
  }

  private func level(_ severity: Severity) -> String { severity == .info ? "note" : severity.rawValue }
}

extension JSONWriter {
  /// A SARIF message: an object whose `text` is the value.
  fileprivate mutating func text(_ key: String, _ value: String) {
    self.key(key)
    object { $0.field("text", value) }
  }
}
