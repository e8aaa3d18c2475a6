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

  func metadata(_ name: String, _ chance: inout RandomTree) -> String {
    var text = "metadata:\n  name: \(name)\n"
    if chance.chance(35) { text += "  namespace: " + chance.pick(["ns1", "ns2", "default"]) + "\n" }
    if chance.chance(30) { text += "  labels:\n    app: " + chance.pick(["web", "db", "\"1\""]) + "\n" }
    if chance.chance(20) {
      text += "  annotations:\n    note: " + scalar(&chance) + "\n"
      if chance.chance(15) {
        text += "    config.kubernetes.io/local-config: " + chance.pick(["\"true\"", "\"false\""]) + "\n"
      }
    }
    if chance.chance(3) { text += chance.chance(50) ? "" : "  finalizers: [one, two]\n" }
    return text
  }

  /// A string in one of the ways to write one.
  func scalar(_ chance: inout RandomTree) -> String {
    chance.pick([
      "plain", "\"quoted\"", "'1'", "\"yes\"", "\"a: b\"", "'# no'", "\"tab\\there\"", "\"1.0\"", "\"\"",
      "\"two\\nlines\\n\"",
    ])
  }

  /// A value of any type.
  func value(_ chance: inout RandomTree) -> String {
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
    switch chance.int(22) {
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
    case 12, 13: return custom(&chance)
    default: return rarer(&chance)
    }
  }

  func simple(
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

  func podSpec(_ margin: String, _ chance: inout RandomTree) -> String {
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
}
