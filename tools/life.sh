#!/usr/bin/env bash
# The life of a lab: written, edited, updated, given a new credential, forgotten and adopted again, taken away.
# Usage: life.sh PATH-OF-SCAFFOLD
set -euo pipefail
scaffold=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p .git clusters/dev
printf 'resources:\n- apps.yaml\n' >clusters/dev/kustomization.yaml
printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: apps\n  namespace: default\n' >clusters/dev/apps.yaml
export OLD=first-first-first NEW=second-second-second
lab=clusters/dev/helm-repos-oci-private
"$scaffold" private-oci --registry oci://registry.gitlab.com/johnsmith/labs-flux --chart apache --chart-version 0.1.0 \
  --username johnsmith --password-env OLD >/dev/null 2>&1
# A line of the user's, which all that follows has to keep.
sed -i 's/^  interval: 5m$/  interval: 5m # slowly/' $lab/apache-helm-release.yaml
run() {
  echo "\$ scaffold $*"
  local status=0
  "$scaffold" "$@" || status=$?
  if ((status != 0)); then echo "(exit status $status)"; fi
}

run update $lab --set chart-version=0.2.0 --diff
run update $lab --set chart-version=0.2.0
run rotate $lab --username johnsmith --password-env NEW
run remove $lab
rm $lab/.scaffold.json
run adopt $lab
run remove $lab --force
