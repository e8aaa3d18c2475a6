import Labs
import Reporting

extension Command {
  static let labs = Command(
    "labs", "list the labs that can be written",
    flags: [
      Flag("--json", help: "as JSON"),
      Flag("--templates", value: .text("DIR"), help: "the labs of DIR instead of the program's own"),
    ]
  ) { arguments, environment in
    let catalog = LabSource.catalog(arguments["--templates"], environment)
    var labs: [Lab] = []
    for name in catalog.names {
      do throws(TemplateErrors) {
        labs.append(try LabSource.lab(name, of: catalog))
      } catch {
        return Outcome(status: .misused, err: error.errors.map { "\($0)\n" }.joined())
      }
    }
    return Outcome(out: arguments.has("--json") ? LabListing.json(labs) : LabListing.text(labs))
  }

  static let show = Command(
    "show", "tell the parameters, the files and an example call of a lab", operands: "LAB",
    flags: [
      Flag("--json", help: "as JSON"),
      Flag("--templates", value: .text("DIR"), help: "the labs of DIR instead of the program's own"),
    ]
  ) { arguments, environment in
    let catalog = LabSource.catalog(arguments["--templates"], environment)
    guard let name = arguments.operands.first, arguments.operands.count == 1 else {
      return Outcome.misuse(["'show' takes one lab: \(catalog.names.joined(separator: ", "))"])
    }
    guard catalog.names.contains(name) else {
      return Outcome.misuse(["no lab is called '\(shown(name))'" + didYouMean(name, catalog.names)])
    }
    do throws(TemplateErrors) {
      let lab = try LabSource.lab(name, of: catalog)
      return Outcome(out: arguments.has("--json") ? LabListing.json(lab) : LabListing.text(lab))
    } catch {
      return Outcome(status: .misused, err: error.errors.map { "\($0)\n" }.joined())
    }
  }
}

/// The texts that are made from labs themselves.
enum LabListing {
  static func text(_ labs: [Lab]) -> String {
    let width = labs.map(\.name.count).max() ?? 0
    return labs.map { padded($0.name, width) + "  " + $0.summary + "\n" }.joined()
  }

  static func text(_ lab: Lab) -> String {
    let rows = lab.parameters.map { (head($0), about($0, of: lab)) }
    let width = rows.map(\.0.count).max() ?? 0
    let parameters = rows.map { "  " + padded($0.0, width) + "  " + $0.1 + "\n" }.joined()
    var seen: Set<String> = []
    let files = lab.files.filter { seen.insert($0.toText).inserted }.map {
      "  \($0.toText)\($0.isSecret ? "  (only the owner may read it)" : "")\n"
    }
    .joined()
    return """
      \(lab.name) \(lab.version): \(lab.summary)

      parameters:
      \(parameters)
      files, in \(place(lab)):
      \(files)
      example:
        scaffold \(lab.example)

      """
  }

  static func place(_ lab: Lab) -> String {
    guard lab.folder.isAtRoot else { return "clusters/CLUSTER/\(lab.folder.shown)" }
    return lab.folder.shown.isEmpty ? "the root of the tree" : lab.folder.shown
  }

  static func head(_ parameter: Parameter) -> String {
    if parameter.type == .secret { return "--\(parameter.name)-stdin|-file|-env" }
    return parameter.isSwitch ? "--\(parameter.name)" : "--\(parameter.name) \(parameter.type.placeholder)"
  }

  static func about(_ parameter: Parameter, of lab: Lab) -> String {
    var parts = [parameter.help]
    let use = lab.use(of: parameter)
    if parameter.isRequired {
      let conditions = [use, lab.need(of: parameter)].compactMap { $0 }
      parts.append("required" + (conditions.isEmpty ? "" : " with \(conditions.joined(separator: " and "))"))
    } else if let use {
      parts.append("with \(use)")
    }
    if let fallback = parameter.defaultText { parts.append("default \(fallback)") }
    if let origin = parameter.origin { parts.append("else from \(origin.from)'s \(origin.field)") }
    return parts.joined(separator: "; ")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func json(_ labs: [Lab]) -> String {
    var json = JSONWriter()
    json.array { json in
      for lab in labs {
        json.newline()
        json.object { json in
          json.field("name", lab.name)
          json.field("version", lab.version)
          json.field("summary", lab.summary)
        }
      }
    }
    return json.text + "\n"
  }

  static func json(_ lab: Lab) -> String {
    var json = JSONWriter()
    json.object { json in
      json.field("name", lab.name)
      json.field("version", lab.version)
      json.field("summary", lab.summary)
      json.field("folder", place(lab))
      json.field("example", "scaffold " + lab.example)
      json.key("parameters")
      json.array { json in for parameter in lab.parameters { write(parameter, to: &json) } }
      json.key("files")
      json.array { json in
        for file in lab.files {
          json.newline()
          json.object { json in
            json.field("path", file.toText)
            json.field("secret", file.isSecret)
          }
        }
      }
    }
    return json.text + "\n"
  }

  private static func write(_ parameter: Parameter, to json: inout JSONWriter) {
    json.newline()
    json.object { json in
      json.field("name", parameter.name)
      json.field("type", parameter.type.name)
      json.field("help", parameter.help)
      json.field("required", parameter.isRequired)
      json.key("flags")
      json.array { json in for flag in parameter.flags { json.string(flag) } }
      if let fallback = parameter.defaultText { json.field("default", fallback) }
      if let origin = parameter.origin { json.field("source", "\(origin.from).\(origin.field)") }
      if let example = parameter.example { json.field("example", example) }
      guard case .choice(let values) = parameter.type else { return }
      json.key("values")
      json.array { json in for value in values { json.string(value) } }
    }
  }
}
