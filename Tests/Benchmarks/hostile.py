"""Trees of at most 1 MB that make a careless reader slow: deep, wide, repetitive, or full of references to itself."""
import base64
import hashlib

MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n"
KUSTOMIZATION = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
FLUX = """apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: NAME
  namespace: flux-system
spec:
  interval: 1h
  path: PATH
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
"""


def flux(name, path, more=""):
    return "---\n" + FLUX.replace("NAME", name).replace("PATH", path) + more


def config_map(name, data="{}"):
    return f"---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\ndata: {data}\n"


def secret(data):
    return f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n{data}"


def definition(pattern):
    return f"""apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: as.example.org
spec:
  group: example.org
  names: {{kind: A, plural: as}}
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
                text: {{type: string, pattern: '{pattern}'}}
---
apiVersion: example.org/v1
kind: A
metadata:
  name: a
spec:
  text: {'a' * 50000}!
"""


def patched(target, objects=2000):
    return {
        "kustomization.yaml": KUSTOMIZATION + f"resources: [all.yaml]\npatches:\n  - target: {{kind: ConfigMap, name: '{target}'}}\n"
        "    patch: |-\n      - op: add\n        path: /data/x\n        value: y\n",
        "all.yaml": "".join(config_map("a" * 60 + str(number)) for number in range(objects))}


def lines(count, text):
    return "".join(text.replace("#", str(number)) for number in range(count))


