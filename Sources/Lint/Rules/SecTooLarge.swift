import Diagnostics
import Manifests
import YAML

struct SecTooLarge: Rule {
  static let id = "sec-too-large"
  static let severity = Severity.error
  static let summary = "a Secret or ConfigMap that holds more than the API takes"
  static let explanation = """
    The API server refuses a Secret or ConfigMap whose values hold more than 1 MiB together, counted after base64 is \
    decoded; Flux then applies nothing of the whole build. From nine tenths of it on this is a warning.

    Fix: split the object, or keep the file where the application can fetch it.

    Source: Kubernetes, `MaxSecretSize` of the core API's validation.
    """
  static let examples: [Example] = [
    .bad(
      "a Secret; ×1400000 stands for so many of the letter before it",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓truststore
        namespace: default
      data:
        truststore.p12: A×1400000
      """),
    .bad(
      "a ConfigMap, in two values",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: ↓dashboards
        namespace: default
      data:
        nodes.json: a×700000
        pods.json: b×700000
      """),
    .good(
      "base64 is longer than what it stands for",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: truststore
        namespace: default
      data:
        truststore.p12: A×1200000
      """),
    .good(
      "each object counts for itself",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: nodes
        namespace: default
      data:
        nodes.json: a×700000
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: pods
        namespace: default
      data:
        pods.json: b×700000
      """),
  ]

  /// Bytes, of all values together.
  private static let limit = 1 << 20

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.objects.compactMap { object in
      guard object.id.group.isEmpty, ["Secret", "ConfigMap"].contains(object.id.kind),
        context.isJudged(object.nameRange.path), isNear(object)
      else { return nil }
      let size = size(object)
      guard size * 10 >= Self.limit * 9, seen.insert(object.nameRange).inserted else { return nil }
      return finding(
        "the values of \(object.id.kind) '\(object.id.name)' hold \(size) bytes, and the API takes \(Self.limit) at most",
        at: object.nameRange, in: object, severity: size > Self.limit ? .error : .warning)
    }
  }

  /// Whether the text is long enough to be worth a count; no value is longer than its text.
  private func isNear(_ object: Manifest) -> Bool {
    let length = ["data", "stringData", "binaryData"].reduce(0) { sum, field in
      (object.root[field]?.entries ?? []).reduce(sum) { sum, entry in
        sum + (entry.value.node?.range.bytes.count ?? entry.value.text?.utf8.count ?? 0)
      }
    }
    return length * 10 >= Self.limit * 9
  }

  /// Bytes of the values, as far as they can be read here.
  private func size(_ object: Manifest) -> Int {
    guard object.id.kind == "ConfigMap" else {
      let values = Secret(object).values.map { ($0.key, $0.bytes?.count ?? 0) }
      return Dictionary(values, uniquingKeysWith: { $1 }).values.reduce(0, +)
    }
    let texts = (object.root["data"]?.entries ?? []).map { $0.value.text?.utf8.count ?? 0 }
    let binary = (object.root["binaryData"]?.entries ?? []).map { entry in
      (try? Base64.decode(Array((entry.value.text ?? "").utf8)))?.count ?? 0
    }
    return (texts + binary).reduce(0, +)
  }
}
