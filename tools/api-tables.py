#!/usr/bin/env python3
"""Writes the API tables of Sources/Manifests/API: the fields of the Flux kinds and of Kubernetes' own.

    tools/api-tables.py --corpus DIR --kubernetes DIR [--out DIR]

--corpus       a folder of trees with gotk-components.yaml of several Flux versions; their CRDs give the Flux fields
--kubernetes   the folder kubernetes-json-schema of the Python package kubernetes-validate
--out          where the tables are written; without it, into the sources

Only names, types and limits are taken: facts, no descriptions. The form that is written is told in SchemaText.swift.
Needs PyYAML.  NOTICE names the sources.
"""
import argparse, collections, glob, json, os, re, sys
import yaml

OUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Sources/Manifests/API")

# The first minor of fields that lie between two definitions that were seen, from the release notes.
SINCE = {
    "helm.toolkit.fluxcd.io/v2 HelmRelease": {
        "spec.install.strategy": 7, "spec.upgrade.strategy": 7, "spec.waitStrategy": 8, "spec.healthCheckExprs": 8,
        "spec.install.serverSideApply": 8, "spec.upgrade.serverSideApply": 8, "spec.rollback.serverSideApply": 8,
        "spec.valuesFrom[].literal": 9, "spec.postRenderStrategy": 9},
    "kustomize.toolkit.fluxcd.io/v1 Kustomization": {
        "spec.ignore": 9, "spec.buildMetadata": 9, "spec.postBuild.substituteStrategy": 9},
    "source.toolkit.fluxcd.io/v1 OCIRepository": {"spec.verify.trustedRootSecretRef": 9},
}
# source-watcher's kind is in no gotk-components of the corpus; from its own CRD and a client made of a later one.
S = {"type": "string"}
GENERATOR = {"spec": {"type": "object", "required": ["artifacts", "sources"], "properties": {
    "pathPattern": S,
    "commonMetadata": {"type": "object", "properties": {
        n: {"type": "object", "additionalProperties": S} for n in ("annotations", "labels")}},
    "sources": {"type": "array", "minItems": 1, "maxItems": 1000, "items": {
        "type": "object", "required": ["alias", "kind", "name"], "properties": {
            "alias": {"type": "string", "maxLength": 63}, "name": {"type": "string", "maxLength": 253},
            "kind": {"type": "string", "enum": ["Bucket", "GitRepository", "OCIRepository", "HelmChart", "ExternalArtifact"]},
            "namespace": {"type": "string", "minLength": 1, "maxLength": 63}}}},
    "artifacts": {"type": "array", "minItems": 1, "maxItems": 1000, "items": {
        "type": "object", "required": ["copy", "name"], "properties": {
            "name": {"type": "string", "maxLength": 253}, "originRevision": {"type": "string", "maxLength": 64},
            "revision": {"type": "string", "maxLength": 64},
            "copy": {"type": "array", "minItems": 1, "items": {
                "type": "object", "required": ["from", "to"], "properties": {
                    "from": {"type": "string", "maxLength": 1024}, "to": {"type": "string", "maxLength": 1024},
                    "exclude": {"type": "array", "maxItems": 100, "items": S}, "optional": {"type": "boolean"},
                    "strategy": {"type": "string", "enum": ["Overwrite", "Merge", "Extract"]}}}}}}}}}}


class Type:
    """One type: `base` is a letter of the form, the rest as there."""
    def __init__(self, base, **more):
        self.base, self.fields, self.open, self.element, self.ref = base, {}, False, None, None
        self.enum, self.pattern, self.limits, self.keys = None, None, None, None
        self.__dict__.update(more)


# `required` is what each minor said: {minor: bool}; the minor of Kubernetes' kinds is None.
Field = collections.namedtuple("Field", "type required since")
MINOR = None


def convert(schema, definitions=None):
    """An OpenAPI v3 structural schema, or a JSON Schema of kubernetes-validate, as a Type."""
    if "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        if name in BASES:
            return Type(BASES[name])
        return Type("&", ref=name)
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next(k for k in kind if k != "null")
    if schema.get("x-kubernetes-int-or-string"):
        return Type("x")
    if kind is None:
        return Type("*")
    if kind == "array":
        made = Type("[", element=convert(schema.get("items", {}), definitions), keys=schema.get("x-kubernetes-list-map-keys"))
    elif kind == "object":
        made = Type("{")
        extra = schema.get("additionalProperties")
        if isinstance(extra, dict):
            made = Type("%", element=convert(extra, definitions))
        elif "properties" not in schema:
            made.open = True
        for name, field in schema.get("properties", {}).items():
            required = name in schema.get("required", []) and "default" not in field
            made.fields[name] = Field(convert(field, definitions), {MINOR: required}, None)
        if schema.get("x-kubernetes-preserve-unknown-fields"):
            made.open = True
    else:
        made = Type({"string": "s", "integer": "i", "number": "n", "boolean": "b"}[kind])
    made.enum = {value: None for value in schema["enum"]} if "enum" in schema else None
    made.pattern = schema.get("pattern")
    low = schema.get({"string": "minLength", "array": "minItems"}.get(kind, "minimum"))
    high = schema.get({"string": "maxLength", "array": "maxItems"}.get(kind, "maximum"))
    made.limits = (low, high) if low is not None or high is not None else None
    return made


