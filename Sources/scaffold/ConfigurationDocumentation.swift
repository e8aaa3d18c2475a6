import Diagnostics
import Lint
import Reporting

/// The texts about `.lintrc` that are made from its keys and from the rules.
enum ConfigurationDocumentation {
  private static let intro = """
    # Every key of a .lintrc, with an example or the default. `scaffold lint` reads the file from the root of the tree.
    # Made from the rules by `make generate`; copy what you need.

    """

  /// `.lintrc.example`: a configuration that is right as it stands.
  static var example: String {
    ConfigurationKey.allCases.reduce(intro) { text, key in
      let lines = key == .rules ? rules : key.example
      return text + "\n# \(key.summary)\n" + lines.map { $0 + "\n" }.joined()
    }
  }

  private static var rules: [String] {
    ["rules:"] + allRules.flatMap(lines)
      + RuleNames.builtIn.flatMap { ["  # \($0.summary)", "  \($0.id): \($0.severity.rawValue)"] }
  }

  private static func lines(of rule: any Rule.Type) -> [String] {
    let isOff = rule.profile == .strict
    let head = "  # \(rule.summary)" + (isOff ? " (profile strict: \(rule.severity.rawValue))" : "")
    let severity = isOff ? "off" : rule.severity.rawValue
    guard !rule.options.isEmpty else { return [head, "  \(rule.id): \(severity)"] }
    return [head, "  \(rule.id):", "    severity: \(severity)"]
      + rule.options.flatMap { ["    # \($0.summary)", "    \($0.name): \(text($0.standard))"] }
  }

  private static func text(_ value: RuleOption.Value) -> String {
    switch value {
    case .strings(let strings): "[\(strings.map { "\"\($0)\"" }.joined(separator: ", "))]"
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    }
  }

  // MARK: The schema

  /// docs/lintrc.schema.json: a JSON Schema for editors.
  static var schema: String {
    var json = JSONWriter()
    json.object { json in
      json.field("$schema", "http://json-schema.org/draft-07/schema#")
      json.field("title", "The configuration of scaffold lint (.lintrc)")
      json.field("type", "object")
      json.field("additionalProperties", false)
      json.key("properties")
      json.object { json in
        for key in ConfigurationKey.allCases {
          json.newline()
          json.key(key.rawValue)
          json.object { json in
            json.field("description", key.summary)
            write(key, &json)
          }
        }
      }
      json.newline()
      json.key("definitions")
      json.object { writeDefinitions(&$0) }
    }
    return json.text + "\n"
  }

  private static func write(_ key: ConfigurationKey, _ json: inout JSONWriter) {
    switch key {
    case .profile: json.choices(["default", "strict"])
    case .failOn: json.choices(ConfigurationKey.failOnValues)
    case .fluxVersion:
      json.types(["string", "number"])
    case .baseline: json.field("type", "string")
    case .exclude, .include, .roots: json.strings()
    case .external:
      json.list { json in
        json.closedObject(required: []) { json in
          for part in ["kind", "namespace", "name"] {
            json.key(part)
            json.object { $0.field("type", "string") }
          }
        }
        json.field("minProperties", 1)
      }
    case .overrides:
      json.list { json in
        json.closedObject(required: ["paths", "rules"]) { json in
          json.key("paths")
          json.object { $0.strings() }
          json.key("rules")
          json.reference("rules")
        }
      }
    case .rules:
      json.key("allOf")
      json.array { json in json.object { $0.field("$ref", "#/definitions/rules") } }
    }
  }

  private static func writeDefinitions(_ json: inout JSONWriter) {
    json.key("severity")
    json.object { json in
      json.choices(ConfigurationKey.severityValues)
    }
    json.key("rules")
    json.object { json in
      json.closedObject(required: []) { json in
        for rule in allRules {
          json.newline()
          json.key(rule.id)
          write(rule.summary, rule.options, &json)
        }
        for check in RuleNames.builtIn {
          json.newline()
          json.key(check.id)
          write(check.summary, [], &json)
        }
      }
    }
  }

  private static func write(_ summary: String, _ options: [RuleOption], _ json: inout JSONWriter) {
    json.object { json in
      json.field("description", summary)
      json.key("anyOf")
      json.array { json in
        json.object { $0.field("$ref", "#/definitions/severity") }
        json.object { json in
          json.closedObject(required: []) { json in
            json.key("severity")
            json.reference("severity")
            for option in options {
              json.key(option.name)
              json.object { json in
                json.field("description", option.summary)
                switch option.standard {
                case .strings: json.strings()
                case .number: json.field("type", "integer")
                case .flag: json.field("type", "boolean")
                }
              }
            }
          }
        }
      }
    }
  }
}

/// Parts of a JSON Schema.
extension JSONWriter {
  fileprivate mutating func choices(_ choices: [String]) {
    key("enum")
    array { json in for choice in choices { json.string(choice) } }
  }

  fileprivate mutating func types(_ types: [String]) {
    key("type")
    array { json in for type in types { json.string(type) } }
  }

  fileprivate mutating func reference(_ name: String) {
    object { $0.field("$ref", "#/definitions/\(name)") }
  }

  fileprivate mutating func list(_ item: (inout JSONWriter) -> Void) {
    field("type", "array")
    key("items")
    object(item)
  }

  fileprivate mutating func strings() {
    list { json in
      json.field("type", "string")
      json.field("minLength", 1)
    }
  }

  fileprivate mutating func closedObject(required: [String], _ properties: (inout JSONWriter) -> Void) {
    field("type", "object")
    field("additionalProperties", false)
    if !required.isEmpty {
      key("required")
      array { json in for name in required { json.string(name) } }
    }
    key("properties")
    object(properties)
  }
}
