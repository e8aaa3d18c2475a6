import Flux
import Manifests

/// An object that makes pods.
struct Workload {
  let object: Manifest
  /// Those of its pods; nil where they have none.
  let labels: Value?
  private let pod: Value

  /// Nil for an object that makes none.
  private init?(_ object: Manifest) {
    guard let pod = Self.podSpec(of: object) else { return nil }
    self.object = object
    self.pod = pod
    let spec = object.root["spec"]
    let template =
      object.id.kind == "CronJob" ? spec?["jobTemplate"]?["spec"]?["template"] : spec?["template"]
    labels = object.id.kind == "Pod" ? object.root["metadata"]?["labels"] : template?["metadata"]?["labels"]
  }

  static let kinds = ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"]

  static func all(_ index: ObjectIndex) -> [Workload] {
    kinds.flatMap { index.all($0) }.compactMap(Workload.init)
  }

  /// The pod that an object makes.
  static func podSpec(of object: Manifest) -> Value? {
    guard ["", "apps", "batch"].contains(object.id.group) else { return nil }
    let spec = object.root["spec"]
    switch object.id.kind {
    case "Pod": return spec
    case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job": return spec?["template"]?["spec"]
    case "CronJob": return spec?["jobTemplate"]?["spec"]?["template"]?["spec"]
    default: return nil
    }
  }

  /// Whether its pods have all of some labels.
  func isSelected(by wanted: [(String, String)]) -> Bool {
    wanted.allSatisfy { labels?[named: $0.0]?.text == $0.1 }
  }

  var portNames: [String] {
    ["containers", "initContainers"].flatMap { pod[$0]?.elements ?? [] }.flatMap { container in
      (container["ports"]?.elements ?? []).compactMap { $0["name"]?.text }
    }
  }
}
