#!/bin/sh
# Before azd down: says what azd will leave, for it reports success also where it deletes nothing. Never stops it.
set -eu

: "${AZURE_RESOURCE_GROUP:=}" "${AZURE_ENV_NAME:?}"
[ -n "$AZURE_RESOURCE_GROUP" ] || exit 0
owner=$("$(dirname "$0")/az.sh" group show --name "$AZURE_RESOURCE_GROUP" --query 'tags."azd-env-name"' --output tsv 2> /dev/null) || exit 0
if [ "$owner" != "$AZURE_ENV_NAME" ]; then
  echo "down: $AZURE_RESOURCE_GROUP was there before, so azd deletes nothing in it. docs/deploy.md, \"Take it down\", has the commands."
fi
