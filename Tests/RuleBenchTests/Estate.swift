import Foundation

/// A small Flux repository with every kind of object that a defect needs, clean and made by chance: other names,
/// hosts and credentials for every seed. It is the built-in tree of the benchmark, and is planted into real ones.
struct Estate {
  private(set) var texts: [String: String] = [:]
  private let top: String
  private var dice: Dice
  private let word: [String]
  private let host: String
  private let hubHost: Bool
  private let project: String

  /// - Parameter top: the directory that everything lies in; "" for the root of the tree.
  init(seed: UInt64, in top: String) {
    self.top = top.isEmpty ? "" : top + "/"
    var dice = Dice(seed: seed, "estate")
    let hosts = [
      "registry.gitlab.com", "ghcr.io", "registry.example.net:5050", "quay.io", "registry-1.docker.io",
      "harbor.example.org",
    ]
    host = dice.pick(hosts)
    hubHost = host == "registry-1.docker.io"
    project = dice.letters(6) + "/" + dice.letters(7)
    word = (0..<24).map { _ in dice.letters(5) + "-" + dice.letters(6) }
    self.dice = dice
    makeCluster()
    makeRegistry()
    makeOCI()
    makeGit()
    makeTLS()
    makeNotifications()
    makeImages()
    makeApplications()
    makeWorkload()
    makeEncrypted()
  }

  private mutating func put(_ path: String, _ text: String) { texts[top + path] = text }

  private func list(_ names: String..., rest: String = "") -> String {
    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n"
      + names.map { "  - \($0)\n" }.joined() + rest
  }

  private func head(_ apiVersion: String, _ kind: String, _ name: String, _ namespace: String) -> String {
    "apiVersion: \(apiVersion)\nkind: \(kind)\nmetadata:\n  name: \(name)\n  namespace: \(namespace)\n"
  }

  private func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
  private mutating func password() -> String { dice.letters(14) + "7" + dice.letters(5) }

  private mutating func dockerConfig() -> String {
    let auth = base64("\(dice.letters(7)):\(password())")
    let keys = hubHost ? [host, "https://index.docker.io/v1/"] : [host]
    return base64(
      "{\"auths\":{" + keys.map { "\"\($0)\":{\"auth\":\"\(auth)\"}" }.joined(separator: ",") + "}}")
  }

  // MARK: The cluster

  private mutating func makeCluster() {
    put(
      "clusters/dev/flux-system/gotk-sync.yaml",
      head("source.toolkit.fluxcd.io/v1", "GitRepository", "flux-system", "flux-system")
        + """
        spec:
          interval: 1m0s
          ref:
            branch: main
          secretRef:
            name: flux-system
          url: https://git.example.net/estate/fleet.git
        ---

        """ + flux("flux-system", path: "clusters/dev"))
    put("clusters/dev/flux-system/kustomization.yaml", list("gotk-sync.yaml"))
    put("clusters/dev/base.yaml", flux(word[0], path: "infra") + "---\n" + namespaces())
    put(
      "clusters/dev/apps.yaml",
      flux(
        word[1], path: "apps",
        rest: """
            dependsOn:
              - name: \(word[0])
            decryption:
              provider: sops
              secretRef:
                name: sops-age
            postBuild:
              substitute:
                zone: west
                cluster_name: dev

          """) + "---\n"
        + flux(word[2], path: "work", rest: "  dependsOn:\n    - name: \(word[1])\n"))
  }

  private func namespaces() -> String {
    ["estate-infra", "estate-apps"].map { "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: \($0)\n" }
      .joined(separator: "---\n")
  }

  private func flux(_ name: String, path: String, rest: String = "") -> String {
    head("kustomize.toolkit.fluxcd.io/v1", "Kustomization", name, "flux-system")
      + """
      spec:
        interval: 10m0s
        path: ./\(top)\(path)
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system

      """ + rest
  }

  // MARK: Registries

  private mutating func makeRegistry() {
    put(
      "infra/kustomization.yaml",
      list("registry", "oci", "git.yaml", "tls", "notify.yaml", "images.yaml"))
    put("infra/registry/kustomization.yaml", list("secret.yaml", "repository.yaml", "release.yaml"))
    put(
      "infra/registry/secret.yaml",
      head("v1", "Secret", word[3], "estate-infra")
        + "type: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: \(dockerConfig())\n")
    put(
      "infra/registry/repository.yaml",
      head("source.toolkit.fluxcd.io/v1", "HelmRepository", word[4], "estate-infra")
        + "spec:\n  type: oci\n  url: oci://\(host)/\(project)\n  secretRef:\n    name: \(word[3])\n")
    put("infra/registry/release.yaml", release(word[5], "estate-infra", repository: word[4]))
  }

  private func release(_ name: String, _ namespace: String, repository: String, rest: String = "") -> String {
    head("helm.toolkit.fluxcd.io/v2", "HelmRelease", name, namespace)
      + """
      spec:
        interval: 30m
        chart:
          spec:
            chart: \(word[6])
            version: 1.4.2
            sourceRef:
              kind: HelmRepository
              name: \(repository)
              namespace: estate-infra

      """ + rest
  }

