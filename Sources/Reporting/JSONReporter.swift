import Diagnostics

/// The report that programs read; docs/ has its schema.
struct JSONReporter {
  private let report: Report
  private var places: Places
  private var json = JSONWriter()

  init(_ report: Report) {
    self.report = report
    places = Places(report)
  }

  mutating func write() -> String {
    var (json, places) = (json, places)
    json.object { json in
      json.field("version", 1)
      json.newline()
      writeSummary(&json)
      json.newline()
      json.key("diagnostics")
      json.array { json in
        for diagnostic in report.diagnostics {
          json.newline()
          write(diagnostic, &json, &places)
        }
      }
    }
    return json.text + "\n"
  }

  private func writeSummary(_ json: inout JSONWriter) {
    json.key("summary")
    json.object { json in
      json.field("files", report.files)
      json.field("documents", report.documents)
      json.key("notChecked")
      json.array { json in
        for entry in report.notChecked {
          json.object { json in
            json.field("file", entry.file)
            json.field("reason", entry.reason)
          }
        }
      }
      json.key("uncheckedKinds")
      json.array { json in
        for kind in report.uncheckedKinds {
          json.object { json in
            json.field("apiVersion", kind.apiVersion)
            json.field("kind", kind.kind)
            json.field("objects", kind.objects)
          }
        }
      }
      for severity in [Severity.error, .warning, .info] {
        json.field(severity.rawValue, report.count(severity))
      }
      json.field("fixable", report.fixable)
      json.field("suppressed", report.suppressed)
      json.field("baselined", report.baselined)
    }
  }

  private func write(_ diagnostic: Diagnostic, _ json: inout JSONWriter, _ places: inout Places) {
    json.object { json in
      json.field("rule", diagnostic.rule)
      json.field("severity", diagnostic.severity.rawValue)
      json.field("message", report.shown(diagnostic.message, of: diagnostic))
      json.field("file", diagnostic.range.path)
      write(diagnostic.range, &json, &places)
      if let object = diagnostic.object { write(object, &json) }
      json.key("related")
      json.array { json in
        for note in diagnostic.related {
          json.object { json in
            json.field("file", note.range.path)
            write(note.range, &json, &places)
            json.field("message", report.shown(note.message, of: diagnostic))
          }
        }
      }
      if let fix = diagnostic.fix { write(fix, of: diagnostic, &json, &places) }
      json.field("fingerprint", diagnostic.fingerprint)
    }
  }

  private func write(_ object: ObjectName, _ json: inout JSONWriter) {
    json.key("object")
    json.object { json in
      json.field("apiVersion", object.apiVersion)
      json.field("kind", object.kind)
      if let namespace = object.namespace { json.field("namespace", namespace) }
      json.field("name", object.name)
    }
  }

  private func write(_ range: SourceRange, _ json: inout JSONWriter, _ places: inout Places) {
    let ends = [
      ("start", places.start(of: range), range.bytes.lowerBound),
      ("end", places.end(of: range), range.bytes.upperBound),
    ]
    json.key("range")
    json.object { json in
      for (key, place, offset) in ends {
        json.key(key)
        json.object { json in
          json.field("line", place.line)
          json.field("column", place.column)
          json.field("offset", offset)
        }
      }
    }
  }

  /// A fix; its edits are left out where they would show a part of a secret value.
  private func write(
    _ fix: Fix, of diagnostic: Diagnostic, _ json: inout JSONWriter, _ places: inout Places
  ) {
    json.key("fix")
    json.object { json in
      json.field("title", report.shown(fix.title, of: diagnostic))
      json.field("applicability", fix.applicability.rawValue)
      json.key("edits")
      json.array { json in
        guard report.isShowable(fix) else { return }
        for edit in fix.edits {
          json.object { json in
            json.field("file", edit.range.path)
            write(edit.range, &json, &places)
            json.field("replacement", edit.replacement)
          }
        }
      }
    }
  }
}
