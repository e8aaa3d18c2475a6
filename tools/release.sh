#!/usr/bin/env bash
# The static release binary, with the commit that it was made from in its version. Usage: release.sh
# COMMIT names it where there is no repository, as in an image.
set -euo pipefail
cd "$(dirname "$0")/.."
file=Sources/scaffold/BuildCommit.swift
commit=${COMMIT:-$(git rev-parse --short=12 HEAD 2>/dev/null || echo unreleased)}
[[ -z $(git status --porcelain -- Sources Package.swift 2>/dev/null) ]] || commit+="-modified"
saved=$(mktemp)
cp -p "$file" "$saved"
trap 'cp -p "$saved" "$file"; rm -f "$saved"' EXIT
sed -i "s/static let hash = \".*\"/static let hash = \"$commit\"/" "$file"
swift build -c release --static-swift-stdlib -Xswiftc -static-executable -Xlinker --gc-sections -Xlinker -s --product scaffold
.build/release/scaffold --version
