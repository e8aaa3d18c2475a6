import Diagnostics
import Flux
import Manifests

struct RefCoreVolumeMount: Rule {
  static let id = "ref-core-volume-mount"
  static let severity = Severity.error
  static let summary = "a volumeMount whose volume the pod does not have"
  static let explanation = """
    The API server refuses the workload: "volumeMounts[0].name: Not found".

    Fix: write the name of a volume, or add the volume.

    Source: Kubernetes validation of PodSpec.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
                volumeMounts:
                  - name: ↓date
                    mountPath: /data
            volumes:
              - name: data
                emptyDir: {}
      """,
      fixed: """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: default
        spec:
          selector:
            matchLabels:
              app: web
          template:
            metadata:
              labels:
                app: web
            spec:
              containers:
                - name: web
                  image: nginx:1.27
                  volumeMounts:
                    - name: data
                      mountPath: /data
              volumes:
                - name: data
                  emptyDir: {}
        """),
    .bad(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
                volumeMounts:
                  - name: ↓cache
                    mountPath: /cache
      """),
    .good(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
                volumeMounts:
                  - name: data
                    mountPath: /data
            volumes:
              - name: data
                emptyDir: {}
      """),
    .good(
      "a volumeClaimTemplate counts",
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
                volumeMounts:
                  - name: data
                    mountPath: /data
        volumeClaimTemplates:
          - metadata:
              name: data
            spec:
              accessModes: [ReadWriteOnce]
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.objects.flatMap { object -> [Diagnostic] in
      guard let pod = Workload.podSpec(of: object), object.id.kind == "Pod" || isWhole(object) else {
        return []
      }
      let claims = object.root["spec"]?["volumeClaimTemplates"]?.elements ?? []
      let names =
        (pod["volumes"]?.elements ?? []).compactMap { $0["name"]?.text }
        + claims.compactMap { $0["metadata"]?["name"]?.text }
      return ["containers", "initContainers"].flatMap { pod[$0]?.elements ?? [] }.flatMap { container in
        (container["volumeMounts"]?.elements ?? []).compactMap { mount in
          report(mount, container, names, object)
        }
      }
    }.filter { context.isJudged($0.range.path) && seen.insert($0.range).inserted }
  }

  /// A fragment that is used as a patch has no selector; a Job needs none.
  private func isWhole(_ object: Manifest) -> Bool {
    object.id.group == "batch" || object.root["spec"]?["selector"] != nil
  }

  private func report(_ mount: Value, _ container: Value, _ names: [String], _ object: Manifest)
    -> Diagnostic?
  {
    guard let name = mount["name"], let text = name.text, let place = name.origin, !names.contains(text),
      !text.isTemplated, !names.contains(where: \.isTemplated)
    else { return nil }
    let near = nearest(to: text, among: names)
    let hint = near.map { "; did you mean '\($0)'?" } ?? ""
    return finding(
      "the container '\(container["name"]?.text ?? "")' mounts the volume '\(text)', which \(object.id.kind) '\(object.id.name)' does not have\(hint)",
      at: place, in: object,
      fix: near.flatMap { name.edit(to: $0).map { Fix("write '\(near ?? "")'", .unsafe, [$0]) } })
  }
}
