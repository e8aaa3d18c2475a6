#!/usr/bin/env python3
"""Writes the trees of the benchmark, byte for byte the same on every run.

Usage: trees.py labs N DIR | home DIR | gotk DIR | hostile DIR
"""
import base64
import os
import random
import sys

import hostile

SYNC = """---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 1m0s
  ref:
    branch: main
  secretRef:
    name: flux-system
  url: ssh://git@github.com/example/fleet
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 10m0s
  path: {path}
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
"""


class Folder:
    """The folder that a tree is written to."""

    def __init__(self, path):
        self.path = path
        self.made = set()

    def write(self, path, text):
        folder = os.path.join(self.path, os.path.dirname(path))
        if folder not in self.made:
            os.makedirs(folder, exist_ok=True)
            self.made.add(folder)
        with open(os.path.join(self.path, path), "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)


def kustomization(resources, head="", kind="Kustomization"):
    version = "v1alpha1" if kind == "Component" else "v1beta1"
    lines = "".join(f"  - {entry}\n" for entry in resources)
    return f"---\napiVersion: kustomize.config.k8s.io/{version}\nkind: {kind}\n{head}resources:\n{lines}"


def labs(out, count):
    """`count` labs of four files, as `scaffold private-oci` writes them."""
    out.write("clusters/dev/flux-system/gotk-sync.yaml", SYNC.format(path="./clusters/dev"))
    out.write("clusters/dev/flux-system/kustomization.yaml", kustomization(["gotk-sync.yaml"]))
    for number in range(count):
        lab(out, f"app-{number:05}")


def lab(out, name):
    folder = f"clusters/dev/{name}"
    token = base64.b64encode(f"puller:{name}-only-reads".encode()).decode()
    config = base64.b64encode(f'{{"auths":{{"registry.gitlab.com":{{"auth":"{token}"}}}}}}'.encode()).decode()
    out.write(f"{folder}/gitlab-oci-secret.yaml", f"""---
apiVersion: v1
kind: Secret
metadata:
  name: {name}-credentials
  namespace: default
type: kubernetes.io/dockerconfigjson
data:
  # lint:ignore safe-plain-secret -- asked for with '--secret plain'; let the user only read the registry
  .dockerconfigjson: {config}
""")
    out.write(f"{folder}/gitlab-oci-repository.yaml", f"""---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: {name}-repo
  namespace: default
spec:
  type: oci
  interval: 5m
  # Without the chart's name: Flux adds it.
  url: oci://registry.gitlab.com/example/{name}
  secretRef:
    name: {name}-credentials
""")
    out.write(f"{folder}/{name}-helm-release.yaml", f"""---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: helmrelease-{name}
  namespace: default
spec:
  interval: 5m
  chart:
    spec:
      chart: apache
      version: '0.1.0'
      sourceRef:
        kind: HelmRepository
        name: {name}-repo
        namespace: default
""")
    out.write(f"{folder}/kustomization.yaml", kustomization(
        ["gitlab-oci-secret.yaml", "gitlab-oci-repository.yaml", f"{name}-helm-release.yaml"]))


# -- a tree such as people keep for their homes

GROUPS = ["ai", "auth", "cert-manager", "database", "default", "downloads", "games", "home", "kube-system", "media",
          "network", "observability", "security", "storage", "system-upgrade"]
WORDS = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "inlet", "jasper", "kelp", "larch",
         "maple", "north", "otter", "pine", "quartz", "raven", "slate", "thorn"]
APPS = 74

CLUSTER = """---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: cluster-apps
  namespace: flux-system
spec:
  interval: 1h
  path: ./kubernetes/apps
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
  wait: false
  patches:
    - patch: |-
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: _
        spec:
          postBuild:
            substituteFrom:
              - kind: ConfigMap
                name: cluster-settings
          patches:
            - patch: |-
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata:
                  name: _
                spec:
                  install:
                    crds: CreateReplace
                  upgrade:
                    cleanupOnFail: true
                    crds: CreateReplace
                    remediation:
                      retries: 2
              target:
                group: helm.toolkit.fluxcd.io
                kind: HelmRelease
      target:
        group: kustomize.toolkit.fluxcd.io
        kind: Kustomization
"""

SETTINGS = """---
apiVersion: v1
kind: ConfigMap
metadata:
  name: cluster-settings
data:
  CLUSTER_NAME: main
  SECRET_DOMAIN: home.example.org
  TIMEZONE: Europe/Berlin
  LOAD_BALANCER: 192.168.20.10
"""


