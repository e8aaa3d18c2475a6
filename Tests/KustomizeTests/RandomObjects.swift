/// Objects and patches made by chance, from few kinds and fewer names, so that they meet.
struct RandomObjects {
  static func indented(_ text: String, _ margin: String, first: String) -> String {
    var result = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().enumerated()
    {
      result += line.isEmpty ? "\n" : (index == 0 ? first : margin) + line + "\n"
    }
    return result
  }

  private func metadata(_ name: String, _ chance: inout RandomTree) -> String {
    var text = "metadata:\n  name: \(name)\n"
    if chance.chance(35) { text += "  namespace: " + chance.pick(["ns1", "ns2", "default"]) + "\n" }
    if chance.chance(30) { text += "  labels:\n    app: " + chance.pick(["web", "db", "\"1\""]) + "\n" }
    if chance.chance(20) { text += "  annotations:\n    note: " + scalar(&chance) + "\n" }
    if chance.chance(3) { text += chance.chance(50) ? "" : "  finalizers: [one, two]\n" }
    return text
  }

  /// A string in one of the ways to write one.
  private func scalar(_ chance: inout RandomTree) -> String {
    chance.pick([
      "plain", "\"quoted\"", "'1'", "\"yes\"", "\"a: b\"", "'# no'", "\"tab\\there\"", "\"1.0\"", "\"\"",
      "\"two\\nlines\\n\"",
    ])
  }

  /// A value of any type.
  private func value(_ chance: inout RandomTree) -> String {
    chance.pick([
      "1", "010", "0x1f", "1.50", "1e3", "true", "no", "null", "~", "12:30", "2001-01-01", "[]", "{}", "text",
      "\"8\"",
      "1_000", "-0", ".5", "|\n    a\n     b\n", ">-\n    folded\n      more\n    again\n",
      "long words " + String(repeating: "and more ", count: 12) + "end",
      "[1, a, [x, y], {k: v}]", "{b: 1, a10: 2, a2: 3, B: 4}",
    ])
  }

  /// One object; nil where its kind and name have been written before, but for few.
  func object(_ chance: inout RandomTree) -> String? {
    let text = anyObject(&chance)
    func field(_ name: String) -> Substring {
      text.split(separator: "\n").first { $0.hasPrefix(name) }?.dropFirst(name.count) ?? ""
    }
    let id = "\(field("kind: "))/\(field("  name: "))"
    if chance.made.contains(id), !chance.chance(1) { return nil }
    chance.made.append(id)
    return text
  }

  private func anyObject(_ chance: inout RandomTree) -> String {
    switch chance.int(14) {
    case 0, 1: return deployment(&chance)
    case 2, 3: return configMap(&chance)
    case 4: return simple("v1", "Secret", "secret", "stringData:\n  p: " + scalar(&chance) + "\n", &chance)
    case 5:
      let ports = "  - port: 80\n    protocol: TCP\n    name: http\n"
      return simple("v1", "Service", "svc", "spec:\n  selector:\n    app: web\n  ports:\n" + ports, &chance)
    case 6: return simple("v1", "Namespace", chance.pick(["ns1", "ns3"]), "", &chance)
    case 7: return binding(&chance)
    case 8:
      return simple(
        "v1", "ServiceAccount", chance.pick(["default", "sa"]), "imagePullSecrets:\n- name: secret\n", &chance
      )
    case 9: return cronJob(&chance)
    case 10:
      let ingress =
        "spec:\n  defaultBackend:\n    service:\n      name: svc\n  tls:\n  - secretName: secret\n"
      return simple("networking.k8s.io/v1", "Ingress", "ing", ingress, &chance)
    case 11:
      return simple(
        "rbac.authorization.k8s.io/v1", "ClusterRole", "role", "rules:\n- resourceNames: [cm-a, generated]\n",
        &chance)
    default: return custom(&chance)
    }
  }

  private func simple(
    _ version: String, _ kind: String, _ name: String, _ rest: String, _ chance: inout RandomTree
  ) -> String {
    "apiVersion: \(version)\nkind: \(kind)\n" + metadata(name, &chance) + rest
  }

  private func configMap(_ chance: inout RandomTree) -> String {
    let name = chance.pick(["cm-a", "cm-b", "map"])
    return simple(
      "v1", "ConfigMap", name, "data:\n  key: " + scalar(&chance) + "\n  other: " + scalar(&chance) + "\n",
      &chance)
  }

