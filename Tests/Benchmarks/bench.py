#!/usr/bin/env python3
"""Measures the release binary against its targets and prints the table of docs/performance.md.

Usage: bench.py [--small] [--update]   (`make bench`, `make bench SMALL=1`, `make bench UPDATE=1`)

The instruction ratios come from valgrind and hardly depend on the machine or on what else it does; they are the
ones to trust. --small measures these alone, on small trees, and fails where one is more than 5 % above figures.tsv;
--update writes figures.tsv anew, and the table into docs/performance.md. Wall times are medians of interleaved rounds.
"""
import hashlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SCAFFOLD = os.environ.get("SCAFFOLD", os.path.join(ROOT, ".build/release/scaffold"))
BENCH = os.path.join(ROOT, ".build/release/bench")
WORK = os.environ.get("BENCH_DIR", os.path.join(ROOT, ".build/bench"))
FIGURES = os.path.join(HERE, "figures.tsv")
SLACK = 1.05
ROUNDS = int(os.environ.get("ROUNDS", "5"))


def tree(*kind):
    """The folder of a generated tree, made where it is missing or where its generator has changed."""
    version = hashlib.sha256()
    for name in ("trees.py", "hostile.py"):
        with open(os.path.join(HERE, name), "rb") as file:
            version.update(file.read())
    version = version.hexdigest()
    path = os.path.join(WORK, "-".join(kind))
    stamp = path + ".version"
    if not os.path.exists(stamp) or open(stamp).read() != version:
        shutil.rmtree(path, ignore_errors=True)
        subprocess.run([sys.executable, os.path.join(HERE, "trees.py"), *kind, path], check=True)
        with open(stamp, "w") as file:
            file.write(version)
    return path


# -- measuring

def instructions(*command):
    """The instructions that a program executes, those of the kernel not counted."""
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode not in (0, 1) or not found:
        sys.exit(f"{' '.join(command)}: status {run.returncode}\n{run.stderr}")
    return int(found.group(1))


class Sample:
    """Wall and CPU seconds and the peak of memory in MB of one run."""

    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall / 1e6, cpu / 1e6, peak / 1024


def sample(command, allowed=(0, 1)):
    with tempfile.NamedTemporaryFile("r") as result:
        run = subprocess.run([BENCH, "time", result.name, *command], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, text=True)
        numbers = result.read().split()
    if len(numbers) != 3 or run.returncode not in allowed:
        sys.exit(f"{' '.join(command)}: status {run.returncode}\n{run.stderr}")
    return Sample(*map(int, numbers))


def interleaved(commands, rounds=ROUNDS):
    """The samples of each command, run in turns; `commands` maps a name to its words."""
    samples = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            samples[name].append(sample(command))
    return samples


def median(samples, what):
    return statistics.median(getattr(sample, what) for sample in samples)


def least(samples, what):
    return min(getattr(sample, what) for sample in samples)


def lint(path, *more):
    return [SCAFFOLD, "lint", "--root", path, *more, path]


# -- the table

ROWS = []
START, END = "<!-- the last table -->", "<!-- its end -->"


def row(what, target, measured, is_met=None):
    """One line of the table; `is_met` is None where the figure could not be had."""
    ROWS.append((what, target, measured, {True: "yes", False: "no", None: "-"}[is_met]))
    print(f"  {what}: {measured} (target {target}) {ROWS[-1][3]}", flush=True)


def table():
    head = ("what", "target", "measured", "met")
    lines = ["| " + " | ".join(head) + " |", "|---|---|---|---|"]
    return "\n".join(lines + ["| " + " | ".join(cells) + " |" for cells in ROWS])


# -- instruction ratios

def ratios(small):
    """Every instruction ratio, by name."""
    found = {}
    for name, kind in [("labs-1000", ("labs", "1000")), ("home", ("home",)), ("gotk", ("gotk",))]:
        path = tree(*kind)
        read, scan, nodes = (instructions(BENCH, mode, path) for mode in ("read", "scan", "tree"))
        found[f"parse {name}"] = (nodes - read) / (scan - read)
        whole = instructions(*lint(path, "--jobs", "1"))
        found[f"lint {name}"] = whole / scan
        if name == "home":
            found["lint one file of home"] = instructions(*one_file(path), "--jobs", "1") / scan
        if name == "labs-1000":
            thousand = whole
    start = instructions(SCAFFOLD, "--version")
    hundred = instructions(*lint(tree("labs", "100"), "--jobs", "1"))
    found["growth from 100 to 1,000 labs"] = (thousand - start) / (hundred - start) / 10
    if not small:
        path = tree("labs", "10000")
        most = instructions(*lint(path, "--jobs", "1"))
        found["lint labs-10000"] = most / instructions(BENCH, "scan", path)
        found["growth from 1,000 to 10,000 labs"] = (most - start) / (thousand - start) / 10
    return found