def home(out):
    """450 files: Flux Kustomizations of their own for every app, components, overlays, substitutions."""
    chance = random.Random(8)
    out.write("kubernetes/flux/cluster/gotk-sync.yaml", SYNC.format(path="./kubernetes/flux/cluster"))
    out.write("kubernetes/flux/cluster/ks.yaml", CLUSTER)
    out.write("kubernetes/flux/cluster/kustomization.yaml", kustomization(["gotk-sync.yaml", "ks.yaml"]))
    components(out)
    groups = {group: [] for group in GROUPS}
    names = [f"{left}-{right}" for left in WORDS for right in WORDS if left != right]
    for number, name in enumerate(chance.sample(names, APPS)):
        group = GROUPS[number % len(GROUPS)]
        groups[group].append(name)
        earlier = groups[group][-2] if len(groups[group]) > 1 and number % 3 == 0 else None
        app(out, chance, group, name, number, earlier)
    for group, apps in groups.items():
        folder = f"kubernetes/apps/{group}"
        out.write(f"{folder}/namespace.yaml", f"""---
apiVersion: v1
kind: Namespace
metadata:
  name: {group}
  annotations:
    kustomize.toolkit.fluxcd.io/prune: disabled
""")
        out.write(f"{folder}/kustomization.yaml", kustomization(
            ["./namespace.yaml"] + [f"./{name}/ks.yaml" for name in apps],
            f"namespace: {group}\ncomponents:\n  - ../../components/alerts\n  - ../../components/settings\n"))
    out.write("kubernetes/apps/kustomization.yaml", kustomization([f"./{group}" for group in GROUPS]))


def components(out):
    out.write("kubernetes/components/settings/kustomization.yaml", kustomization(
        ["./cluster-settings.yaml"], kind="Component"))
    out.write("kubernetes/components/settings/cluster-settings.yaml", SETTINGS)
    out.write("kubernetes/components/alerts/kustomization.yaml", kustomization(
        ["./alert.yaml", "./provider.yaml"], kind="Component"))
    out.write("kubernetes/components/alerts/provider.yaml", """---
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Provider
metadata:
  name: alertmanager
spec:
  type: alertmanager
  address: http://alertmanager.observability.svc.cluster.local:9093/api/v2/alerts/
""")
    out.write("kubernetes/components/alerts/alert.yaml", """---
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
metadata:
  name: alertmanager
spec:
  providerRef:
    name: alertmanager
  eventSeverity: error
  eventSources:
    - kind: HelmRelease
      name: "*"
  exclusionList:
    - "error.*lookup github\\\\.com"
    - "waiting.*socket"
  summary: Flux alerts
""")
    out.write("kubernetes/components/volsync/kustomization.yaml", kustomization(
        ["./pvc.yaml", "./replication.yaml"], kind="Component"))
    out.write("kubernetes/components/volsync/pvc.yaml", """---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: "${APP}"
spec:
  accessModes: ["${VOLSYNC_ACCESSMODES:=ReadWriteOnce}"]
  resources:
    requests:
      storage: "${VOLSYNC_CAPACITY:=5Gi}"
  storageClassName: "${VOLSYNC_STORAGECLASS:=ceph-block}"
""")
    out.write("kubernetes/components/volsync/replication.yaml", """---
apiVersion: volsync.backube/v1alpha1
kind: ReplicationSource
metadata:
  name: "${APP}"
spec:
  sourcePVC: "${APP}"
  trigger:
    schedule: "0 * * * *"
  kopia:
    compression: zstd-fastest
    copyMethod: "${VOLSYNC_COPYMETHOD:=Snapshot}"
    repository: "${APP}-volsync-secret"
    retain:
      hourly: 24
      daily: 7
""")


def app(out, chance, group, name, number, earlier):
    folder = f"kubernetes/apps/{group}/{name}"
    files = ["./helmrelease.yaml", "./ocirepository.yaml"]
    out.write(f"{folder}/app/ocirepository.yaml", f"""---
# yaml-language-server: $schema=https://schemas.example.org/source.toolkit.fluxcd.io/ocirepository_v1.json
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: {name}
spec:
  interval: 15m
  layerSelector:
    mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
    operation: copy
  ref:
    tag: {number % 7}.{number % 11}.{number % 5}
  url: oci://ghcr.io/example/charts/{name}
""")
    out.write(f"{folder}/app/helmrelease.yaml", release(chance, name, number))
    if number % 2:
        files.append("./externalsecret.yaml")
        out.write(f"{folder}/app/externalsecret.yaml", external_secret(name))
    if number % 3 == 0:
        files.append("./prometheusrule.yaml")
        out.write(f"{folder}/app/prometheusrule.yaml", rules(name, number))
    head = ""
    if number % 4 == 0:
        head = f"configMapGenerator:\n  - name: {name}-configmap\n    files:\n      - config.yaml=./config/config.yaml\n"
        head += "generatorOptions:\n  disableNameSuffixHash: true\n"
        out.write(f"{folder}/app/config/config.yaml", "---\nserver:\n  port: 8080\n" + "".join(
            f"route{index}:\n  path: /{WORDS[index]}\n  timeout: {index}s\n" for index in range(12)))
    out.write(f"{folder}/app/kustomization.yaml", kustomization(files, head))
    path = f"./{folder}/app"
    if number % 5 == 0:
        path = f"./{folder}/overlay"
        out.write(f"{folder}/overlay/kustomization.yaml", kustomization(["../app"], f"""patches:
  - path: ./patch.yaml
labels:
  - pairs:
      app.kubernetes.io/part-of: {group}
"""))
        out.write(f"{folder}/overlay/patch.yaml", f"""---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: {name}
spec:
  values:
    replicas: 2
""")
    out.write(f"{folder}/ks.yaml", flux_kustomization(group, name, path, number, earlier))


