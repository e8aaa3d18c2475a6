import Diagnostics
import Manifests
import Testing
import YAML

/// Objects written by hand, as people write them; what the API of a release says of each.
@Suite struct HandSampleTests {
  struct Sample: CustomTestStringConvertible {
    let minor: Int
    let text: String
    /// `path cause`, as in ``words(_:)``.
    let wanted: [String]

    init(_ minor: Int, _ text: String, _ wanted: String...) {
      self.minor = minor
      self.text = text
      self.wanted = wanted
    }

    var testDescription: String { "2.\(minor) \(text.prefix(90))" }
  }

  private static func words(_ violation: SchemaViolation) -> String {
    let cause =
      switch violation.cause {
      case .unknownField(let nearest): "unknown \(nearest ?? "-")"
      case .newerField(let since): "field of 2.\(since)"
      case .newerValue(let since): "value of 2.\(since)"
      case .missingField: "missing"
      case .type(let expected, let found): "is \(found), not \(expected)"
      case .choice: "no choice"
      case .duration(let units): "duration of \(units.joined(separator: " "))"
      case .pattern: "pattern"
      case .limit(let words): words
      case .duplicate: "twice"
      case .condition(let words, _): words
      }
    return "\(violation.pathText): \(cause)"
  }

  static let samples = [
    Sample(
      9,
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata: {name: podinfo}
      spec:
        interval: 10m
        url: oci://ghcr.io/stefanprodan/charts/podinfo
        layerSelector: {mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip, operation: copy}
        ref: {semver: ">=6.0.0", semverFilter: ".*"}
        verify: {provider: cosign, matchOIDCIdentity: [{issuer: ^https, subject: .*}]}
        secretRef: {name: a}
      """),
    Sample(
      9,
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      spec:
        interval: 5 min
        timeout: 1h
        url: https://ghcr.io/x
        provider: AWS
        ref: {tag: 1.10}
        secretref: {name: a}
      """, "spec.interval: duration of ms s m h", "spec.provider: no choice",
      "spec.ref.tag: is a number, not a string", "spec.secretref: unknown secretRef",
      "spec.timeout: duration of ms s m", "spec.url: pattern"),
    Sample(
      9,
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      spec: {interval: 1m, url: "git@github.com:org/repo", ref: {branch: main}, verify: {mode: HEAD}}
      """, "spec.url: pattern", "spec.verify.secretRef: missing"),
    Sample(
      2,
      """
      apiVersion: source.toolkit.fluxcd.io/v1beta2
      kind: GitRepository
      spec: {interval: 1m, url: "ssh://git@github.com/org/repo", gitImplementation: libgit2}
      """),
    Sample(
      9,
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      spec: {url: "http://x", passCredentials: "true", type: OCI, accessFrom: {namespaceSelectors: []}}
      """, "spec.passCredentials: is a string, not true or false", "spec.type: no choice"),
    Sample(
      9,
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      spec:
        interval: 1h30m
        releaseName: podinfo
        chart: {spec: {chart: podinfo, version: "6.x", sourceRef: {kind: HelmRepository, name: podinfo}}}
        dependsOn: [{name: a, readyExpr: "true"}]
        install: {crds: CreateReplace, strategy: {name: RetryOnFailure, retryInterval: 5m}, serverSideApply: true}
        upgrade: {serverSideApply: enabled, remediation: {strategy: rollback, retries: -1}}
        postRenderStrategy: combined
        valuesFrom: [{kind: Secret, name: a, valuesKey: x.yaml, targetPath: a.b, literal: true}]
        values: {anything: [1, {goes: true}]}
      """),
    Sample(
      8,
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      spec:
        interval: 1h
        chartRef: {kind: HelmRepository, name: podinfo}
        postRenderStrategy: combined
        valuesFrom: [{kind: Secret, name: a, literal: true}, {kind: secret, name: b, valuesKey: a/b}]
      """, "spec.chartRef.kind: no choice", "spec.postRenderStrategy: field of 2.9",
      "spec.valuesFrom.kind: no choice", "spec.valuesFrom.literal: field of 2.9",
      "spec.valuesFrom.valuesKey: pattern"),
    Sample(
      6,
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      spec:
        interval: 1h
        chartRef: {kind: ExternalArtifact, name: podinfo}
        install: {strategy: {name: RetryOnFailure}}
        kubeConfig: {configMapRef: {name: a}}
      """, "spec.chartRef.kind: value of 2.7", "spec.install.strategy: field of 2.7",
      "spec.kubeConfig.configMapRef: field of 2.7", "spec.kubeConfig.secretRef: missing"),
    Sample(
      1,
      """
      apiVersion: helm.toolkit.fluxcd.io/v2beta1
      kind: HelmRelease
      spec:
        interval: 1h
        chart: {spec: {chart: podinfo, valuesFile: a.yaml, sourceRef: {kind: HelmRepository, name: podinfo}}}
        postRenderers: [{kustomize: {patchesStrategicMerge: [{kind: Deployment}]}}]
      """),
    Sample(
      9,
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      spec:
        interval: 1h
        releaseName: a-name-that-is-longer-than-the-fifty-three-characters-of-helm
        chart: {spec: {chart: podinfo, valuesFile: a.yaml, sourceRef: {kind: OCIRepository, name: ""}}}
        targetNamespace: ""
        maxHistory: "5"
      """, "spec.chart.spec.sourceRef.kind: no choice", "spec.chart.spec.sourceRef.name: not empty",
      "spec.chart.spec.valuesFile: unknown valuesFiles", "spec.maxHistory: is a string, not an integer",
      "spec.releaseName: at most 53 characters", "spec.targetNamespace: not empty"),
    Sample(
      9,
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      spec:
        interval: 10m
        prune: true
        path: ./apps
        sourceRef: {kind: GitRepository, name: flux-system}
        postBuild: {substitute: {A: b, C: ""}, substituteFrom: [{kind: ConfigMap, name: x, optional: true}]}
        decryption: {provider: sops, secretRef: {name: sops-age}}
        healthChecks: [{apiVersion: apps/v1, kind: Deployment, name: a, namespace: b}]
        deletionPolicy: WaitForTermination
        patches: [{patch: "x", target: {kind: Deployment, labelSelector: a=b}}]
      """),
    Sample(
      9,
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      spec:
        interval: 10m
        validation: client
        wait: yes
        sourceRef: {kind: HelmRepository, name: flux-system}
        postBuild: {substitute: {A: 1, B: true}}
        dependsOn: infrastructure
      """, "spec.dependsOn: is a string, not a list",
      "spec.postBuild.substitute.A: is an integer, not a string",
      "spec.postBuild.substitute.B: is a boolean, not a string", "spec.prune: missing",
      "spec.sourceRef.kind: no choice", "spec.validation: unknown -",
      "spec.wait: is a string, not true or false"),
    Sample(
      9,
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      spec:
        providerRef: {name: slack}
        eventSeverity: warning
        eventSources: [{kind: Kustomization, name: "*"}, {kind: kustomization, name: a}]
      """, "spec.eventSeverity: no choice", "spec.eventSources.kind: no choice"),
    Sample(
      6,
      """
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      spec: {type: github, resources: [{kind: GitRepository, name: a}]}
      """, "spec.secretRef: missing"),
    Sample(
      9,
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      spec: {imageRepositoryRef: {name: a}, policy: {semver: {range: ">=1.0"}, numerical: {order: up}}}
      """, "spec.policy.numerical.order: no choice"),
    Sample(
      9,
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageUpdateAutomation
      spec:
        interval: 30m
        sourceRef: {kind: GitRepository, name: flux-system}
        git:
          checkout: {ref: {branch: main}}
          commit: {author: {name: flux}, messageTemplate: "{{ range .Changed.Changes }}{{ end }}"}
          push: {branch: main, options: {ci.skip: 1}}
        update: {path: ./clusters, strategy: Setter}
      """, "spec.git.commit.author.email: missing",
      "spec.git.push.options.ci.skip: is an integer, not a string",
      "spec.update.strategy: no choice"),
    Sample(
      9,
      """
      apiVersion: source.extensions.fluxcd.io/v1beta1
      kind: ArtifactGenerator
      spec:
        sources: [{alias: backend, kind: GitRepository, name: backend}]
        artifacts: [{name: app, copy: [{from: "@backend/deploy/**", to: "@artifact/"}]}]
      """),
    Sample(
      9,
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: Bucket
      spec: {interval: 5m, endpoint: minio, bucketName: 1, sts: {provider: ldap, endpoint: minio}, region: ~}
      """, "spec.bucketName: is an integer, not a string", "spec.sts.endpoint: pattern"),
  ]

  @Test(arguments: samples)
  func `a sample gets the verdict of its API`(_ sample: Sample) throws {
    let document = try #require(
      YAMLStream(SourceFile(path: "x.yaml", text: sample.text)).documents.first?.manifests.first)
    let schema = try #require(SchemaText.fluxTypes.schema(document.id.apiVersion, document.id.kind))
    let found = SchemaValidator.violations(
      of: document.root, schema: schema, flux: FluxVersion(major: 2, minor: sample.minor),
      place: document.source)
    #expect(found.map(Self.words).sorted() == sample.wanted)
  }
}
