#!/bin/sh
# Before the first deployment by azd, which does not retry: publishes a package without functions until storage lets the
# identity of the app write. Never stops a deployment: where it cannot help, it says what to do.
set -eu

: "${AZURE_RESOURCE_GROUP:?}" "${FUNCTION_APP_NAME:?}"
hooks=$(cd "$(dirname "$0")" && pwd)

leave() {
  echo "first-package: $1. Should the deployment fail with 403, the roles do not count yet: run azd deploy again in some minutes."
  exit 0
}

if ! command -v zip > /dev/null || ! "$hooks/az.sh" account show > /dev/null 2>&1; then
  leave 'az is not here or not logged in to the subscription, or zip is missing'
fi
# Not when that is unknown: the package would replace an app that is there.
functions=$("$hooks/az.sh" functionapp function list --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" \
  --query '[].name' --output tsv) || leave 'the functions of the app could not be listed'
[ -z "$functions" ] || exit 0

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$hooks/../../host.json" "$folder"
(cd "$folder" && zip -q first.zip host.json)
echo 'first-package: waits until the app may write to its storage'
"$hooks/retry-forbidden.sh" "$hooks/az.sh" functionapp deployment source config-zip \
  --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" --src "$folder/first.zip" ||
  leave 'not published'