  private mutating func makeOCI() {
    put("infra/oci/kustomization.yaml", list("secret.yaml", "artifact.yaml", "release.yaml", "public.yaml"))
    put(
      "infra/oci/public.yaml",
      head("source.toolkit.fluxcd.io/v1", "OCIRepository", word[10], "estate-infra")
        + "spec:\n  interval: 15m\n  url: oci://ghcr.io/\(project)/\(word[10])\n  ref:\n    semver: 1.x\n")
    put(
      "infra/oci/secret.yaml",
      head("v1", "Secret", word[7], "estate-infra")
        + "type: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: \(dockerConfig())\n")
    put(
      "infra/oci/artifact.yaml",
      head("source.toolkit.fluxcd.io/v1", "OCIRepository", word[8], "estate-infra")
        + """
        spec:
          interval: 15m
          url: oci://\(host)/\(project)/\(word[8])
          ref:
            tag: 2.0.1
          layerSelector:
            mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
            operation: copy
          secretRef:
            name: \(word[7])

        """)
    put(
      "infra/oci/release.yaml",
      head("helm.toolkit.fluxcd.io/v2", "HelmRelease", word[9], "estate-infra")
        + """
        spec:
          interval: 30m
          chartRef:
            kind: OCIRepository
            name: \(word[8])
            namespace: estate-infra

        """)
  }

  // MARK: Git, TLS

  private mutating func makeGit() {
    put(
      "infra/git.yaml",
      head("v1", "Secret", word[10], "estate-infra")
        + "type: Opaque\nstringData:\n  username: \(dice.letters(6))\n  password: \(password())\n---\n"
        + head("source.toolkit.fluxcd.io/v1", "GitRepository", word[11], "estate-infra")
          + """
          spec:
            interval: 5m
            url: https://git.example.net/\(project)
            ref:
              branch: main
            secretRef:
              name: \(word[10])
          ---

          """ + head("v1", "Secret", word[12], "estate-infra")
        + "type: Opaque\nstringData:\n  identity: \(dice.letters(30))\n  known_hosts: git.example.net ssh-ed25519 \(base64(dice.letters(24)))\n---\n"
        + head("source.toolkit.fluxcd.io/v1", "GitRepository", word[13], "estate-infra")
          + """
          spec:
            interval: 5m
            url: ssh://git@git.example.net/\(project)
            ref:
              tag: v1.0.0
            secretRef:
              name: \(word[12])

          """)
  }

  private mutating func makeTLS() {
    let block = { (kind: String, text: String) in
      "-----BEGIN \(kind)-----\n\(text)\n-----END \(kind)-----\n"
    }
    put("infra/tls/kustomization.yaml", list("secret.yaml", "repository.yaml"))
    put(
      "infra/tls/secret.yaml",
      head("v1", "Secret", word[14], "estate-infra")
        + "type: kubernetes.io/tls\ndata:\n"
        + "  tls.crt: \(base64(block("CERTIFICATE", base64(dice.letters(48)))))\n"
        + "  tls.key: \(base64(block("PRIVATE KEY", base64(dice.letters(48)))))\n---\n"
        + head("v1", "Secret", word[15], "estate-infra")
        + "type: Opaque\ndata:\n  username: \(base64(dice.letters(8)))\n  password: \(base64(password()))\n")
    put(
      "infra/tls/repository.yaml",
      head("source.toolkit.fluxcd.io/v1", "HelmRepository", word[16], "estate-infra")
        + """
        spec:
          interval: 1h
          url: https://charts.example.net/stable
          secretRef:
            name: \(word[15])
          certSecretRef:
            name: \(word[14])

        """)
  }

  // MARK: Notifications, images

  private mutating func makeNotifications() {
    put(
      "infra/notify.yaml",
      head("v1", "Secret", word[17], "estate-infra") + "stringData:\n  token: \(password())\n---\n"
        + head("notification.toolkit.fluxcd.io/v1beta3", "Provider", word[18], "estate-infra")
        + "spec:\n  type: gitlab\n  address: https://gitlab.com/\(project)\n  secretRef:\n    name: \(word[17])\n---\n"
        + head("notification.toolkit.fluxcd.io/v1beta3", "Alert", word[18], "estate-infra")
          + """
          spec:
            providerRef:
              name: \(word[18])
            eventSeverity: error
            eventSources:
              - kind: HelmRelease
                name: \(word[5])
          ---

          """ + head("notification.toolkit.fluxcd.io/v1", "Receiver", word[19], "estate-infra")
          + """
          spec:
            type: gitlab
            secretRef:
              name: \(word[17])
            resources:
              - kind: GitRepository
                name: \(word[11])

          """)
  }

