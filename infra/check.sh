#!/bin/sh
# Checks the infrastructure without Azure: every file is formatted, and lints and builds without a word;
# every variant in tests/ can be predicted.
set -eu

cd "$(dirname "$0")"
dotnet restore ../tools/bicep --locked-mode --verbosity quiet
bicep=$(dotnet msbuild ../tools/bicep -getProperty:BicepPath)
failed=0

# In a copy, for the CLI writes beside its input.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R . "$copy/infra"


# Exit codes do not tell: bicep ends with 0 on a warning.
silent() {
  said=$("$@" 2>&1) || failed=1
  if [ -n "$said" ]; then
    printf '%s\n' "$*:" "$said" >&2
    failed=1
  fi
}

silent "$bicep" lint --pattern "$copy/infra/**/*.bicep"
silent "$bicep" lint --pattern "$copy/infra/**/*.bicepparam"
[ "$failed" = 0 ] || exit 1
silent "$bicep" format --pattern "$copy/infra/**/*.bicep"
silent "$bicep" format --pattern "$copy/infra/**/*.bicepparam"
silent diff -ru . "$copy/infra"
silent "$bicep" build --pattern "$copy/infra/**/*.bicep"
silent "$bicep" build-params --pattern "$copy/infra/**/*.bicepparam"
for variant in "$copy"/infra/tests/*.bicepparam; do
  silent "$bicep" snapshot "$variant" --location westeurope --subscription-id 00000000-0000-0000-0000-000000000001
done
silent shellcheck check.sh hooks/*.sh

exit "$failed"
