import Diagnostics
import Manifests
import YAML

struct APIDuration: Rule {
  static let id = "api-duration"
  static let severity = Severity.error
  static let summary = "a text that is no duration, or uses a unit that the field does not take"
  static let explanation = """
    Durations are numbers with units, without spaces: `90s`, `5m`, `1h30m`. There is no day, and the timeout of a \
    source knows no hours; the API server refuses anything else.

    Fix: write the same time with the units that the field takes.

    Source: the pattern of the field in the CRDs of Flux.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
      spec:
        interval: ↓5 minutes
        timeout: ↓1h
        url: https://stefanprodan.github.io/podinfo
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: podinfo
        spec:
          interval: 5m
          timeout: 60m
          url: https://stefanprodan.github.io/podinfo
        """),
    .bad(
      "no day",
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata:
        name: podinfo
      spec:
        image: ghcr.io/stefanprodan/podinfo
        interval: ↓'1d'
      """,
      fixed: """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata:
          name: podinfo
        spec:
          image: ghcr.io/stefanprodan/podinfo
          interval: '24h'
        """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
      spec:
        interval: 1h30m
        timeout: 1.5m
        url: https://stefanprodan.github.io/podinfo
      """),
    .good(
      "a value that is filled in later",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
      spec:
        interval: ${INTERVAL:=5 minutes}
        url: https://stefanprodan.github.io/podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.findings { violation, manifest in
      guard case .duration(let units) = violation.cause else { return nil }
      let meant = violation.value?.text.flatMap { Self.meant($0, units: units) }
      let edit = meant.flatMap { violation.replacing($0) }
      return finding(
        "\(violation.shown(in: manifest)) is no duration that '\(violation.pathText)' of \(manifest.id.kind) takes: "
          + "numbers with the units \(units.joined(separator: ", ")), such as '\(meant ?? "5m")'",
        at: violation.range, in: manifest, fix: edit.map { Fix("write '\($0.replacement)'", .unsafe, [$0]) })
    }
  }

  /// The same time in units that are allowed; nil where the text names none for certain.
  static func meant(_ text: String, units: [String]) -> String? {
    let plain = text.lowercased().filter { $0 != " " }
    let digits = plain.prefix { $0.isNumber }
    guard let number = Int(digits), number > 0, number < 1_000_000 else { return nil }
    let seconds: Int
    switch plain.dropFirst(digits.count) {
    case "s", "sec", "secs", "second", "seconds": seconds = number
    case "m", "min", "mins", "minute", "minutes": seconds = number * 60
    case "h", "hr", "hrs", "hour", "hours": seconds = number * 3600
    case "d", "day", "days": seconds = number * 86400
    case "w", "week", "weeks": seconds = number * 604_800
    default: return nil
    }
    if units.contains("h"), seconds.isMultiple(of: 3600) { return "\(seconds / 3600)h" }
    return seconds.isMultiple(of: 60) ? "\(seconds / 60)m" : "\(seconds)s"
  }
}
