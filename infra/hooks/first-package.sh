#!/bin/sh
# Before the first deployment by azd, which does not retry: publishes a package without functions until storage lets the
# identity of the app write. Never stops a deployment: where it cannot help, it says what to do.
set -eu

: "${AZURE_RESOURCE_GROUP:?}" "${FUNCTION_APP_NAME:?}"
hooks=$(cd "$(dirname "$0")" && pwd)

if ! command -v zip > /dev/null || ! az account show > /dev/null 2>&1; then
  echo 'first-package: az is not here or not logged in, or zip is missing. Should the deployment fail with 403, the roles do not count yet: run azd deploy again in some minutes.'
  exit 0
fi
functions=$(az functionapp function list --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" \
  --query '[].name' --output tsv) || functions=
[ -z "$functions" ] || exit 0

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$hooks/../../host.json" "$folder"
(cd "$folder" && zip -q first.zip host.json)
echo 'first-package: waits until the app may write to its storage'
"$hooks/retry-forbidden.sh" az functionapp deployment source config-zip --resource-group "$AZURE_RESOURCE_GROUP" \
  --name "$FUNCTION_APP_NAME" --src "$folder/first.zip" ||
  echo 'first-package: not published. Should the deployment fail with 403 as well, run azd deploy again in some minutes.'