BASES = {
    "io.k8s.apimachinery.pkg.api.resource.Quantity": "q", "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "x",
    # The schema in a CustomResourceDefinition is large, made by a program, and not worth the time.
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps": "*",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Time": "s", "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": "s",
}


def merge(old, new, absent, since=True):
    """Two definitions of one type; `absent` is the minor of the older, in which a field of only the newer is missing."""
    if old.base != new.base:
        return Type("*")
    new.open = new.open or old.open
    if old.element and new.element:
        new.element = merge(old.element, new.element, absent, since)
    if (old.enum is None) != (new.enum is None):
        new.enum = None
    elif new.enum is not None:
        new.enum = {**{v: (old.enum[v] if v in old.enum else (absent + 1 if since else None)) for v in new.enum},
                    **{v: s for v, s in old.enum.items() if v not in new.enum}}
    if old.pattern != new.pattern or old.limits != new.limits:
        print("  limits differ:", old.base, old.pattern, new.pattern, old.limits, new.limits, file=sys.stderr)
    for name in [*new.fields, *(n for n in old.fields if n not in new.fields)]:
        if name not in new.fields:
            new.fields[name] = old.fields[name] if since else old.fields[name]._replace(required={None: False})
        elif name not in old.fields:
            new.fields[name] = new.fields[name]._replace(since=absent + 1 if since else None)
        else:
            a, b = old.fields[name], new.fields[name]
            both = {**a.required, **b.required} if since else {None: a.required[None] and b.required[None]}
            new.fields[name] = Field(merge(a.type, b.type, absent, since), both, a.since)
    return new


def override(made, path, since):
    *parents, last = path.split(".")
    for name in parents:
        made = made.fields[name.removesuffix("[]")].type
        made = made.element if name.endswith("[]") else made
    made.fields[last] = made.fields[last]._replace(since=since)


class Writer:
    """Types as text; a type that stands more than once is written once and referred to."""
    def __init__(self):
        self.patterns, self.shared, self.lines, self.counts = [], {}, [], collections.Counter()

    def text(self, made, expand=True):
        if made.base == "&":
            return f"&{self.named(made.ref)};"
        if made.base == "[":
            out = "[" + self.text(made.element) + "]"
            if made.keys:
                out += "k(" + "|".join(made.keys) + ")"
        elif made.base == "%":
            out = "%" + self.text(made.element)
        elif made.base == "{":
            out = "{" + ",".join([*(self.field(n, f) for n, f in sorted(made.fields.items())), *(["..."] if made.open else [])]) + "}"
        else:
            out = made.base
        if made.enum is not None:
            out += "(" + "|".join(v if s is None else f"{v}@{s}" for v, s in made.enum.items()) + ")"
        if made.pattern is not None:
            if made.pattern not in self.patterns:
                self.patterns.append(made.pattern)
            out += f"~{self.patterns.index(made.pattern)};"
        if made.limits:
            out += "<" + ":".join("" if v is None else str(v) for v in made.limits) + ">"
        return self.share(out) if expand and len(out) > 24 and made.base in "{[" else out

    def field(self, name, field):
        assert re.fullmatch(r"[A-Za-z0-9_$-]+", name), name
        return name + requirement(field.required) + (f"@{field.since}" if field.since else "") + ":" + self.text(field.type)

    def share(self, out):
        """The reference to a text that stands in several places. Two passes: the first counts."""
        self.counts[out] += 1
        if out not in self.wanted:
            return out
        if out not in self.shared:
            self.shared[out] = len(self.lines)
            self.lines.append(out)
        return f"&{self.shared[out]};"

    def named(self, name):
        if name not in self.shared:
            self.shared[name] = len(self.lines)
            self.lines.append(None)
            self.lines[self.shared[name]] = self.text(self.definitions[name], expand=False)
        return self.shared[name]


def requirement(said):
    """`!` for a field that every minor requires, `!3-6` for one that only those from 2.3 to 2.6 do, bounds left out where none is."""
    yes = [m for m in said if said[m]]
    if not yes or None in said:
        return "!" if yes else ""
    no = [m for m in said if not said[m]]
    low = min(yes) if any(m < min(yes) for m in no) else ""
    high = max(yes) if any(m > max(yes) for m in no) else ""
    if any(min(yes) < m < max(yes) for m in no):
        return ""
    return "!" if low == high == "" else f"!{low}-{high}"


