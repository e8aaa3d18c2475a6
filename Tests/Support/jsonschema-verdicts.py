#!/usr/bin/env python3
"""What JSON Schema validation says of the core kinds of real trees, for SchemaOracleTests.

    jsonschema-verdicts.py TREES OUT COUNT

Takes COUNT documents of kinds that the package kubernetes-validate has a schema of, spread over all trees, and writes each
to OUT/N.yaml as it stands, and once more, with one mistake put in, to OUT/N-MISTAKE.yaml; OUT/verdicts.jsonl gets a row a
file: {"file", "kind", "from", "valid", "errors": ["path: keyword"], "mistake": path}. Nothing here knows of the program
under test: the YAML is read by PyYAML with the scalar rules of go-yaml v3, the schemas are those of the newest Kubernetes
in the package, in their strict form.
"""
import copy, glob, json, os, random, re, sys
import importlib_resources, jsonschema, yaml
from referencing import Registry, Resource


class Loader(yaml.CSafeLoader):
    """Reads scalars as kustomize does: `on` and `yes` are strings, `0o7` and `0x7` numbers, dates text."""
    @classmethod
    def construct(cls, node):
        loader = cls("")
        try:
            return loader.construct_document(node)
        finally:
            loader.dispose()

    def construct_yaml_int(self, node):
        text = node.value.replace("_", "")
        return int(text[1:] if text.startswith("0") and text[1:].isdigit() and len(text) > 1 else text,
                   8 if re.fullmatch(r"0[0-7]+", text) else 0)


Loader.yaml_implicit_resolvers = {}
INT = re.compile(r"[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[1-9][0-9_]*|0)$")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$|[-+]?\.(inf|Inf|INF)$|\.(nan|NaN|NAN)$")
for tag, pattern, first in [
        ("bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), "tTfF"),
        ("null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]),
        ("int", INT, "-+0123456789"), ("float", FLOAT, "-+.0123456789"), ("merge", re.compile("<<$"), "<")]:
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, pattern, list(first))
Loader.add_constructor("tag:yaml.org,2002:int", Loader.construct_yaml_int)


class Schemas:
    def __init__(self):
        folder = importlib_resources.files("kubernetes_validate").joinpath("kubernetes-json-schema")
        newest = max((d.name for d in folder.iterdir() if d.name.endswith("-local-strict")),
                     key=lambda n: [int(x) for x in re.findall(r"\d+", n)])
        self.folder, self.known = folder.joinpath(newest), {}
        definitions = json.loads(self.folder.joinpath("_definitions.json").read_text())
        self.registry = Resource.from_contents(definitions) @ Registry()

    def of(self, document):
        api, kind = document.get("apiVersion"), document.get("kind")
        if not isinstance(api, str) or not isinstance(kind, str) or not re.fullmatch(r"[A-Za-z0-9./]+", api):
            return None
        name = kind.lower() + "-" + re.sub(r"^([^./]*)(?:[.][^/]*)?/", r"\1-", api) + ".json"
        if name not in self.known:
            path = self.folder.joinpath(name)
            self.known[name] = None
            if path.is_file() and re.fullmatch(r"[a-z0-9.-]+", name):
                schema = json.loads(path.read_text())
                served = schema.get("x-kubernetes-group-version-kind") or []
                if any("/".join(filter(None, [s["group"], s["version"]])) == api and s["kind"] == kind for s in served):
                    registry = Resource.from_contents(schema) @ self.registry
                    self.known[name] = (schema, jsonschema.Draft202012Validator(schema, registry=registry))
        return self.known[name]


def templated(value):
    return isinstance(value, str) and ("${" in value or "{{" in value or "<<" in value or value.startswith("ENC["))


def errors(validator, document):
    """`path: keyword` of each error, list elements left out of the path; values that a program fills in are no errors."""
    found = set()
    for error in validator.iter_errors(document):
        leaves = error.context or [error] if error.validator in ("oneOf", "anyOf") else [error]
        if any(templated(leaf.instance) for leaf in leaves):
            continue
        path = [p for p in error.absolute_path if isinstance(p, str)]
        if error.validator == "additionalProperties":
            extras = [k for k in error.instance if k not in error.schema.get("properties", {}) and not templated(k)]
            found.update(".".join(path + [k]) + ": unknown" for k in extras)
        elif error.validator == "required":
            if not any(templated(k) for k in error.instance):
                found.update(".".join(path + [k]) + ": required" for k in error.validator_value if k not in error.instance)
        else:
            found.add(".".join(path) + ": " + error.validator)
    return sorted(found)


def places(value, path=()):
    """Every (container, key, path) of a document; what says its kind is left alone, and so is status."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        if not path and key in ("apiVersion", "kind", "status"):
            continue
        here = path + ((key,) if isinstance(key, str) else ())
        yield value, key, here
        yield from places(inner, here)


def mistaken(document, chance):
    """A copy with one mistake, and the path of it; None where nothing can be broken."""
    broken = copy.deepcopy(document)
    found = [p for p in places(broken) if not templated(p[1]) and not templated(p[0][p[1]])]
    if not found:
        return None, None
    container, key, path = chance.choice(found)
    kind = chance.choice(["rename", "list", "mapping", "number", "flag", "text", "drop"])
    if kind in ("rename", "drop") and isinstance(container, dict):
        value = container.pop(key)
        if kind == "rename":
            container[key + "x"] = value
            path = path[:-1] + (key + "x",)
    else:
        container[key] = {"list": ["x"], "mapping": {"x": "y"}, "number": 1.5, "flag": True}.get(kind, "some text")
    return broken, ".".join(path)


def documents(trees, schemas):
    """Core documents by tree, those of chart templates and encrypted ones left out."""
    for tree in sorted(os.listdir(trees)):
        found = []
        for path in sorted(glob.glob(os.path.join(trees, tree, "**", "*.y*ml"), recursive=True)):
            if "/templates/" in path:
                continue
            try:
                text = open(path, encoding="utf-8", newline="").read()
                for node in list(yaml.compose_all(text, Loader=Loader)):
                    document = Loader.construct(node)
                    if isinstance(document, dict) and schemas.of(document):
                        part = text[node.start_mark.index:node.end_mark.index].rstrip() + "\n"
                        # Only where the part by itself reads the same: one behind a directive may not.
                        if yaml.load(part, Loader=Loader) == document:
                            document.pop("sops", None)
                            found.append((os.path.relpath(path, trees), part, document))
            except (yaml.YAMLError, ValueError, TypeError):
                continue
        yield found


def main():
    trees, out, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    chance, schemas = random.Random(6), Schemas()
    by_tree = list(documents(trees, schemas))
    # Small trees whole, large ones thinned.
    chosen, left = [], count
    for position, found in enumerate(sorted(by_tree, key=len)):
        share = left // (len(by_tree) - position)
        chosen += chance.sample(found, share) if len(found) > share else found
        left = count - len(chosen)
    with open(os.path.join(out, "verdicts.jsonl"), "w") as rows:
        for number, (origin, text, document) in enumerate(chosen):
            broken, mistake = mistaken(document, chance)
            for name, body, value in [(f"{number}.yaml", text, document), (f"{number}-mistake.yaml", None, broken)]:
                if value is None:
                    continue
                with open(os.path.join(out, name), "w", newline="") as handle:
                    handle.write(text if body else json.dumps(value, default=str))
                found = errors(schemas.of(value)[1], value)
                rows.write(json.dumps({
                    "file": name, "kind": f"{value['apiVersion']} {value['kind']}", "from": origin, "valid": not found,
                    "errors": found, "mistake": None if body else mistake}) + "\n")


main()
