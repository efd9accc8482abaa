#!/bin/sh
# Removes availability tests and their alerts that the template has no more: a plain deployment leaves them, and they cost
# and fire for ever; and the grants of the app on secrets that no check names. A deployment stack does so itself.
# HEALTH_TESTS has the names that stay, HEALTH_SECRETS the secrets (vault/secret), HEALTH_TOKEN ends the names of all.
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

# Not by --assignee, which asks Microsoft Graph: an identity of a pipeline may not.
if ! principal=$("$az" identity show --resource-group "$AZURE_RESOURCE_GROUP" --name "id-$HEALTH_TOKEN" --query principalId --output tsv) ||
  ! grants=$("$az" role assignment list --all --fill-principal-name false --output tsv \
    --query "[?principalId=='$principal' && contains(scope, '/secrets/')].[id, scope]"); then
  echo 'prune: the grants on secrets could not be listed; those that no check needs stay' >&2
  exit 1
fi
read_secrets=" ${HEALTH_SECRETS:-} "
[ -z "$grants" ] || printf '%s\n' "$grants" | while read -r id scope; do
  secret=$(printf '%s' "$scope" | tr '[:upper:]' '[:lower:]' | sed 's|.*/vaults/\([^/]*\)/secrets/|\1/|')
  case $read_secrets in
    *" $secret "*) ;;
    *)
      echo "prune: removes the grant on $secret"
      "$az" role assignment delete --ids "$id"
      ;;
  esac
done
