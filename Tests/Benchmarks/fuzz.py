#!/usr/bin/env python3
"""Lints, builds and fixes trees of random and mutated files: whatever they hold, nothing may crash or hang.

Usage: fuzz.py [--seconds N] [--seed N] [--case N]   (`make fuzz`, `make fuzz FUZZ="--seconds 600 --seed 7"`)

Every tree follows from the seed and its own number alone, so that `--seed S --case N` makes it again. A tree that
fails stays in BENCH_DIR/fuzz. Checked of every tree: each call ends within LIMIT seconds with a status of its own,
prints no trace, says the same with one thread as with three, and no fix makes a file unreadable that was readable.
"""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time

import trees

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SCAFFOLD = os.environ.get("SCAFFOLD", os.path.join(ROOT, ".build/release/scaffold"))
WORK = os.path.join(os.environ.get("BENCH_DIR", os.path.join(ROOT, ".build/bench")), "fuzz")
LIMIT = 10
LARGEST = 100_000
TRACES = ("Fatal error", "Stack dump", "*** Program crashed", "Illegal instruction", "Thread 0 ")

TOKENS = [b"&a ", b"*a", b"<<: *a\n", b"<<: [*a, *a]\n", b"- ", b": ", b"? ", b"\t", b"\r\n", b"\r", b"\xef\xbb\xbf",
          b"\0", b"{", b"}", b"[", b"]", b"'", b'"', b"|", b">-", b"#", b"---\n", b"...\n", b"%YAML 1.1\n", b"!!str ",
          b"!<tag> ", b"\xff", b"\xc3\xa9", "\u2028".encode(), b"null", b"~", b"${A:=b}", b"${", b"{{ .x }}", b"ENC[",
          b"# lint:ignore\n", b"# lint:ignore sec-base64-invalid -- x\n", b"../", b"./", b"/", b"*", b"0o17", b"1e999",
          b"YQ==", b"=" * 9, b"a" * 5000, b"[" * 200, b"  " * 200 + b"a:\n"]
FIELDS = ["resources", "components", "patches", "patchesStrategicMerge", "patchesJson6902", "configMapGenerator",
          "secretGenerator", "replacements", "images", "labels", "commonLabels", "namePrefix", "namespace", "bases",
          "transformers", "generators", "crds", "configurations", "replicas", "vars", "openapi", "generatorOptions"]


class Tree:
    """Files and links by path, changed by one source of chance."""

    def __init__(self, chance, files):
        self.chance = chance
        self.files = files

    def write(self, path):
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        # Links last, so that nothing is written through one.
        for name, content in sorted(self.files.items(), key=lambda entry: isinstance(entry[1], str)):
            target = os.path.join(path, name)
            try:
                os.makedirs(os.path.dirname(target), exist_ok=True)
                if isinstance(content, str):
                    os.symlink(content, target)
                else:
                    with open(target, "wb") as file:
                        file.write(content)
            except OSError:
                continue  # A file where another has a folder: the rest is still a tree.

    # -- changes of the tree

    def mutate(self):
        for _ in range(self.chance.randint(1, 6)):
            name = self.chance.choice(sorted(self.files))
            if isinstance(self.files[name], str):
                continue
            change = self.chance.random()
            if change < 0.75:
                self.files[name] = self.changed(self.files[name])
            else:
                self.chance.choice([self.move, self.remove, self.link, self.copy, self.kustomize, self.invent])(name)

    def move(self, name):
        other = self.chance.choice(["kustomization.yaml", "Kustomization", "a.yml", "é.yaml", ".lintrc", "x.yaml/y.yaml"])
        self.files[os.path.join(os.path.dirname(name), other)] = self.files.pop(name)

    def remove(self, name):
        if len(self.files) > 1:
            del self.files[name]

    def link(self, name):
        self.files[name] = self.chance.choice([".", "..", os.path.basename(name), "/dev/null", "/dev/zero", "missing", "../.."])

    def copy(self, name):
        other = self.chance.choice(sorted(self.files))
        self.files[os.path.join(os.path.dirname(other), "copy-" + os.path.basename(name))] = self.files[name]

    def kustomize(self, name):
        """A kustomization of random fields with random values."""
        values = [os.path.basename(name), ".", "..", "../..", "", "[]", "{}", "null", "[null]", "[[]]", "[{}]", "7", "a",
                  "[{name: a, literals: [b=c]}]", "[{path: " + os.path.basename(name) + "}]", "[{patch: '[]'}]",
                  "[" + ", ".join(self.near(name) for _ in range(4)) + "]",
                  "[{target: {kind: '" + self.chance.choice([".*", "(", "A|B", "[a"]) + "'}, patch: '{a: b}'}]",
                  "[{source: {kind: ConfigMap, name: a, fieldPath: data.a}, targets: [{select: {kind: Pod}, fieldPaths: [a.b.[c=d].*]}]}]"]
        lines = [f"{field}: {self.chance.choice(values)}\n" for field in self.chance.sample(FIELDS, self.chance.randint(1, 6))]
        self.files[os.path.join(os.path.dirname(name), "kustomization.yaml")] = "".join(lines).encode()

    def near(self, name):
        other = self.chance.choice(sorted(self.files))
        path = os.path.relpath(other, os.path.dirname(name) or ".")
        return "'" + self.chance.choice([path, os.path.dirname(path) or "."]) + "'"

    def invent(self, name):
        """A file of tokens alone."""
        self.files[name] = b"".join(self.chance.choices(TOKENS + [b"\n", b"a", b"  "], k=self.chance.randint(0, 60)))

    # -- changes of a file

    def changed(self, text):
        for _ in range(self.chance.randint(1, 4)):
            text = self.chance.choice([self.cut, self.insert, self.flip, self.lines, self.shift, self.splice, self.end])(text)
        return text[:LARGEST]

    def place(self, text):
        return self.chance.randint(0, len(text))

    def cut(self, text):
        start = self.place(text)
        return text[:start] + text[start + self.chance.randint(1, 20):]

    def insert(self, text):
        start = self.place(text)
        return text[:start] + self.chance.choice(TOKENS) + text[start:]

    def flip(self, text):
        if not text:
            return text
        start = self.chance.randrange(len(text))
        return text[:start] + bytes([self.chance.randrange(256)]) + text[start + 1:]

    def lines(self, text):
        lines = text.splitlines(keepends=True)
        if len(lines) < 2:
            return text
        a, b = self.chance.randrange(len(lines)), self.chance.randrange(len(lines))
        if self.chance.random() < 0.5:
            lines[a], lines[b] = lines[b], lines[a]
        else:
            lines[a:a] = lines[min(a, b):max(a, b)][:30]
        return b"".join(lines)

    def shift(self, text):
        lines = text.splitlines(keepends=True)
        if not lines:
            return text
        a = self.chance.randrange(len(lines))
        lines[a] = b"  " + lines[a] if self.chance.random() < 0.5 else lines[a].lstrip(b" ")
        return b"".join(lines)

    def splice(self, text):
        other = self.files[self.chance.choice(sorted(self.files))]
        if isinstance(other, str):
            return text
        start, from_ = self.place(text), self.place(other)
        return text[:start] + other[from_:from_ + 400] + text[start:]

    def end(self, text):
        return text[:self.place(text)]


