import Diagnostics
import Flux
import Manifests

struct RefCoreIngressBackend: Rule {
  static let id = "ref-core-ingress-backend"
  static let severity = Severity.warning
  static let summary = "an Ingress whose Service or port does not exist"
  static let explanation = """
    The controller answers every request of the path with 503.

    A warning where an object of nearly the same name exists, or one in another namespace, and where the tree \
    holds all that the cluster gets; an info where a release or another repository may make it.

    Fix: write the name and the port of the Service in the namespace of the Ingress.

    Source: Kubernetes API reference, IngressServiceBackend.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: web-front
        namespace: default
      spec:
        selector:
          app: web
        ports:
          - name: http
            port: 8080
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
        namespace: default
      spec:
        rules:
          - host: web.example.com
            http:
              paths:
                - path: /
                  pathType: Prefix
                  backend:
                    service:
                      name: ↓web-fronts
                      port:
                        number: 8080
      """,
      fixed: """
        apiVersion: v1
        kind: Service
        metadata:
          name: web-front
          namespace: default
        spec:
          selector:
            app: web
          ports:
            - name: http
              port: 8080
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: web
          namespace: default
        spec:
          rules:
            - host: web.example.com
              http:
                paths:
                  - path: /
                    pathType: Prefix
                    backend:
                      service:
                        name: web-front
                        port:
                          number: 8080
        """),
    .bad(
      "a port that the Service does not have",
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: web-front
        namespace: default
      spec:
        selector:
          app: web
        ports:
          - name: http
            port: 8080
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
        namespace: default
      spec:
        rules:
          - host: web.example.com
            http:
              paths:
                - path: /
                  pathType: Prefix
                  backend:
                    service:
                      name: web-front
                      port:
                        number: ↓80
      """),
    .good(
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: web-front
        namespace: default
      spec:
        selector:
          app: web
        ports:
          - name: http
            port: 8080
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
        namespace: default
      spec:
        rules:
          - host: web.example.com
            http:
              paths:
                - path: /
                  pathType: Prefix
                  backend:
                    service:
                      name: web-front
                      port:
                        name: http
      """),
    .good(
      "a release of the namespace may make the Service",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: web-front
        namespace: default
      spec:
        selector:
          app: web
        ports:
          - name: http
            port: 8080
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
        namespace: default
      spec:
        rules:
          - host: web.example.com
            http:
              paths:
                - path: /
                  pathType: Prefix
                  backend:
                    service:
                      name: web-front
                      port:
                        number: 8080
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let services = context.broken { $0.source.id.kind == "Ingress" && $0.kinds == ["Service"] }
    var seen: Set<SourceRange> = []
    return services.compactMap { missingInCluster($0, context) }
      + context.references.compactMap { reference in
        guard reference.source.id.kind == "Ingress", let target = reference.target,
          target.id.kind == "Service",
          let report = port(reference, target), context.isJudged(report.range.path),
          seen.insert(report.range).inserted
        else { return nil }
        return report
      }
  }

  /// The finding for a port that the Service does not have.
  private func port(_ reference: Reference, _ service: Manifest) -> Diagnostic? {
    let ports = service.root["spec"]?["ports"]?.elements ?? []
    guard !ports.isEmpty, let port = reference.holder["port"] else { return nil }
    let number = port["number"]
    guard let written = number ?? port["name"], let text = written.text, !text.isTemplated,
      let place = written.origin
    else { return nil }
    let known = ports.compactMap { (number == nil ? $0["name"] : $0["port"])?.text }
    guard !known.contains(text), !known.contains(where: \.isTemplated) else { return nil }
    let has = known.isEmpty ? "" : "; it has " + known.map { "'\($0)'" }.joined(separator: ", ")
    return finding(
      "Service '\(service.id.name)' has no port '\(text)'\(has)", at: place, in: reference.source,
      related: [Note(service.nameRange, "the Service is defined here")],
      fix: known.count == 1
        ? written.edit(to: known[0]).map { Fix("write '\(known[0])'", .unsafe, [$0]) } : nil)
  }
}
