import Diagnostics
import Manifests
import YAML

struct APINameDNS: Rule {
  static let id = "api-name-dns"
  static let aliases = ["name-mixed-case", "name-too-long"]
  static let severity = Severity.error
  static let summary = "a name or namespace that Kubernetes refuses"
  static let explanation = """
    Names are DNS names: lower case letters, digits, `-` and, but for namespaces and services, `.`; a letter or digit \
    at both ends; at most 253 characters, a namespace or service 63. The API server refuses any other. The kinds of \
    RBAC may be named freely.

    Fix: write the name in lower case with `-`, here and in every reference to it.

    Source: Kubernetes, "Object Names and IDs".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: ↓GitLab_OCI
        namespace: ↓My_Apps
      spec:
        url: https://stefanprodan.github.io/podinfo
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: gitlab-oci
          namespace: my-apps
        spec:
          url: https://stefanprodan.github.io/podinfo
        """),
    .bad(
      "a namespace has no dots",
      """
      apiVersion: v1
      kind: Namespace
      metadata:
        name: ↓apps.example.com
      """),
    .good(
      "a ConfigMap may have dots, the kinds of RBAC anything",
      """
      -- configmap.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: 1.settings.example.com
      -- role.yaml --
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: system:aggregate-to-View
      rules: []
      """),
    .good(
      "kustomize gives a Namespace the name of its 'namespace'",
      """
      -- kustomization.yaml --
      namespace: apps
      resources: [namespace.yaml]
      -- namespace.yaml --
      apiVersion: v1
      kind: Namespace
      metadata:
        name: Not_Used
      """),
    .good(
      "a name that is filled in later, and an object of no cluster",
      """
      -- kustomization.flux.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: ${APP}_x
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
      -- catalog.yaml --
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: My_Service
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.objects.flatMap { object -> [Diagnostic] in
      switch object.verdict {
      case .served, .deprecated, .removed: break
      default: return []
      }
      let metadata = object.manifest.root["metadata"]
      let isNamespace = object.manifest.isKind("Namespace", group: "")
      return [
        isNamespace && object.isMoved ? nil : metadata?["name"].flatMap { name($0, object.manifest) },
        object.isMoved
          ? nil : metadata?["namespace"].flatMap { check($0, "namespace", .label, object.manifest) },
      ].compactMap { $0 }
    }
  }

  private func name(_ value: Value, _ manifest: Manifest) -> Diagnostic? {
    switch (manifest.id.group, manifest.id.kind) {
    case ("rbac.authorization.k8s.io", _), ("networking.k8s.io", "IPAddress"): nil
    case ("", "Namespace"), ("", "Service"): check(value, "name", .label, manifest)
    default: check(value, "name", .subdomain, manifest)
    }
  }

  private func check(_ value: Value, _ field: String, _ form: Form, _ manifest: Manifest) -> Diagnostic? {
    guard let text = value.string, !text.isEmpty, let reason = form.reason(text), !isPlaceholder(text),
      let range = value.origin
    else { return nil }
    let meant = form.meant(text)
    let edit = meant.flatMap { meant in
      value.node?.valueRange.map { TextEdit(range: $0, replacement: meant) }
    }
    return finding(
      "the \(field) '\(text)' of this \(manifest.id.kind) \(reason)", at: range, in: manifest,
      fix: edit.map { Fix("write '\($0.replacement)'", .unsafe, [$0]) })
  }

  /// Whether a script fills the name in: `${X}`, `$X`, `wipe-HOSTNAME`, or nothing but punctuation.
  private func isPlaceholder(_ text: String) -> Bool {
    if text.isTemplated || text.contains("$") || !text.contains(where: { $0.isLetter || $0.isNumber }) {
      return true
    }
    let words = text.split { $0 == "-" || $0 == "." }
    let isShouted = { (word: Substring) in word.count > 3 && word.allSatisfy { $0.isUppercase || $0 == "_" } }
    return words.count > 1 && words.contains(where: isShouted)
      && words.contains { $0.contains { $0.isLowercase } }
  }

  /// What a name may look like.
  enum Form {
    /// Letters, digits and `-`, at most 63.
    case label
    /// Labels with dots between them, at most 253.
    case subdomain

    func reason(_ text: String) -> String? {
      let limit = self == .label ? 63 : 253
      if text.utf8.count > limit { return "has \(text.utf8.count) characters, \(limit) are allowed" }
      let dot = self == .label ? nil : UInt8(ascii: ".")
      // A part begins where the text does and behind each dot, and neither begins nor ends with a dash.
      var last = UInt8(ascii: ".")
      var isValid = true
      for byte in text.utf8 {
        let isDot = byte == dot
        let isEdge = last == UInt8(ascii: ".")
        isValid =
          isValid && (isDot ? !isEdge && last != 0x2D : Self.isAllowed(byte) && !(isEdge && byte == 0x2D))
        last = byte
      }
      isValid = isValid && last != UInt8(ascii: ".") && last != 0x2D
      let allowed =
        self == .label ? "lower case letters, digits and '-'" : "lower case letters, digits, '-' and '.'"
      return isValid ? nil : "may hold only \(allowed), with a letter or digit at both ends"
    }

    /// The name with what is not allowed made lower case or `-`; nil where that is no name either.
    func meant(_ text: String) -> String? {
      let made = String(
        text.lowercased().map { character in
          let isDot = character == "." && self == .subdomain
          return isDot || character.utf8.count == 1 && character.utf8.allSatisfy(Self.isAllowed)
            ? character : "-"
        })
      return reason(made) == nil ? made : nil
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
      byte == 0x2D || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A)
    }
  }
}