def flux_kustomization(group, name, path, number, earlier):
    text = f"""---
# yaml-language-server: $schema=https://schemas.example.org/kustomize.toolkit.fluxcd.io/kustomization_v1.json
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: &app {name}
spec:
  targetNamespace: {group}
  commonMetadata:
    labels:
      app.kubernetes.io/name: *app
"""
    if number % 2 == 0:
        text += "  components:\n    - " + "../" * path.count("/") + "kubernetes/components/volsync\n"
    if earlier:
        text += f"  dependsOn:\n    - name: {earlier}\n"
    return text + f"""  interval: 1h
  path: {path}
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
    namespace: flux-system
  postBuild:
    substitute:
      APP: *app
      VOLSYNC_CAPACITY: {number % 9 + 1}Gi
  timeout: 5m
  wait: {'true' if number % 3 == 1 or earlier is None else 'false'}
"""


def release(chance, name, number):
    environment = "".join(f"              {word.upper()}_URL: https://{word}.${{SECRET_DOMAIN}}/{name}\n"
                          for word in chance.sample(WORDS, 4 + number % 6))
    return f"""---
# yaml-language-server: $schema=https://schemas.example.org/helm.toolkit.fluxcd.io/helmrelease_v2.json
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: &app {name}
spec:
  interval: 1h
  chartRef:
    kind: OCIRepository
    name: {name}
  values:
    controllers:
      {name}:
        annotations:
          reloader.stakater.com/auto: "true"
        containers:
          app:
            image:
              repository: ghcr.io/example/{name}
              tag: 1.{number}.0@sha256:{chance.getrandbits(256):064x}
            env:
              TZ: ${{TIMEZONE}}
{environment}            probes:
              liveness: &probes
                enabled: true
                custom: true
                spec:
                  httpGet:
                    path: /healthz
                    port: &port 8080
                  initialDelaySeconds: 0
                  periodSeconds: 10
                  timeoutSeconds: 1
                  failureThreshold: 3
              readiness: *probes
            securityContext:
              allowPrivilegeEscalation: false
              readOnlyRootFilesystem: true
              capabilities: {{ drop: ["ALL"] }}
            resources:
              requests:
                cpu: {number % 9 + 1}0m
              limits:
                memory: {number % 4 + 1}Gi
    defaultPodOptions:
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
    service:
      app:
        ports:
          http:
            port: *port
    route:
      app:
        hostnames: ["{{{{ .Release.Name }}}}.${{SECRET_DOMAIN}}"]
        parentRefs:
          - name: internal
            namespace: kube-system
            sectionName: https
    persistence:
      config:
        existingClaim: *app
      tmp:
        type: emptyDir
"""


def external_secret(name):
    upper = name.upper().replace("-", "_")
    return f"""---
# yaml-language-server: $schema=https://schemas.example.org/external-secrets.io/externalsecret_v1.json
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: {name}
spec:
  secretStoreRef:
    kind: ClusterSecretStore
    name: vault
  target:
    name: {name}-secret
    template:
      data:
        {upper}__API_KEY: "{{{{ .{upper}_API_KEY }}}}"
        {upper}__DATABASE: "{{{{ .{upper}_DATABASE }}}}"
  dataFrom:
    - extract:
        key: {name}
"""


def rules(name, number):
    text = f"""---
# yaml-language-server: $schema=https://schemas.example.org/monitoring.coreos.com/prometheusrule_v1.json
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: {name}-rules
spec:
  groups:
    - name: {name}.rules
      rules:
"""
    for index in range(2 + number % 4):
        text += f"""        - alert: {WORDS[index].title()}Absent
          expr: |
            absent(up{{job=~".*{name}.*"}}) or rate({WORDS[index]}_errors_total[5m]) > {index}
          for: {index + 5}m
          annotations:
            summary: >-
              {name} has disappeared from the service discovery of its target
          labels:
            severity: critical

"""
    return text


