import Diagnostics
import Manifests
import YAML

struct APIUnknownField: Rule {
  static let id = "api-unknown-field"
  static let severity = Severity.error
  static let summary = "a field that the kind does not have"
  static let explanation = """
    Flux applies with server-side apply, which refuses a field that the schema does not declare; other clients drop \
    it without a word, and the setting never takes effect.

    The schema is the tree's own CustomResourceDefinition where it has one, else that of the Flux release that the \
    tree runs, or of Kubernetes.

    Fix: spell the field as the schema does, or move it to where it belongs.

    Source: structural schemas of the CRDs; Kubernetes, server-side apply, "field not declared in schema".
    """
  static let examples: [Example] = [
    .bad(
      "letter case counts",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        url: https://stefanprodan.github.io/podinfo
        ↓secretref:
          name: credentials
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
          url: https://stefanprodan.github.io/podinfo
          secretRef:
            name: credentials
        """),
    .bad(
      "a kind that the tree itself defines",
      """
      -- crd.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: backups.example.com
      spec:
        group: example.com
        names: {kind: Backup, plural: backups}
        scope: Namespaced
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      schedule: {type: string}
      -- backup.yaml --
      apiVersion: example.com/v1
      kind: Backup
      metadata:
        name: nightly
      spec:
        ↓retention: 3
        schedule: "@daily"
      """),
    .bad(
      "deep inside a list, in metadata too",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        ↓namespce: default
      spec:
        selector:
          matchLabels: {app: web}
        template:
          metadata:
            labels: {app: web}
          spec:
            containers:
              - name: web
                image: nginx
                ↓imagePullpolicy: Always
      """),
    .good(
      "the values of a chart are its own affair",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: podinfo
        values:
          anything:
            goes: true
      """),
    .good(
      "a patch is no whole object, sops adds a field of its own",
      """
      -- kustomization.yaml --
      resources: [release.yaml]
      patches:
        - path: patch.yaml
      -- patch.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
      spec:
        ~chart: null
      -- release.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: podinfo
      stringData:
        password: ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]
      sops:
        version: 3.9.0
      """),
    .good(
      "a patch changes the definition",
      """
      -- kustomization.yaml --
      resources: [crd.yaml, backup.yaml]
      patches:
        - target: {kind: CustomResourceDefinition, name: backups.example.com}
          patch: |
            - op: add
              path: /spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/retention
              value: {type: integer}
      -- crd.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: backups.example.com
      spec:
        group: example.com
        names: {kind: Backup, plural: backups}
        scope: Namespaced
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      schedule: {type: string}
      -- backup.yaml --
      apiVersion: example.com/v1
      kind: Backup
      metadata:
        name: nightly
      spec:
        retention: 3
      """),
    .good(
      "a kind of which nothing is known",
      """
      apiVersion: example.com/v1
      kind: Anything
      metadata:
        name: any
      spec:
        field: 1
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.findings { violation, manifest in
      guard case .unknownField(let near) = violation.cause, !violation.isRemovedField(of: manifest) else {
        return nil
      }
      let edit = near.flatMap { near in
        violation.value.flatMap { _ in TextEdit(range: violation.range, replacement: near) }
      }
      let home = near == nil ? context.api.home(of: violation, in: manifest) : nil
      let hint = home.map { "; '\($0)' has a field of this name" } ?? nearestWords(near)
      return finding(
        "'\(violation.field)' is no field of \(violation.parent(in: manifest))\(hint)",
        at: violation.range, in: manifest, related: context.api.definition(of: manifest),
        fix: edit.map { Fix("rename '\(violation.field)' to '\(near ?? "")'", .unsafe, [$0]) })
    }
  }
}