def texts():
    """Single files, by name."""
    yield "flow-lists-deep", "a: " + "[" * 500000
    yield "flow-maps-deep", "a: " + "{a: " * 250000
    yield "flow-below-the-limit", MAP + "data: " + "[" * 100 + "a, " * 300000 + "]" * 100
    yield "block-lists-deep", "- " * 500000
    yield "block-maps-deep", "".join(" " * depth + "a:\n" for depth in range(1300))
    yield "tag-lines", lines(25000, "%TAG !t#! tag:example.org,2000:\n") + "---\na: b\n"
    yield "duplicate-keys", lines(60000, "key: #\n")
    yield "duplicate-keys-in-data", MAP + "data:\n" + lines(60000, "  key: v#\n")
    yield "many-keys", MAP + "data:\n" + lines(60000, "  key#: v\n")
    yield "colliding-keys", MAP + "data:\n" + lines(30000, "  k" + "0" * 20 + "#: v\n")
    yield "many-annotations", MAP + "  annotations:\n" + lines(40000, "    example.org/k#: v\n")
    yield "many-labels-in-a-deployment", "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n  labels:\n" + lines(
        40000, "    k#: v\n")
    yield "aliases-of-aliases", "a0: &a0 [x, x]\n" + "".join(
        f"a{number}: &a{number} [*a{number - 1}, *a{number - 1}]\n" for number in range(1, 100))
    yield "merge-keys-of-merge-keys", "a0: &a0 {x: y}\n" + "".join(
        f"a{number}: &a{number} {{<<: [*a{number - 1}, *a{number - 1}], k{number}: v}}\n" for number in range(1, 5000))
    yield "merge-chain", MAP + "a0: &a0 {x: y}\n" + "".join(
        f"a{number}: &a{number}\n  <<: *a{number - 1}\n  k{number}: v\n" for number in range(1, 15000))
    yield "one-anchor-many-aliases", MAP + "data:\n  a: &a x\n" + lines(60000, "  k#: *a\n")
    yield "anchors", MAP + "data:\n" + lines(40000, "  k#: &a# x\n")
    yield "anchor-long", "a: &" + "a" * 900000 + " x\n"
    yield "long-list", "list:\n" + lines(100000, "- x\n")
    yield "long-list-of-objects", "apiVersion: v1\nkind: List\nitems:\n" + lines(
        12000, "- {apiVersion: v1, kind: ConfigMap, metadata: {name: a#}}\n")
    yield "same-object-often", "".join(config_map("a") for _ in range(14000))
    yield "many-objects", "".join(config_map(f"a{number}") for number in range(13000))
    yield "key-long", "a" * 1000000 + ": x\n"
    yield "scalar-long", MAP + "data:\n  a: " + "x" * 1000000 + "\n"
    yield "literal-long", MAP + "data:\n  a: |\n" + "    some text in a line\n" * 40000
    yield "folded-long", MAP + "data:\n  a: >\n" + "    some text in a line\n" * 40000
    yield "plain-many-lines", MAP + "data:\n  a: x\n" + "    some text in a line\n" * 40000
    yield "quoted-many-lines", MAP + "data:\n  a: \"x\n" + "    some text in a line\n" * 40000 + "    \"\n"
    yield "escapes", MAP + "data:\n  a: \"" + "\\u00e9" * 160000 + "\"\n"
    yield "not-ascii", "# é\n" + MAP + "data:\n" + lines(50000, "  k#: é\n")
    yield "blank-lines", "a: b\n" + "\n" * 1000000
    yield "spaces", "a: b\n" + " " * 1000000
    yield "tabs", "a: b\n" + "\t" * 1000000
    yield "comments", "# lint:ignore sec-base64-invalid -- why\n" * 25000 + "a: b\n"
    yield "comments-without-reason", "# lint:ignore\n" * 70000 + "a: b\n"
    yield "comments-behind-values", MAP + "data:\n" + lines(30000, "  k#: v # lint:ignore x -- y\n")
    yield "number-signs", "a: b #" + "#" * 1000000
    yield "documents-empty", "---\n" * 250000
    yield "documents-tiny", "--- a\n" * 100000
    yield "documents-of-one-key", "---\na: b\n" * 100000
    yield "document-ends", "a: b\n" + "...\n" * 250000
    yield "carriage-returns", "a: b\r" * 200000
    yield "trailing-spaces", "".join(f"k{number}: v   \n" for number in range(60000))
    yield "nul", "\0" * 1000000
    yield "not-utf-8", "\udcff" * 1000000
    yield "syntax-error-at-the-end", lines(60000, "k#: v\n") + "  bad: [\n"
    yield "tags", MAP + "data:\n" + lines(40000, "  k#: !!str v\n")
    yield "template-markers", lines(25000, "k#: {{ .Values.a }}\n")
    yield "null-keys", ": a\n" * 200000
    yield "complex-keys", "? [a, b]\n: c\n" * 70000
    yield "numbers", "a:\n" + lines(90000, "- 1_#\n")
    yield "secret-base64", secret("  a: " + "QUJD" * 240000 + "\n")
    yield "secret-base64-bad", secret("  a: " + "QUJD" * 240000 + "!\n")
    yield "secret-base64-nested", secret("  a: " + nested_base64(900000) + "\n")
    yield "secret-many-keys", secret(lines(50000, "  k#: QUJD\n"))
    yield "secret-docker-config", "type: kubernetes.io/dockerconfigjson\n" + secret(
        "  .dockerconfigjson: " + encoded('{"auths":{' + ",".join(
            f'"h{number}.example.org":{{"auth":"YTpi"}}' for number in range(15000)) + "}}") + "\n")
    yield "secret-json-deep", "type: kubernetes.io/dockerconfigjson\n" + secret(
        "  .dockerconfigjson: " + encoded('{"auths":' * 70000) + "\n")
    yield "variables", flux("a", "./b", "  postBuild:\n    substitute:\n" + lines(30000, "      V#: x${V#}\n"))
    yield "variable-unclosed", MAP + "data:\n  a: " + "${" * 450000 + "\n"
    yield "variable-nested", MAP + "data:\n  a: " + "${A:=" * 180000 + "}" * 50000 + "\n"
    yield "depends-on", flux("a", "./b", "  dependsOn:\n" + lines(60000, "    - name: a#\n"))
    yield "depends-chain", "".join(flux(f"a{number}", "./b", f"  dependsOn:\n    - name: a{number + 1}\n") for number in range(4000))
    yield "definition-pattern", definition("^(a+)+$")
    yield "definition-pattern-alternatives", definition("^(a|a|aa)*$")
    yield "definition-pattern-counted", definition("^((a{1,50}){1,50}){1,50}$")
    yield "definition-pattern-deep", definition("(" * 20000 + "a" + ")" * 20000)
    yield "definition-schema-wide", definition("a").replace("text: {", "".join(
        f"f{number}: {{type: string}}\n                " for number in range(20000)) + "text: {")
    yield "workload-wide", "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n" + lines(
        8000, "      - name: c#\n        image: a:#\n        envFrom: [{configMapRef: {name: b#}}]\n")
    yield "references-to-near-names", "".join(config_map(f"name-of-a-map-{number}") for number in range(4000)) + \
        "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: a:1\n      envFrom:\n" + \
        lines(7000, "        - configMapRef: {name: nane-of-a-map-#}\n")
    yield "image-policy-markers", MAP + "data:\n" + lines(12000, "  k#: v # {\"$imagepolicy\": \"flux-system:a#\"}\n")


