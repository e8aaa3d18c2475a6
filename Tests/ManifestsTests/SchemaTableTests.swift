import Diagnostics
import Manifests
import Testing
import YAML

@Suite struct SchemaTableTests {
  @Test(arguments: TableKind.flux)
  func `an object with every field that its release knows breaks nothing`(_ kind: TableKind) {
    for minor in kind.minors {
      let body = kind.schema.fields.all.map { "\($0.name): \(Sample.valid($0.field.type, minor: minor))" }
      let found = kind.violations(body.joined(separator: "\n"), minor: minor)
      // Some elements of a list that is kept by a key are alike in a sample of two.
      #expect(found.map { "\(minor) \($0.pathText): \($0.cause)" } == [])
    }
  }

  @Test(arguments: TableKind.core)
  func `a core object with every field of its kind breaks nothing`(_ kind: TableKind) {
    let body = kind.schema.fields.all.map { "\($0.name): \(Sample.valid($0.field.type))" }
    let found = kind.violations(body.joined(separator: "\n")).filter { violation in
      // The sample ends somewhere; some types of Kubernetes hold themselves.
      if case .missingField = violation.cause { violation.path.count < 5 } else { true }
    }
    #expect(found.map { "\($0.pathText): \($0.cause)" } == [])
  }

  @Test(arguments: TableKind.flux)
  func `every mistake in a value is found at its field, in every release`(_ kind: TableKind) {
    var tried = 0
    for mapping in kind.mappings {
      let (path, type) = (mapping.path, mapping.type)
      for (name, field) in type.fields.all {
        for minor in kind.minors where minor >= max(mapping.since, field.since ?? 0) {
          for mistake in Mistake.all(field.type, minor: minor) {
            tried += 1
            let found = kind.violations(at: path, name, mistake.text, minor: minor)
            let isFound = found.count == 1 && mistake.isCause(found[0].cause) && found[0].field == name
            #expect(
              isFound, "\(minor) \(path) \(name): \(mistake.text.prefix(60)) gives \(found.map(\.cause))")
          }
          let right = kind.violations(
            at: path, name, Sample.valid(field.type, minor: minor), minor: minor)
          #expect(right.isEmpty, "\(minor) \(path) \(name): \(right.map(\.cause))")
        }
      }
    }
    #expect(tried > 0)
  }

  @Test(arguments: TableKind.core)
  func `a wrong value in a core object is found at its field`(_ kind: TableKind) {
    for mapping in kind.mappings where mapping.path.count < 4 {
      let (path, type) = (mapping.path, mapping.type)
      for (name, field) in type.fields.all {
        for mistake in Mistake.all(field.type, minor: 9) {
          let found = kind.violations(at: path, name, mistake.text, minor: nil)
          #expect(
            found.count == 1 && mistake.isCause(found[0].cause) && found[0].field == name,
            "\(path) \(name): \(mistake.text) gives \(found.map(\.cause))")
        }
      }
    }
  }

  @Test(arguments: TableKind.flux)
  func `a field is too new before its minor and known from then on`(_ kind: TableKind) {
    for mapping in kind.mappings {
      let (path, type) = (mapping.path, mapping.type)
      for (name, field) in type.fields.all {
        guard let since = field.since else { continue }
        for minor in kind.minors where minor >= mapping.since {
          let found = kind.violations(at: path, name, Sample.valid(field.type, minor: minor), minor: minor)
          let causes = found.map { violation in
            if case .newerField(let since) = violation.cause {
              "\(violation.field) \(since)"
            } else {
              "other"
            }
          }
          #expect(causes == (minor < since ? ["\(name) \(since)"] : []), "\(minor) \(path) \(name)")
        }
      }
    }
  }

  @Test(arguments: TableKind.flux + TableKind.core)
  func `an unknown field is found in every mapping that is closed`(_ kind: TableKind) {
    for mapping in kind.mappings {
      let (path, type) = (mapping.path, mapping.type)
      let found = kind.violations(at: path, "noSuchField", "1", minor: nil).map { violation in
        if case .unknownField = violation.cause { "unknown \(violation.field)" } else { "other" }
      }
      #expect(found == (type.isOpen ? [] : ["unknown noSuchField"]), "\(path)")
    }
  }

  @Test(arguments: TableKind.flux)
  func `a required field is missed by the releases that require it, and by no other`(_ kind: TableKind) {
    for mapping in kind.mappings {
      let (path, type) = (mapping.path, mapping.type)
      for (name, field) in type.fields.all {
        for minor in kind.minors where minor >= mapping.since {
          let found = kind.violations(at: path, "x", "1", minor: minor, missing: name)
          let isAsked = field.isRequired && field.requiring.contains(minor)
          #expect(found == (isAsked ? 1 : 0), "\(minor) \(path) \(name)")
        }
      }
    }
  }

  @Test func `every version of Flux's kinds that was served from 2.0 on has its fields`() {
    for version in FluxAPI.versions where version.removed.map({ $0 > .oldest }) ?? true {
      #expect(
        SchemaText.fluxTypes.has(version.apiVersion, version.kind), "\(version.apiVersion) \(version.kind)")
    }
  }

  @Test(arguments: (0...9).map { FluxVersion(major: 2, minor: $0) })
  func `every release serves one version at least of the kinds it has`(_ flux: FluxVersion) throws {
    for kind in ["GitRepository", "HelmRepository", "HelmChart", "Bucket", "OCIRepository"] {
      #expect(FluxAPI.newest(group: "source.toolkit.fluxcd.io", kind: kind, for: flux) != nil)
    }
    let release = try #require(
      FluxAPI.newest(group: "helm.toolkit.fluxcd.io", kind: "HelmRelease", for: flux))
    let wanted = flux.minor < 2 ? "v2beta1" : flux.minor < 3 ? "v2beta2" : "v2"
    #expect(release.apiVersion == "helm.toolkit.fluxcd.io/\(wanted)")
  }
}

extension TableKind {
  /// How often a field is missed in the mapping at `path`, which holds another one.
  fileprivate func violations(
    at path: [String], _ field: String, _ text: String, minor: Int, missing name: String
  ) -> Int {
    var body = "{\(field): \(text)}"
    for part in path.dropFirst().reversed() {
      body = part == "[]" ? "[\(body)]" : part == "{}" ? "{key: \(body)}" : "{\(part): \(body)}"
    }
    let wanted = path.filter { $0 != "[]" }.map { $0 == "{}" ? "key" : $0 } + [name]
    return violations("\(path[0]): \(body)", minor: minor).filter { violation in
      if case .missingField = violation.cause { violation.path == wanted } else { false }
    }.count
  }
}