  private func podSpec(_ margin: String, _ chance: inout RandomTree) -> String {
    let image = chance.pick(["nginx", "nginx:1.2", "registry:5000/app:v1", "nginx@sha256:beef"])
    let spec = """
      serviceAccountName: sa
      containers:
      - name: main
        image: \(image)
        ports:
        - containerPort: 80
          protocol: TCP
        env:
        - name: A
          value: "1"
        - name: B
          valueFrom:
            configMapKeyRef: {name: \(chance.pick(["cm-a", "generated"])), key: key}
        volumeMounts:
        - mountPath: /data
          name: data
      - name: side
        image: busybox
      volumes:
      - name: data
        configMap: {name: \(chance.pick(["cm-a", "cm-b", "generated"]))}
      - name: keys
        secret: {secretName: \(chance.pick(["secret", "generated"]))}

      """
    return Self.indented(spec, margin, first: margin)
  }

  private func deployment(_ chance: inout RandomTree) -> String {
    let kind = chance.pick(["Deployment", "Deployment", "StatefulSet", "DaemonSet"])
    var spec = "spec:\n"
    if chance.chance(60) { spec += "  replicas: \(chance.int(4))\n" }
    spec += "  selector:\n    matchLabels:\n      app: web\n  template:\n"
    spec += "    metadata:\n      labels:\n        app: web\n    spec:\n" + podSpec("      ", &chance)
    return simple("apps/v1", kind, "dep", spec, &chance)
  }

  private func cronJob(_ chance: inout RandomTree) -> String {
    let spec = "spec:\n  schedule: \"* * * * *\"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n"
    return simple("batch/v1", "CronJob", "cron", spec + podSpec("          ", &chance), &chance)
  }

  private func binding(_ chance: inout RandomTree) -> String {
    let kind = chance.pick(["RoleBinding", "ClusterRoleBinding"])
    let subject = chance.pick(["default", "sa"])
    let namespace = chance.chance(50) ? "  namespace: ns1\n" : ""
    let rest = """
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: role
      subjects:
      - kind: ServiceAccount
        name: \(subject)

      """
    return simple("rbac.authorization.k8s.io/v1", kind, "binding", rest + namespace, &chance)
  }

  private func custom(_ chance: inout RandomTree) -> String {
    var spec = "spec:\n  list:\n  - one\n  - name: two\n  value: " + value(&chance) + "\n"
    if chance.chance(40) { spec += "  containers:\n  - name: main\n    image: nginx:1\n" }
    if chance.chance(30) { spec += "  nothing: null\n" }
    return simple("example.com/v1", "Foo", chance.pick(["foo", "bar"]), spec, &chance)
  }

  // MARK: Patches

  /// The targets that a JSON patch fits, by the field that it starts with.
  func target(of patch: String, _ chance: inout RandomTree) -> String {
    if chance.chance(5) { return target(&chance) }
    if patch.contains("/spec/template") {
      return chance.pick(["    kind: Deployment\n", "    group: apps\n    version: v1\n"])
    }
    if patch.contains("/spec/list") { return "    kind: Foo\n" }
    if patch.contains("/data") {
      return chance.pick(["    kind: ConfigMap\n    name: cm-[ab]\n", "    name: map\n    version: v.*\n"])
    }
    if patch.contains("path: /kind") { return "    kind: ConfigMap\n" }
    return chance.pick([
      "    kind: Foo\n    name: foo\n", "    kind: Service\n",
      "    kind: Deployment\n    labelSelector: app=web\n",
    ])
  }

  func target(_ chance: inout RandomTree) -> String {
    chance.pick([
      "    kind: Deployment\n", "    kind: Foo\n", "    kind: ConfigMap\n    name: cm-.*\n",
      "    name: dep|foo\n",
      "    group: apps\n    version: v1\n", "    labelSelector: app=web\n",
      "    labelSelector: app in (web,db),!x\n",
      "    kind: ConfigMap\n    name: .*\n    namespace: ns1\n", "    annotationSelector: note\n",
      "    kind: (Stateful|Daemon)Set\n", "    kind: Service\n    name: sv[a-c]?\n",
    ])
  }