def nested_base64(size):
    text = b"x" * 1000
    while len(text) * 4 // 3 < size:
        text = base64.b64encode(text)
    return base64.b64encode(text).decode()


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def folders():
    """Trees of several files, by name."""
    yield "resources-missing", {"kustomization.yaml": KUSTOMIZATION + "resources:\n" + lines(50000, "- file#.yaml\n")}
    yield "resources-same", {"kustomization.yaml": KUSTOMIZATION + "resources:\n" + "- a.yaml\n" * 90000, "a.yaml": config_map("a")}
    yield "resources-near", {
        "kustomization.yaml": KUSTOMIZATION + "resources:\n" + lines(20000, "- objekt-#.yaml\n"),
        **{f"object-{number}.yaml": config_map(f"a{number}") for number in range(1000)}}
    yield "resources-long-path", {"kustomization.yaml": KUSTOMIZATION + "resources:\n- " + "../a/" * 150000 + "b.yaml\n"}
    yield "resources-remote", {"kustomization.yaml": KUSTOMIZATION + "resources:\n" + lines(
        20000, "- https://github.com/a/b//c?ref=v#\n")}
    yield "resources-many-objects", {"kustomization.yaml": KUSTOMIZATION + "resources: [all.yaml]\nnamePrefix: p-\n",
                                     "all.yaml": "".join(config_map(f"a{number}") for number in range(11000))}
    yield "patches-many", {
        "kustomization.yaml": KUSTOMIZATION + "resources: [all.yaml]\npatches:\n" + lines(
            2500, "- target: {kind: ConfigMap, name: 'a#.*'}\n  patch: '[{op: add, path: /data/x, value: y}]'\n"),
        "all.yaml": "".join(config_map(f"a{number}") for number in range(5000))}
    yield "patches-json-many-operations", {
        "kustomization.yaml": KUSTOMIZATION + "resources: [all.yaml]\npatches:\n- path: p.yaml\n  target: {kind: ConfigMap}\n",
        "p.yaml": lines(12000, "- {op: add, path: /data/k#, value: v}\n"), "all.yaml": config_map("a")}
    yield "patches-strategic-big", {
        "kustomization.yaml": KUSTOMIZATION + "resources: [all.yaml]\npatches: [{path: p.yaml}]\n",
        "p.yaml": config_map("a", "\n" + lines(25000, "  k#: v\n")), "all.yaml": config_map("a", "\n" + lines(25000, "  k#: w\n"))}
    yield "patch-containers", {
        "kustomization.yaml": KUSTOMIZATION + "resources: [all.yaml]\npatches: [{path: p.yaml}]\n",
        **{name: "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n" +
           lines(9000, "      - {name: c#, image: 'a:#'}\n") for name in ("p.yaml", "all.yaml")}}
    yield "patch-target-pattern", patched("(a+)+b")
    yield "patch-target-alternatives", patched("(a|a|aa)*b")
    yield "patch-target-counted", patched("((a{1,30}){1,30}){1,30}b")
    yield "patch-target-long", patched("a?" * 5000 + "a" * 5000)
    yield "patch-target-deep", patched("(" * 50000 + "a" + ")" * 50000)
    yield "labels-selectors", {
        "kustomization.yaml": KUSTOMIZATION + "resources: [all.yaml]\ncommonLabels:\n" + lines(500, "  l#: v\n"),
        "all.yaml": "".join(config_map(f"a{number}") for number in range(3000))}
    yield "images-many", {
        "kustomization.yaml": KUSTOMIZATION + "resources: [all.yaml]\nimages:\n" + lines(6000, "- {name: i#, newTag: t}\n"),
        "all.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n" +
        lines(6000, "      - {name: c#, image: 'i#:1'}\n")}
    yield "replacements-many", {
        "kustomization.yaml": KUSTOMIZATION + "resources: [all.yaml]\nreplacements:\n" + lines(
            1500, "- source: {kind: ConfigMap, name: a#, fieldPath: data.x}\n  targets: [{select: {kind: ConfigMap}, fieldPaths: [data.y#]}]\n"),
        "all.yaml": "".join(config_map(f"a{number}", "{x: y}") for number in range(1500))}
    yield "generators-many", {
        "kustomization.yaml": KUSTOMIZATION + "configMapGenerator:\n" + lines(15000, "- name: a#\n  literals: [x=y]\n")}
    yield "generator-literals", {
        "kustomization.yaml": KUSTOMIZATION + "configMapGenerator:\n- name: a\n  literals:\n" + lines(50000, "  - k#=v\n")}
    yield "generator-env", {
        "kustomization.yaml": KUSTOMIZATION + "configMapGenerator:\n- name: a\n  envs: [a.env]\n", "a.env": lines(90000, "K#=v\n")}
    yield "name-references", {
        "kustomization.yaml": KUSTOMIZATION + "resources: [all.yaml]\nnamePrefix: p-\n",
        "all.yaml": "".join(config_map(f"a{number}") for number in range(5000)) +
        "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: a:1\n      envFrom:\n" +
        lines(5000, "        - configMapRef: {name: a#}\n")}
    yield "overlays-chain", {f"d{number}/kustomization.yaml": KUSTOMIZATION + (
        f"resources: [../d{number + 1}]\nnamePrefix: a-\n" if number < 400 else "resources: [a.yaml]\n")
        for number in range(401)} | {"d400/a.yaml": config_map("a")}
    yield "overlays-doubling", {f"d{number}/kustomization.yaml": KUSTOMIZATION + (
        f"resources: [a, b]\n") for number in range(1)} | {
        f"d{number}/{side}/kustomization.yaml": KUSTOMIZATION + f"resources: [../../d{number + 1}/a, ../../d{number + 1}/b]\nnamePrefix: {side}-\n"
        for number in range(40) for side in "ab"} | {
        f"d40/{side}/kustomization.yaml": KUSTOMIZATION + "resources: [a.yaml]\n" for side in "ab"} | {
        f"d40/{side}/a.yaml": config_map(side) for side in "ab"}
    yield "kustomizations-cycle", {f"d{number}/kustomization.yaml": KUSTOMIZATION + f"resources: [../d{(number + 1) % 2000}]\n"
                                   for number in range(2000)}
    yield "flux-kustomizations-many", {
        "all.yaml": "".join(flux(f"a{number}", "./apps") for number in range(3500)), "apps/a.yaml": config_map("a")}
    yield "flux-kustomizations-chain", {
        f"d{number}/ks.yaml": flux(f"a{number}", f"./d{number + 1}") for number in range(2000)}
    yield "flux-substitutions", {
        "ks.yaml": flux("a", "./apps", "  postBuild:\n    substitute:\n" + lines(5000, "      V#: x\n")),
        "apps/a.yaml": config_map("a", "\n  a: " + "".join(f"${{V{number % 5000}}}" for number in range(80000)) + "\n")}
    yield "flux-substitution-grows", {
        "ks.yaml": flux("a", "./apps", "  postBuild:\n    substitute:\n      V: " + "x" * 400000 + "\n"),
        "apps/a.yaml": config_map("a", "\n  a: " + "${V}" * 100000 + "\n")}
    yield "gitignore-patterns", {".gitignore": lines(9000, "**/a*#*b/**/*c\n"),
                                 **{f"{'a' * 50}{number}/x.yaml": config_map("a") for number in range(500)}}
    yield "gitignore-stars", {".gitignore": "*a" * 100000 + "b\n", **{f"{'a' * 200}{number}.yaml": "a: b\n" for number in range(50)}}
    yield "lintrc-globs", {".lintrc": "exclude:\n" + lines(3000, "- '**/" + "*a" * 40 + "#b'\n"),
                           **{f"{'a' * 200}{number}.yaml": "a: b\n" for number in range(300)}}
    yield "files-tiny", {f"d{number % 50}/{number}.yaml": "a: b\n" for number in range(5000)}
    yield "names-alike", {f"{'a' * 200}{number}.yaml": config_map("a") for number in range(2000)}


def write(out):
    for name, text in texts():
        out.write(f"{name}/clusters/a/{name}.yaml", text[:1000000])
    for name, files in folders():
        for path, text in files.items():
            out.write(f"{name}/{path}", text)