# -- CustomResourceDefinitions as `flux install --export` writes them

SENTENCES = ["specifies the interval at which the object is checked for changes",
             "names the Secret that holds the credentials; it must lie in the same namespace",
             "holds the conditions of the object, the newest of each type",
             "tells the controller to leave the object as it is: changes are not looked at until it is taken back",
             "is the revision that the last attempt has tried, in the form of NAME@sha1:HASH",
             "matches names by a regular expression such as '^v[0-9]+'; an empty one matches all"]


def gotk(out):
    """About 10,000 lines of CustomResourceDefinitions and workloads, with the labels of a Flux version."""
    chance = random.Random(9)
    lines = ["---", "# This manifest was generated by flux. DO NOT EDIT.", "# Flux Version: v2.7.0",
             "# Components: source-controller,kustomize-controller,helm-controller"]
    number = 0
    while len(lines) < 9900:
        number += 1
        lines += definition(chance, number)
    out.write("clusters/dev/flux-system/gotk-components.yaml", "\n".join(lines) + "\n")
    out.write("clusters/dev/flux-system/gotk-sync.yaml", SYNC.format(path="./clusters/dev"))
    out.write("clusters/dev/flux-system/kustomization.yaml", kustomization(["gotk-components.yaml", "gotk-sync.yaml"]))


def definition(chance, number):
    kind = f"Widget{number:02}"
    plural = kind.lower() + "s"
    lines = f"""---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    controller-gen.kubebuilder.io/version: v0.19.0
  labels:
    app.kubernetes.io/component: source-controller
    app.kubernetes.io/instance: flux-system
    app.kubernetes.io/part-of: flux
    app.kubernetes.io/version: v2.7.0
  name: {plural}.widgets.example.org
spec:
  group: widgets.example.org
  names:
    kind: {kind}
    listKind: {kind}List
    plural: {plural}
    singular: {kind.lower()}
  scope: Namespaced
  versions:
  - additionalPrinterColumns:
    - jsonPath: .metadata.creationTimestamp
      name: Age
      type: date
    - jsonPath: .status.conditions[?(@.type=="Ready")].status
      name: Ready
      type: string
    name: v1
    schema:
      openAPIV3Schema:
        description: {kind} is the Schema for the {plural} API.
        properties:
          apiVersion:
            description: |-
              APIVersion defines the versioned schema of this representation of an object.
              Servers should convert recognized schemas to the latest internal value.
            type: string
          kind:
            type: string
          metadata:
            type: object
          spec:""".split("\n")
    lines += schema(chance, " " * 12, 0)
    lines += ["          status:"] + schema(chance, " " * 12, 1)
    return lines + """        type: object
    served: true
    storage: true
    subresources:
      status: {}""".split("\n")


def schema(chance, margin, depth):
    lines = [margin + "properties:"]
    for word in sorted(chance.sample(WORDS, 5 if depth > 2 else 9)):
        lines.append(f"{margin}  {word}{'Ref' if depth % 2 else 'Spec'}:")
        inner = margin + "    "
        text = f"{word.title()} {chance.choice(SENTENCES)}"
        if chance.random() < 0.3:
            lines += [inner + "description: |-", inner + "  " + text, inner + "  " + text[::1].lower() + "."]
        elif ": " in text or "'" in text:
            lines.append(inner + 'description: "' + text.replace("\\", "\\\\") + '"')
        else:
            lines += [inner + "description: " + text[:60].rsplit(" ", 1)[0], inner + "  and " + text.lower()]
        roll = chance.random()
        if depth < 2 and roll < 0.25:
            lines += schema(chance, inner, depth + 1)
        elif roll < 0.4:
            lines += [inner + "enum:", f"{inner}- {word.title()}", f"{inner}- Other", inner + "type: string"]
        elif roll < 0.6:
            lines += [inner + "pattern: ^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$", inner + "type: string"]
        elif roll < 0.7:
            lines += [inner + "items:", inner + "  type: string", inner + "type: array"]
        elif roll < 0.8:
            lines += [inner + "default: 5", inner + "minimum: 1", inner + "type: integer"]
        else:
            lines += [inner + "maxLength: 253", inner + "minLength: 1", inner + "type: string"]
    lines.append(margin + "type: object")
    return lines


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "labs":
        labs(Folder(arguments[2]), int(arguments[1]))
    elif len(arguments) == 2 and arguments[0] == "home":
        home(Folder(arguments[1]))
    elif len(arguments) == 2 and arguments[0] == "gotk":
        gotk(Folder(arguments[1]))
    elif len(arguments) == 2 and arguments[0] == "hostile":
        hostile.write(Folder(arguments[1]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