  private mutating func makeImages() {
    let image = "image.toolkit.fluxcd.io/v1"
    put(
      "infra/images.yaml",
      head(image, "ImageRepository", word[20], "estate-infra")
        + "spec:\n  interval: 10m\n  image: \(host)/\(project)/\(word[20])\n---\n"
        + head(image, "ImagePolicy", word[20], "estate-infra")
        + "spec:\n  imageRepositoryRef:\n    name: \(word[20])\n  policy:\n    semver:\n      range: 1.x\n---\n"
        + head(image, "ImageUpdateAutomation", word[21], "estate-infra")
          + """
          spec:
            interval: 30m
            sourceRef:
              kind: GitRepository
              name: \(word[11])
            git:
              commit:
                author:
                  email: flux@example.net
                  name: flux
              push:
                branch: main

          """)
  }

  // MARK: Applications

  private mutating func makeApplications() {
    put(
      "apps/kustomization.yaml",
      list(
        "first.yaml", "second.yaml", "third.yaml", "settings.yaml", "login.sops.yaml",
        rest: """
          components:
            - ../parts/labels
          patches:
            - path: first-patch.yaml
            - patch: |-
                - op: add
                  path: /metadata/annotations
                  value:
                    owner: estate
              target:
                kind: HelmRelease
                name: \(word[22])
          configMapGenerator:
            - name: \(word[23])
              namespace: estate-apps
              files:
                - values.yaml=first-values.yaml
              options:
                disableNameSuffixHash: true

          """))
    put("apps/first-values.yaml", "replicas: 2\n")
    put("apps/spare-values.yaml", "replicas: 3\n")
    put(
      "apps/first-patch.yaml",
      head("helm.toolkit.fluxcd.io/v2", "HelmRelease", word[21], "estate-apps") + "spec:\n  timeout: 10m\n")
    put(
      "apps/first.yaml",
      release(
        word[21], "estate-apps", repository: word[16],
        rest: "  valuesFrom:\n    - kind: ConfigMap\n      name: \(word[23])\n"))
    put(
      "apps/second.yaml",
      release(
        word[22], "estate-apps", repository: word[16],
        rest: """
            dependsOn:
              - name: \(word[21])
            valuesFrom:
              - kind: ConfigMap
                name: \(word[2])
                valuesKey: second.yaml

          """))
    put(
      "apps/third.yaml",
      release(
        word[0], "estate-apps", repository: word[16],
        rest: "  dependsOn:\n    - name: \(word[22])\n"))
    put(
      "apps/settings.yaml",
      head("v1", "ConfigMap", word[2], "estate-apps")
        + "data:\n  zone: ${zone}\n  cluster: ${cluster_name:=none}\n  second.yaml: |\n    replicas: 1\n")
    put(
      "parts/labels/kustomization.yaml",
      """
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      labels:
        - pairs:
            part-of: estate

      """)
  }

  // MARK: Workloads

  private mutating func makeWorkload() {
    put(
      "work/kustomization.yaml",
      list(
        "web.yaml", "settings.yaml", "roles.yaml", rest: "images:\n  - name: nginx\n    newTag: \"1.27\"\n"))
    put(
      "work/settings.yaml",
      head("v1", "ConfigMap", word[4], "estate-apps") + "data:\n  mode: fast\n  level: high\n---\n"
        + head("v1", "ServiceAccount", word[5], "estate-apps"))
    put(
      "work/web.yaml",
      head("apps/v1", "Deployment", word[6], "estate-apps")
        + """
        spec:
          replicas: 2
          selector:
            matchLabels:
              app: \(word[6])
          template:
            metadata:
              labels:
                app: \(word[6])
            spec:
              serviceAccountName: \(word[5])
              containers:
                - name: web
                  image: nginx:1.27
                  ports:
                    - name: http
                      containerPort: 8080
                  env:
                    - name: MODE
                      valueFrom:
                        configMapKeyRef:
                          name: \(word[4])
                          key: mode
                  volumeMounts:
                    - name: settings
                      mountPath: /etc/settings
              volumes:
                - name: settings
                  configMap:
                    name: \(word[4])
        ---

        """ + head("v1", "Service", word[6], "estate-apps")
        + "spec:\n  selector:\n    app: \(word[6])\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n"
    )
    put(
      "work/roles.yaml",
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: \(word[5])
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: view
      subjects:
        - kind: ServiceAccount
          name: \(word[5])
          namespace: estate-apps

      """)
  }

  // MARK: Encrypted

  private mutating func makeEncrypted() {
    let enc = { (text: String) in "ENC[AES256_GCM,data:\(text),iv:\(text),tag:\(text),type:str]" }
    let (one, two, mac) = (base64(dice.letters(12)), base64(dice.letters(15)), base64(dice.letters(18)))
    put(
      "apps/login.sops.yaml",
      head("v1", "Secret", word[8], "estate-apps")
        + """
        stringData:
          username: \(enc(one))
          password: \(enc(two))
        sops:
          age:
            - recipient: age1\(dice.letters(58, of: "acdefghjklmnpqrstuvwxyz023456789"))
              enc: |
                -----BEGIN AGE ENCRYPTED FILE-----
                \(base64(dice.letters(48)))
                -----END AGE ENCRYPTED FILE-----
          encrypted_regex: ^(data|stringData)$
          lastmodified: "2026-01-01T00:00:00Z"
          mac: \(enc(mac))
          version: 3.9.4

        """)
  }
}