def render(kinds, definitions):
    """The whole text of a group: patterns, shared types, kinds."""
    wanted = set()
    for _ in range(8):
        writer = Writer()
        writer.wanted, writer.definitions = wanted, definitions
        rows = [f"={name} " + writer.text(made, expand=False) for name, made in kinds.items()]
        more = {out for out, count in writer.counts.items() if count > 1} | wanted
        if more == wanted:
            break
        wanted = more
    return "\n".join(["~" + p for p in writer.patterns] + ["&" + line for line in writer.lines] + rows)


def swift(name, comment, text):
    assert '"""#' not in text and text.isascii()
    with open(os.path.join(OUT, name + ".swift"), "w") as handle:
        handle.write(f"// Made by tools/api-tables.py; NOTICE names the sources. Do not edit.\n// swift-format-ignore-file\n\n"
                     f"extension SchemaText {{\n  /// {comment}\n  package static let {name[0].lower() + name[1:]} = SchemaText(#\"\"\"\n{text}\n\"\"\"#)\n}}\n")
    print(name, len(text), "bytes")


def flux(corpus):
    global MINOR
    seen = {}
    for path in sorted(glob.glob(os.path.join(corpus, "**/gotk-components.yaml"), recursive=True)):
        for document in yaml.load_all(open(path), Loader=yaml.CSafeLoader):
            if not document or document.get("kind") != "CustomResourceDefinition":
                continue
            labels, spec = document["metadata"].get("labels", {}), document["spec"]
            release = re.fullmatch(r"v2\.(\d+)\.\d+", labels.get("app.kubernetes.io/version", ""))
            if not release or not spec["group"].endswith(".toolkit.fluxcd.io"):
                continue
            for version in spec["versions"]:
                properties = version["schema"]["openAPIV3Schema"]["properties"]
                name = f"{spec['group']}/{version['name']} {spec['names']['kind']}"
                seen.setdefault(name, {}).setdefault(int(release[1]), properties)
    seen["source.extensions.fluxcd.io/v1beta1 ArtifactGenerator"] = {9: GENERATOR}
    kinds = {}
    for name, minors in sorted(seen.items()):
        made, last = None, None
        for minor, properties in sorted(minors.items()):
            MINOR = minor
            new = Type("{", fields={n: Field(convert(f), {MINOR: False}, None) for n, f in properties.items()
                                    if n not in ("apiVersion", "kind", "metadata", "status")})
            made, last = (merge(made, new, last) if made else new), minor
        for path, since in SINCE.get(name, {}).items():
            override(made, path, since)
        kinds[name] = made
    swift("FluxTypes", "The kinds of Flux, every version that Flux 2.3 to 2.9 serves; minors are Flux's.", render(kinds, {}))


def kubernetes(folder):
    global MINOR
    MINOR = None
    releases = sorted((r for r in os.listdir(folder) if r.endswith("-local-strict")), key=lambda r: [int(n) for n in re.findall(r"\d+", r)])
    kinds, definitions = {}, {}
    for release in releases[-3:]:
        found = json.load(open(os.path.join(folder, release, "_definitions.json")))["$defs"]
        for name, schema in found.items():
            made = convert(schema)
            definitions[name] = merge(definitions[name], made, 0, since=False) if name in definitions else made
        for name, schema in found.items():
            for gvk in schema.get("x-kubernetes-group-version-kind", []):
                if gvk["kind"].endswith("List") or "metadata" not in schema.get("properties", {}) or len(schema["x-kubernetes-group-version-kind"]) > 1:
                    continue
                made = definitions[name]
                top = Type("{", fields={n: f for n, f in made.fields.items() if n not in ("apiVersion", "kind", "metadata", "status")})
                kinds["/".join(filter(None, [gvk["group"], gvk["version"]])) + " " + gvk["kind"]] = top
    swift("CoreTypes", f"Kubernetes' own kinds: what {releases[-3].split('.0-')[0]} to {releases[-1].split('.0-')[0]} serve.", render(dict(sorted(kinds.items())), definitions))
    removed(folder, releases)


def removed(folder, releases):
    """Which versions were served in which releases, for APIVersions.swift."""
    served = {}
    for release in releases:
        minor = int(release.split(".")[1])
        for schema in json.load(open(os.path.join(folder, release, "_definitions.json")))["$defs"].values():
            for gvk in schema.get("x-kubernetes-group-version-kind", []):
                if "metadata" in schema.get("properties", {}) and len(schema["x-kubernetes-group-version-kind"]) == 1 and not gvk["kind"].endswith("List"):
                    served.setdefault(("/".join(filter(None, [gvk["group"], gvk["version"]])), gvk["kind"]), []).append(minor)
    last = int(releases[-1].split(".")[1])
    print("removed after the first release seen:")
    for (version, kind), minors in sorted(served.items()):
        if max(minors) < last:
            print(f"{version} {kind} 1.{max(minors) + 1}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus")
    parser.add_argument("--kubernetes")
    parser.add_argument("--out", default=OUT)
    call = parser.parse_args()
    OUT = call.out
    if call.corpus:
        flux(call.corpus)
    if call.kubernetes:
        kubernetes(call.kubernetes)