def one_file(path):
    app = sorted(os.listdir(f"{path}/kubernetes/apps/media"))[0]
    return [SCAFFOLD, "lint", "--root", path, f"{path}/kubernetes/apps/media/{app}/app/helmrelease.yaml"]


TARGETS = {
    "parse labs-1000": 1.10, "parse home": 1.10, "parse gotk": 1.10, "lint labs-1000": 1.5, "lint labs-10000": 1.5,
    "lint home": 3, "lint one file of home": 3, "growth from 1,000 to 10,000 labs": 1.05,
    "growth from 100 to 1,000 labs": 1.05,
}


def checked_in():
    if not os.path.exists(FIGURES):
        return {}
    with open(FIGURES) as file:
        return {name: float(value) for name, value in (line.rstrip("\n").split("\t") for line in file)}


def hold(found, update):
    """Holds ratios against the checked-in ones; 1 where one is worse."""
    known = checked_in()
    if update:
        known.update(found)
        with open(FIGURES, "w") as file:
            file.writelines(f"{name}\t{value:.3f}\n" for name, value in known.items())
        return 0
    missing = [name for name in found if name not in known]
    worse = [name for name in found if name in known and found[name] > known[name] * SLACK]
    for name in missing:
        print(f"{name}: {found[name]:.3f}, but figures.tsv has no figure (make bench UPDATE=1)", file=sys.stderr)
    for name in worse:
        print(f"{name}: {found[name]:.3f}, more than 5 % above the {known[name]:.3f} of figures.tsv", file=sys.stderr)
    return 1 if missing or worse else 0


# -- wall, memory, start, size

def wall():
    labs, home = tree("labs", "10000"), tree("home")
    commands = {
        "scan": [BENCH, "scan", labs], "one": lint(labs, "--jobs", "1"), "two": lint(labs, "--jobs", "2"),
        "home": lint(home), "home scan": [BENCH, "scan", home]}
    if shutil.which("kubeconform"):
        commands["kubeconform"] = ["kubeconform", "-n", "2", "-ignore-missing-schemas", "-schema-location",
                                   "/nonexistent/{{.ResourceKind}}.json", labs]
    runs = interleaved(commands)
    one, two = median(runs["one"], "wall"), median(runs["two"], "wall")
    row("LABS, wall of two threads against one", "≥ 1.7×", f"{one / two:.2f}× ({one:.2f} s, {two:.2f} s)", one / two >= 1.7)
    row("LABS, wall of one thread against the bare scan", "-", f"{one / median(runs['scan'], 'wall'):.2f}×")
    row("home, wall against the bare scan", "-",
        f"{median(runs['home'], 'wall') / median(runs['home scan'], 'wall'):.2f}× ({median(runs['home'], 'wall') * 1000:.0f} ms)")
    if "kubeconform" in runs:
        ratio = median(runs["kubeconform"], "wall") / two
        row("LABS, against kubeconform without schemas", "≥ 6×", f"{ratio:.1f}×", ratio >= 6)
    else:
        row("LABS, against kubeconform without schemas", "≥ 6×", "no kubeconform on PATH")
    for name, target in (("two", 80), ("home", 30)):
        peak = max(sample.peak for sample in runs[name])
        row(f"peak memory on {'LABS' if name == 'two' else 'home'}", f"≤ {target} MB", f"{peak:.1f} MB", peak <= target)


def yamllint():
    if not shutil.which("yamllint"):
        row("1,000 labs, wall against yamllint", "-", "no yamllint on PATH")
        return
    labs = tree("labs", "1000")
    runs = interleaved({"scaffold": lint(labs), "yamllint": ["yamllint", "-s", labs]}, 3)
    ratio = median(runs["yamllint"], "wall") / median(runs["scaffold"], "wall")
    row("1,000 labs, wall against yamllint", "-", f"{ratio:.0f}×")