# -- where trees come from

class Memory:
    """What trees.py writes, kept in memory."""

    def __init__(self):
        self.files = {}

    def write(self, path, text):
        self.files[path] = text.encode("utf-8", errors="surrogateescape")


def sources():
    """The trees to start from: generated ones in pieces, and those of SCAFFOLD_CORPUS."""
    found = []
    labs, home = Memory(), Memory()
    trees.labs(labs, 4)
    trees.home(home)
    found.append(labs.files)
    found += pieces(home.files)
    corpus = os.environ.get("SCAFFOLD_CORPUS")
    for name in sorted(os.listdir(corpus)) if corpus else []:
        files = {}
        for folder, _, names in os.walk(os.path.join(corpus, name)):
            for file in names:
                path = os.path.join(folder, file)
                if file.endswith((".yaml", ".yml")) and os.path.isfile(path) and os.path.getsize(path) < 20_000:
                    with open(path, "rb") as opened:
                        files[os.path.relpath(path, os.path.join(corpus, name))] = opened.read()
        found += pieces(files)
    return found


def pieces(files, size=30):
    """Neighbouring files, 30 at a time: small trees show the same faults, and faster."""
    names = sorted(files)
    return [{name: files[name] for name in names[start:start + size]} for start in range(0, len(names), size)]


# -- what must hold

class Fault(Exception):
    pass


def run(arguments, text=None):
    started = time.monotonic()
    try:
        done = subprocess.run([SCAFFOLD, *arguments], input=text, capture_output=True, timeout=LIMIT,
                              env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
    except subprocess.TimeoutExpired:
        raise Fault(f"no end within {LIMIT} s: scaffold {' '.join(arguments)}")
    errors = done.stderr.decode(errors="replace")
    if done.returncode not in (0, 1, 2, 3) or any(trace in errors for trace in TRACES):
        raise Fault(f"status {done.returncode}: scaffold {' '.join(arguments)}\n{errors[:2000]}")
    return done, time.monotonic() - started


def findings(path, *more):
    done, _ = run(["lint", "--root", path, "--format", "json", "--isolated", "--allow-empty", *more, path])
    if done.returncode in (2, 3):
        return None
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise Fault(f"the report is no JSON ({error}): {done.stdout[:300]!r}")


def unreadable(report):
    return {entry["file"] for entry in report["diagnostics"] if entry["rule"] == "yaml-syntax"} if report else set()


def check(path):
    one, three = findings(path, "--jobs", "1"), findings(path, "--jobs", "3")
    if one != three:
        raise Fault("one thread and three find different things")
    run(["lint", "--root", path, "--fix", "--diff", "--unsafe-fixes", "--allow-empty", path])
    folders = sorted({os.path.dirname(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names
                      if name in ("kustomization.yaml", "kustomization.yml", "Kustomization")})
    if folders:
        run(["build", "--root", path, *folders[:20]])
    run(["graph", "--root", path, path])
    run(["lint", "--root", path, "--fix", "--unsafe-fixes", "--isolated", "--allow-empty", path])
    broken = unreadable(findings(path)) - unreadable(one)
    if broken:
        raise Fault(f"fixes made these unreadable: {', '.join(sorted(broken))}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--case", type=int)
    options = parser.parse_args()
    print(f"fuzz: seed {options.seed}", flush=True)
    start = sources()
    end = time.monotonic() + options.seconds
    faults = count = 0
    while options.case is None and time.monotonic() < end or options.case is not None and count == 0:
        number = count if options.case is None else options.case
        count += 1
        chance = random.Random(options.seed * 1_000_003 + number)
        tree = Tree(chance, dict(chance.choice(start)))
        tree.mutate()
        path = os.path.join(WORK, f"{options.seed}-{number}")
        tree.write(path)
        try:
            check(path)
            shutil.rmtree(path)
        except Fault as fault:
            faults += 1
            tree.write(path)
            print(f"fuzz: --seed {options.seed} --case {number}: {fault}\n  the tree: {path}", file=sys.stderr, flush=True)
    print(f"fuzz: {count} trees, {faults} faults, seed {options.seed}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
