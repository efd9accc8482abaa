#!/bin/sh
# Publishes the app into artifacts/app, as azd does on its own: publish.sh [dotnet-isolated|custom].
set -eu

cd "$(dirname "$0")/../.."
runtime=${1:-dotnet-isolated}
out=artifacts/app

fail() {
  echo "publish: $1" >&2
  exit 1
}

rm -rf "$out"
case $runtime in
  dotnet-isolated)
    dotnet publish FunctionsApp --configuration Release --output "$out"
    # Without these the host is healthy, has no functions, and answers 404 to everything.
    [ -f "$out/extensions.json" ] || fail "extensions.json is missing in $out"
    [ -d "$out/.azurefunctions" ] || fail ".azurefunctions is missing in $out"
    ;;
  custom)
    [ "$(uname -sm)" = 'Linux x86_64' ] || fail 'the native binary for Azure is built on Linux x64 only'
    dotnet publish HealthFunctions.Server --output "$out" -p:PublishProfile=CustomHandler
    # Without the file or its execute bit, requests hang until the host gives up.
    handler=$(sed -n 's/.*"defaultExecutablePath" *: *"\([^"]*\)".*/\1/p' "$out/host.json")
    [ -n "$handler" ] || fail "$out/host.json names no custom handler"
    [ -x "$out/$handler" ] || fail "$out/$handler is missing, or cannot be executed"
    ;;
  *)
    fail "'$runtime' is neither dotnet-isolated nor custom"
    ;;
esac
[ -f "$out/host.json" ] || fail "host.json is missing in $out"
[ ! -e "$out/local.settings.json" ] || fail "$out has local.settings.json, which may hold secrets"
