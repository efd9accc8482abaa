#!/bin/sh
# Removes availability tests and their alerts that the template has no more: a plain deployment leaves them, and they cost
# and fire for ever. A deployment stack does so itself. HEALTH_TESTS has the names that stay, HEALTH_TOKEN ends them all.
set -eu

: "${AZURE_RESOURCE_GROUP:?}" "${HEALTH_TOKEN:?}"
az=$(dirname "$0")/az.sh
stay=" ${HEALTH_TESTS:-} "

if ! "$az" account show > /dev/null 2>&1; then
  echo "prune: az is not here or not logged in to the subscription. Availability tests of checks that are gone stay in $AZURE_RESOURCE_GROUP."
  exit 0
fi
for type in Microsoft.Insights/metricAlerts Microsoft.Insights/webtests; do
  names=$("$az" resource list --resource-group "$AZURE_RESOURCE_GROUP" --resource-type "$type" \
    --query "[?starts_with(name, 'health-') && ends_with(name, '-$HEALTH_TOKEN')].name" --output tsv) || {
    echo "prune: $type in $AZURE_RESOURCE_GROUP could not be listed; those of checks that are gone stay" >&2
    exit 1
  }
  for name in $names; do
    case $stay in
      *" $name "*) ;;
      *)
        echo "prune: removes $type $name"
        "$az" resource delete --resource-group "$AZURE_RESOURCE_GROUP" --resource-type "$type" --name "$name"
        ;;
    esac
  done
done