def kustomize():
    """`kubectl kustomize` of every directory, one process each, against `scaffold build` of all in one."""
    what = "open corpus, `scaffold build` against `kubectl kustomize`"
    corpus = os.environ.get("SCAFFOLD_CORPUS")
    if not shutil.which("kubectl") or not corpus:
        row(what, "≥ 300×", "needs kubectl on PATH and SCAFFOLD_CORPUS")
        return
    # One process a tree, since a root is one tree; every 20th directory stands for all, as kubectl takes minutes.
    ours = theirs = 0.0
    count = measured = 0
    for name in sorted(os.listdir(corpus)):
        root = os.path.join(corpus, name)
        folders = sorted(folder for folder, _, files in os.walk(root)
                         if {"kustomization.yaml", "kustomization.yml", "Kustomization"} & set(files))
        if not folders:
            continue
        ours += statistics.median(sample([SCAFFOLD, "build", "--root", root, *folders]).wall for _ in range(3))
        chosen = [folder for position, folder in enumerate(folders) if (count + position) % 20 == 0]
        count += len(folders)
        measured += len(chosen)
        for folder in chosen:
            theirs += sample(["kubectl", "kustomize", folder, "--load-restrictor", "LoadRestrictionsNone"]).wall
    theirs *= count / measured
    row(what, "≥ 300×", f"{theirs / ours:.0f}× ({count} directories in {ours:.2f} s; kubectl {theirs:.0f} s, "
        f"from {measured} of them)", theirs / ours >= 300)


def start():
    hello = os.path.join(WORK, "hello")
    code = '#include <stdio.h>\nint main(void) { puts("hello"); return 0; }\n'
    subprocess.run(["cc", "-O2", "-x", "c", "-", "-o", hello], input=code, text=True, check=True)
    runs = interleaved({"hello": [hello], "scaffold": [SCAFFOLD, "--version"]}, 100)
    ratio = least(runs["scaffold"], "cpu") / least(runs["hello"], "cpu")
    row("`scaffold --version`, CPU against a dynamic C hello world", "≤ 1.5×",
        f"{ratio:.2f}× ({least(runs['scaffold'], 'cpu') * 1000:.2f} ms)", ratio <= 1.5)


def size():
    with open(SCAFFOLD, "rb") as file:
        content = file.read()
    megabytes, icu = len(content) / 2**20, b"icudt" in content
    row("static stripped binary", "≤ 16 MB, no ICU", f"{megabytes:.1f} MB, {'with' if icu else 'no'} ICU",
        megabytes <= 16 and not icu)


# What takes much longer than it should, and why: nearly all of them multiply two long lists of one small file.
KNOWN = {
    "images-many": "each image of a kustomization is held against each container",
    "labels-selectors": "each label is set at each object, which then has it",
    "overlays-doubling": "two directories that include each other's bases double the objects up to the limit",
    "patch-target-long": "a pattern of 10,000 states is run over each name",
    "resources-near": "each path that leads nowhere is held against all names of its directory",
    "resources-same": "each entry that repeats another is a finding of its own, with its notes",
}


def hostile(small):
    """The slowest of the hostile inputs, by CPU time; 1 where one that is not known takes much too long."""
    folder = tree("hostile")
    slowest = []
    for name in sorted(os.listdir(folder)):
        if small and name in KNOWN:
            continue
        command = ["bash", "-c", 'ulimit -t 5; exec "$@"', "-", *lint(os.path.join(folder, name), "--allow-empty")]
        slowest.append((sample(command, (0, 1, 137)).cpu, name))
    slowest.sort(reverse=True)
    shown = ", ".join(f"{name} {taken:.2f} s" for taken, name in slowest[:3])
    over = [(taken, name) for taken, name in slowest if taken > 0.5]
    row(f"any input of at most 1 MB ({len(slowest)} hostile ones), CPU", "≤ 0.5 s",
        f"{len(over)} above; slowest: {shown}", not over)
    for taken, name in over:
        print(f"hostile input: {name} {taken:.2f} s, more than 0.5 s {KNOWN.get(name, '')}", file=sys.stderr)
    # Far above the target, so that a busy machine does not fail the run.
    return 1 if any(taken > 4 and name not in KNOWN for taken, name in over) else 0


def write_table():
    """Puts the table where docs/performance.md has its last one."""
    path = os.path.join(ROOT, "docs/performance.md")
    with open(path) as file:
        head, rest = file.read().split(START, 1)
    with open(path, "w") as file:
        file.write(head + START + "\n\n" + table() + "\n\n" + END + rest.split(END, 1)[1])


def main(arguments):
    small, update = "--small" in arguments, "--update" in arguments
    os.makedirs(WORK, exist_ok=True)
    if not shutil.which("valgrind"):
        sys.exit("valgrind is missing: apt-get install valgrind")
    size()
    found = ratios(small)
    for name, value in found.items():
        target = TARGETS.get(name)
        row(f"{name}, instructions" + ("" if "growth" in name else " against the bare scan"),
            f"≤ {target}" if target else "-", f"{value:.2f}", value <= target if target else None)
    status = hold(found, update)
    status |= hostile(small)
    if not small:
        start()
        wall()
        yamllint()
        kustomize()
    print("\n" + table())
    if update:
        write_table()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
