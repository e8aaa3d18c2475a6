/// The kinds that kustomize's tables of fields and references name, beside the common ones.
extension RandomObjects {
  func rarer(_ chance: inout RandomTree) -> String {
    switch chance.int(16) {
    case 0: return autoscaler(&chance)
    case 1: return volumeClaim(&chance)
    case 2: return simple("v1", "PersistentVolume", "pv", "spec:\n  storageClassName: fast\n", &chance)
    case 3: return ingress(&chance)
    case 4: return networkPolicy(&chance)
    case 5:
      return simple(
        chance.pick(["policy/v1", "policy/v1beta1"]), "PodDisruptionBudget", "pdb",
        "spec:\n  selector:\n    matchLabels:\n      app: web\n", &chance)
    case 6: return job(&chance)
    case 7: return simple("v1", "Pod", "pod", "spec:\n" + podSpec("  ", &chance), &chance)
    case 8: return webhook(&chance)
    case 9: return definition(&chance)
    case 10:
      return simple(
        "apiregistration.k8s.io/v1", "APIService", "v1.example.com",
        "spec:\n  service:\n    name: svc\n    namespace: ns1\n", &chance)
    case 11:
      return simple("storage.k8s.io/v1", "StorageClass", "fast", "provisioner: example.com/x\n", &chance)
    case 12: return role(&chance)
    case 13: return simple("scheduling.k8s.io/v1", "PriorityClass", "high", "value: 10\n", &chance)
    case 14: return release(&chance)
    default: return stateful(&chance)
    }
  }

  private func autoscaler(_ chance: inout RandomTree) -> String {
    let kind = chance.pick(["Deployment", "StatefulSet", "DaemonSet"])
    let spec =
      "spec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: \(kind)\n    name: dep\n  maxReplicas: 3\n"
    return simple(
      chance.pick(["autoscaling/v2", "autoscaling/v1"]), "HorizontalPodAutoscaler", "hpa", spec, &chance)
  }

  private func volumeClaim(_ chance: inout RandomTree) -> String {
    let spec =
      "spec:\n  accessModes: [ReadWriteOnce]\n  storageClassName: fast\n  volumeName: pv\n  resources:\n"
      + "    requests:\n      storage: " + chance.pick(["1Gi", "\"1Gi\"", "1e3", "1024"]) + "\n"
    return simple("v1", "PersistentVolumeClaim", "claim", spec, &chance)
  }

  private func ingress(_ chance: inout RandomTree) -> String {
    let path = """
      spec:
        ingressClassName: nginx
        rules:
        - host: a.example.com
          http:
            paths:
            - path: /
              pathType: Prefix
              backend:
                service:
                  name: svc
                  port: {number: 80}
            - path: /generated
              backend: {service: {name: other, port: {name: http}}}

      """
    let version = chance.pick(["networking.k8s.io/v1", "networking.k8s.io/v1beta1", "extensions/v1beta1"])
    return simple(version, "Ingress", "web", path, &chance)
  }

  private func networkPolicy(_ chance: inout RandomTree) -> String {
    let selector = chance.pick(["{}", "{matchLabels: {app: web}}", "null"])
    let spec = """
      spec:
        podSelector: \(selector)
        ingress:
        - from:
          - podSelector:
              matchLabels:
                app: db
          - namespaceSelector: {}
        egress:
        - to:
          - podSelector: {matchLabels: {app: web}}

      """
    return simple("networking.k8s.io/v1", "NetworkPolicy", "policy", spec, &chance)
  }

  private func job(_ chance: inout RandomTree) -> String {
    let selector = chance.chance(40) ? "  selector:\n    matchLabels:\n      app: web\n" : ""
    let spec = "spec:\n" + selector + "  template:\n    spec:\n" + podSpec("      ", &chance)
    return simple("batch/v1", "Job", "job", spec, &chance)
  }

  private func webhook(_ chance: inout RandomTree) -> String {
    let kind = chance.pick(["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"])
    let list = """
      webhooks:
      - name: one.example.com
        clientConfig:
          service:
            name: svc
            namespace: \(chance.pick(["ns1", "default"]))
      - name: two.example.com
        clientConfig:
          url: https://example.com

      """
    return simple("admissionregistration.k8s.io/v1", kind, "hooks", list, &chance)
  }

  private func definition(_ chance: inout RandomTree) -> String {
    let conversion = """
      spec:
        group: example.com
        names: {kind: Foo, plural: foos}
        scope: \(chance.pick(["Namespaced", "Cluster"]))
        conversion:
          strategy: Webhook
          webhook:
            clientConfig:
              service: {name: svc, namespace: ns1, path: /convert}

      """
    return simple(
      "apiextensions.k8s.io/v1", "CustomResourceDefinition", "foos.example.com", conversion, &chance)
  }

  private func role(_ chance: inout RandomTree) -> String {
    let rules =
      "rules:\n- apiGroups: [\"\"]\n  resources: [configmaps, secrets]\n  resourceNames: [cm-a, secret, x]\n"
      + "  verbs: [get]\n"
    let kind = chance.pick(["Role", "ClusterRole"])
    return simple("rbac.authorization.k8s.io/v1", kind, "reader", rules, &chance)
  }

  private func release(_ chance: inout RandomTree) -> String {
    let spec = """
      spec:
        interval: 5m
        chart:
          spec:
            chart: web
            sourceRef: {kind: HelmRepository, name: repo, namespace: ns1}
        valuesFrom:
        - kind: ConfigMap
          name: \(chance.pick(["cm-a", "generated"]))
        - kind: Secret
          name: secret
        values:
          image: {repository: nginx, tag: "1"}
          containers:
          - name: x
            image: nginx:2

      """
    return simple("helm.toolkit.fluxcd.io/v2", "HelmRelease", "release", spec, &chance)
  }

  private func stateful(_ chance: inout RandomTree) -> String {
    let spec = """
      spec:
        serviceName: svc
        selector: {matchLabels: {app: db}}
        template:
          metadata: {labels: {app: db}, annotations: {note: x}}
          spec:
            priorityClassName: high
            imagePullSecrets: [{name: secret}]
            topologySpreadConstraints:
            - maxSkew: 1
              topologyKey: zone
              whenUnsatisfiable: DoNotSchedule
              labelSelector: {matchLabels: {app: db}}
            affinity:
              podAntiAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                - weight: 1
                  podAffinityTerm:
                    topologyKey: host
                    labelSelector:
                      matchLabels: {app: db}
            initContainers:
            - {name: init, image: "busybox:1", envFrom: [{configMapRef: {name: cm-a}}, {secretRef: {name: secret}}]}
            volumes:
            - name: all
              projected:
                sources:
                - configMap: {name: generated}
                - secret: {name: secret}
            - name: claim
              persistentVolumeClaim: {claimName: claim}
        volumeClaimTemplates:
        - metadata: {name: data}
          spec: {storageClassName: fast}

      """
    return simple("apps/v1", "StatefulSet", chance.pick(["dep", "db"]), spec, &chance)
  }
}
