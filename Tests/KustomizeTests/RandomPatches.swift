/// Patches and their targets.
extension RandomObjects {
  /// The targets that a JSON patch fits, by the field that it starts with.
  func target(of patch: String, _ chance: inout RandomTree) -> String {
    if chance.chance(5), !patch.contains("path: /kind") { return target(&chance) }
    if patch.contains("/spec/template") {
      return chance.pick(["    kind: Deployment\n", "    group: apps\n    version: v1\n"])
    }
    if patch.contains("/spec/list") || patch.contains("/spec/again") {
      return chance.pick(["    kind: Foo\n    name: foo\n", "    kind: Foo\n"])
    }
    if patch.contains("/data") {
      return chance.pick(["    kind: ConfigMap\n    name: cm-[ab]\n", "    name: map\n    version: v.*\n"])
    }
    // The hash of a generated object that is no ConfigMap any more is not built.
    if patch.contains("path: /kind") { return "    kind: ConfigMap\n    name: cm-[ab]\n" }
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
      "    labelSelector: app!=web\n", "    labelSelector: app notin (web)\n    kind: ConfigMap\n",
      "    annotationSelector: note=plain\n", "    labelSelector: team=red,app\n",
      "    kind: ^Foo$\n    name: ^f\n", "    kind: Config\n", "    group: \"\"\n    kind: Service\n",
      "    name: p-.*|dep\n    kind: Deployment\n", "    namespace: ns[12]\n    kind: Foo\n",
      "    kind: HelmRelease\n    version: v2\n", "    kind: Namespace\n", "    kind: Secret\n    name: ''\n",
      "    version: v1\n    kind: \"(?i)configmap\"\n",
      "    name: \"[[:alpha:]]+[^\\\\D]?-?[a-z]*\"\n    kind: ConfigMap\n",
      "    kind: Deployment\n    namespace: default\n",
    ])
  }

  /// Whether an object that a patch names has been written.
  func isFitting(_ patch: String, _ made: [String]) -> Bool {
    made.contains { made in
      let parts = made.split(separator: "/")
      return patch.contains("kind: \(parts[0])\n") && patch.contains("name: \(parts[1])\n")
    }
  }

  func mergePatch(_ chance: inout RandomTree) -> String {
    let patches = (0..<6).map { _ in anyMergePatch(&chance) }
    let made = chance.made
    let fitting = patches.first { isFitting($0, made) }
    return fitting ?? patches[0]
  }

  private func anyMergePatch(_ chance: inout RandomTree) -> String {
    switch chance.int(10) {
    case 7, 8: return rarerPatch(&chance)
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

  private func rarerPatch(_ chance: inout RandomTree) -> String {
    chance.pick([
      head("v1", "ConfigMap", "cm-b") + "  labels:\n    app: null\n    new: \"1\"\n  annotations: null\n",
      head("v1", "ConfigMap", "cm-a") + "data:\n  $patch: replace\n  only: this\n",
      head("v1", "ConfigMap", "cm-a") + "data:\n  $patch: delete\n",
      head("v1", "ConfigMap", "map") + "data: {}\n",
      head("v1", "ConfigMap", "map") + "$patch: replace\ndata:\n  whole: new\n",
      head("v1", "ConfigMap", "map") + "$patch: wrong\n", head("v1", "ConfigMap", "map") + "data: text\n",
      head("v1", "Service", "svc") + "spec:\n  ports:\n  - port: 80\n    $patch: delete\n",
      head("v1", "Service", "svc") + "spec:\n  ports:\n  - port: 80\n    protocol: UDP\n    name: dns\n",
      head("v1", "Service", "svc") + "spec:\n  selector: null\n  type: NodePort\n  ports: []\n",
      head("v1", "ServiceAccount", "sa") + "imagePullSecrets:\n- name: more\nsecrets:\n- name: secret\n",
      head("example.com/v1", "Foo", "bar") + "spec: null\n",
      head("example.com/v1", "Foo", "bar") + "spec:\n  containers:\n  - name: main\n    image: patched:1\n",
      head("example.com/v1", "Foo", "foo") + "  finalizers: [two, three]\n  namespace: ns1\nspec:\n  value: "
        + value(&chance) + "\n",
      head("v1", "Secret", "secret") + "data:\n  x: eA==\nstringData: null\ntype: Opaque\n",
      head("batch/v1", "CronJob", "cron")
        + "spec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n          - name: main\n"
        + "            env:\n            - {name: A, value: \"9\"}\n            args: [x]\n",
      head("helm.toolkit.fluxcd.io/v2", "HelmRelease", "release")
        + "spec:\n  valuesFrom:\n  - kind: Secret\n    name: generated\n  values:\n    image: {tag: \"2\"}\n    list: [1, 2]\n",
      head("networking.k8s.io/v1", "Ingress", "web")
        + "spec:\n  rules:\n  - host: b.example.com\n  tls: []\n",
      head("apps/v1", "StatefulSet", "db")
        + "spec:\n  template:\n    spec:\n      topologySpreadConstraints:\n      - topologyKey: zone\n"
        + "        whenUnsatisfiable: DoNotSchedule\n        maxSkew: 2\n      volumes:\n      - name: all\n        $patch: delete\n",
      head("apps/v1", "StatefulSet", "db")
        + "spec:\n  volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: {x: 1}\n",
      head("v1", "Pod", "pod")
        + "spec:\n  containers:\n  - name: main\n    $patch: replace\n  initContainers:\n  - {name: i}\n",
      head("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "hooks")
        + "webhooks:\n- name: two.example.com\n  failurePolicy: Ignore\n",
    ])
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
      "- op: add\n  path: /metadata/labels/new\n  value: \"1\"\n", "- op: remove\n  path: /metadata/labels\n",
      "- op: replace\n  path: /kind\n  value: Bar\n", "- op: replace\n  path: /data\n  value: {only: one}\n",
      "- op: test\n  path: /data/key\n  value: plain\n- op: add\n  path: /data/tested\n  value: \"yes\"\n",
      "- op: add\n  path: \"\"\n  value: {a: 1}\n", "- op: add\n  path: /data/missing/deep\n  value: 1\n",
      "- op: add\n  path: data/x\n  value: 1\n", "- op: copy\n  from: /spec/list\n  path: /spec/again\n",
      "- op: move\n  from: /spec/list/0\n  path: /spec/list/1\n",
      "- op: add\n  path: /spec/list/9\n  value: far\n",
      "- op: replace\n  path: /apiVersion\n  value: v2\n", "- op: remove\n  path: /metadata/name\n",
      "- {op: add, path: /spec/flow, value: {x: [1, 2.50, true, null, \"s\"]}}\n",
      "- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: json:1\n",
      "[\n  {\"op\": \"replace\", \"path\": \"/spec/template/spec/containers/1/image\", \"value\": \"j:2\"}\n]\n",
      "- op: add\n  path: /spec/template/spec/volumes/-\n  value: {name: n, configMap: {name: cm-a}}\n",
      "- op: add\n  path: /spec/big\n  value: 12345678901234567890\n",
      "- op: add\n  path: /spec/text\n  value: |\n    two\n    lines\n",
      "- op: remove\n  path: /data/nothing\n",
    ])
  }
}

extension String {
  /// A value that stands on one line.
  fileprivate func replacingNewlines() -> String { contains("\n") ? "one" : self }
}