  func mergePatch(_ chance: inout RandomTree) -> String {
    let patches = (0..<6).map { _ in anyMergePatch(&chance) }
    let fitting = patches.first { patch in
      chance.made.contains { made in
        let parts = made.split(separator: "/")
        return patch.contains("kind: \(parts[0])\n") && patch.contains("name: \(parts[1])\n")
      }
    }
    return fitting ?? patches[0]
  }

  private func anyMergePatch(_ chance: inout RandomTree) -> String {
    switch chance.int(7) {
    case 0:
      return head("v1", "ConfigMap", chance.pick(["cm-a", "map"])) + "data:\n  key: patched\n  other: null\n"
    case 1:
      return head("example.com/v1", "Foo", "foo") + "spec:\n  list: [only]\n  added:\n    deep: "
        + value(&chance) + "\n"
    case 2: return head("apps/v1", "Deployment", "dep") + "$patch: delete\n"
    case 3:
      return head("v1", "Service", "svc")
        + "spec:\n  ports:\n  - port: 80\n    targetPort: 8080\n  - port: 443\n"
    default: return head("apps/v1", "Deployment", "dep") + "spec:\n" + workloadPatch(&chance)
    }
  }

  private func head(_ version: String, _ kind: String, _ name: String) -> String {
    "apiVersion: \(version)\nkind: \(kind)\nmetadata:\n  name: \(name)\n"
  }

  private func workloadPatch(_ chance: inout RandomTree) -> String {
    let pod = chance.pick([
      "containers:\n- name: side\n  image: patched\n- name: new\n  image: new:1\n",
      "containers:\n- name: main\n  env:\n  - name: A\n    value: \"2\"\n  - name: C\n    value: c\n",
      "containers:\n- name: main\n  env:\n  - name: A\n    $patch: delete\n",
      "containers:\n- name: main\n  ports:\n  - containerPort: 80\n    name: http\n  - containerPort: 443\n",
      "containers:\n- name: main\n  volumeMounts:\n  - mountPath: /data\n    readOnly: true\n  - mountPath: /x\n    name: x\n",
      "containers:\n- $patch: replace\n- name: only\n  image: only\n", "containers: null\n",
      "volumes:\n- name: data\n  emptyDir: {}\n  configMap: null\n",
      "volumes:\n- name: keys\n  $patch: delete\n",
      "tolerations:\n- key: a\nnodeSelector:\n  disk: ssd\n",
      "securityContext:\n  $patch: replace\n  runAsUser: 1\n",
      "containers:\n- name: side\n  $patch: delete\n", "hostAliases:\n- ip: 1.2.3.4\n  hostnames: [a]\n",
    ])
    let replicas = chance.chance(30) ? "  replicas: " + chance.pick(["7", "null"]) + "\n" : ""
    return replicas + "  template:\n    spec:\n" + Self.indented(pod, "      ", first: "      ")
  }

  func jsonPatch(_ chance: inout RandomTree) -> String {
    chance.pick([
      "- op: add\n  path: /metadata/annotations\n  value:\n    added: \"1\"\n",
      "- op: replace\n  path: /metadata/name\n  value: renamed\n",
      "- op: replace\n  path: /metadata/namespace\n  value: ns9\n",
      "- op: add\n  path: /spec/template/spec/containers/0/args\n  value: [a, b]\n",
      "- op: add\n  path: /spec/list/-\n  value: " + value(&chance).replacingNewlines() + "\n",
      "- op: remove\n  path: /spec/list/0\n", "- op: remove\n  path: /data/other\n",
      "- op: add\n  path: /data/a~1b\n  value: x\n",
      "- op: copy\n  from: /metadata/name\n  path: /metadata/copy\n",
      "- op: move\n  from: /data/key\n  path: /data/moved\n",
      "- op: test\n  path: /kind\n  value: ConfigMap\n",
      "- op: replace\n  path: /spec/replicas\n  value: 9\n",
      "[{\"op\": \"add\", \"path\": \"/spec\", \"value\": {\"x\": 1}}]\n",
      "- op: replace\n  path: /spec/list/0\n  value: first\n- op: add\n  path: /spec/list/0\n  value: zero\n",
      "- op: replace\n  path: /spec/list/-1\n  value: last\n",
    ])
  }
}

extension String {
  /// A value that stands on one line.
  fileprivate func replacingNewlines() -> String { contains("\n") ? "one" : self }
}
