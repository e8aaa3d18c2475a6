#!/usr/bin/env bash
# The house rules that no compiler knows: lengths, traps on user data, imports that would cost 44 MB.
set -euo pipefail
cd "$(dirname "$0")/.."
bad=0
say() { echo "$1"; bad=1; }
sources=$(git ls-files 'Sources/*.swift' | grep -v -E 'Embedded|API/(Core|Flux)Types')
for file in $sources; do
  lines=$(wc -l <"$file")
  if ((lines > 400)); then say "$file: $lines lines; 400 at most"; fi
done
grep -nE 'try!|\bas! |fatalError\(|@unchecked Sendable|nonisolated\(unsafe\)|TODO|FIXME' $sources && say "the places above can trap on input, or say that they are unfinished"
grep -nE '^(public |internal )?import Foundation$' $sources && say "full Foundation is for Tests/ only"
grep -nE '#filePath' $sources && say "#filePath in Sources/ writes the build path into the binary"
python3 - $sources <<'PY' || bad=1
import re, sys
long = 0
for path in sys.argv[1:]:
    lines = open(path, encoding="utf-8").read().split("\n")
    start = None
    for number, line in enumerate(lines, 1):
        if start is None and re.match(r"^( *)((package|private|fileprivate|static|mutating|init|@\w+) ?)*(func |init\??[(<])", line):
            indent = len(line) - len(line.lstrip())
            start = number
            if line.rstrip().endswith("}") and line.count("{") == line.count("}"):
                start = None
        elif start is not None and line.startswith(" " * indent + "}") and not line.startswith(" " * (indent + 1)):
            if number - start + 1 > 42:
                print(f"{path}:{start}: a function of {number - start + 1} lines; 40 at most")
                long += 1
            start = None
sys.exit(1 if long else 0)
PY
exit $bad
