import Diagnostics
import Manifests
import YAML

/// `namePrefix` and `nameSuffix`.
struct AffixTransformation {
  let text: Text
  let isPrefix: Bool
  let specs: [FieldSpec]

  func run(_ result: inout Accumulation) {
    var failures: [BuildFailure] = []
    result.resources.updateAll { resource in
      let key = resource.originalKey
      guard !Self.keepsName(key) else { return }
      for spec in specs where spec.matches(key) && spec.matches(resource.key) {
        if spec.path == "metadata/name" {
          if isPrefix { resource.prefixes.append(text.text) } else { resource.suffixes.append(text.text) }
          resource.rememberID()
        }
        do throws(FieldMismatch) {
          guard let root = try spec.edited(resource.root, new: .string("", from: nil), renamed) else {
            continue
          }
          resource.replaceRoot(root)
        } catch {
          failures.append(Accumulation.mismatch(error, spec, resource, at: text.range))
        }
      }
    }
    result.failures += failures
  }

  private func renamed(_ old: Value) -> Value? {
    guard let name = old.text else { return nil }
    let new = isPrefix ? text.text + name : name + text.text
    let origin = old.origin ?? text.range
    // Without quotes the new text is read anew: 1 with the suffix 2 is 12, a number still, and with 'a' none any more.
    guard !old.isQuoted else { return .string(new, from: origin) }
    return .scalar(MadeScalar(new, type: ScalarType(plain: Array(new.utf8)), origin: origin))
  }

  private static func keepsName(_ key: ResourceKey) -> Bool {
    key.kind == "CustomResourceDefinition" || key.kind == "Namespace"
      || (key.kind == "APIService" && key.group == "apiregistration.k8s.io")
  }
}

/// One entry of `replicas`.
struct ReplicaTransformation {
  private let name: Text
  private let count: MadeScalar
  private let specs: [FieldSpec]

  init?(_ fields: Fields, specs: [FieldSpec]) {
    guard let name = fields.text("name") else { return nil }
    self.name = name
    let count = fields.text("count")
    self.count = MadeScalar(count?.text ?? "0", type: .int, origin: count?.range ?? name.range)
    self.specs = specs
  }

  func run(_ result: inout Accumulation) {
    var isFound = false
    for index in result.resources.indices {
      let resource = result.resources[index]
      for spec in specs where resource.keys.contains(where: { $0.name == name.text && spec.matches($0) }) {
        isFound = true
        do throws(FieldMismatch) {
          let edited = try spec.edited(resource.root, new: .scalar(count)) { _ in .scalar(count) }
          if let edited { result.resources.updateContent(at: index, edited) }
        } catch {
          result.fail(Accumulation.mismatch(error, spec, resource, at: name.range))
        }
      }
    }
    if !isFound {
      result.failWithoutTarget("no object with replicas is named '\(name.text)'", at: name.range)
    }
  }
}
