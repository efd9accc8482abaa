#!/bin/sh
# Deploys the template as a deployment stack: what is gone from it is removed, resource groups stay.
# stack.sh TEMPLATE LIVE; LIVE turns tests and alerts on. Prints the outputs, NAME=value, one a line.
set -eu

template=$1
live=$2
: "${AZURE_ENV_NAME:?}" "${AZURE_LOCATION:?}" "${ALERT_EMAILS:?addresses, separated by commas, or none}"
parameters=$(mktemp)
trap 'rm -f "$parameters"' EXIT

# In a file, for a secret in the arguments can be seen by other processes.
jq --null-input --argjson live "$live" '{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  contentVersion: "1.0.0.0",
  parameters: ({
    name: env.AZURE_ENV_NAME, location: env.AZURE_LOCATION, alertEmails: env.ALERT_EMAILS,
    alertWebhookUrl: (env.ALERT_WEBHOOK_URL // ""), live: $live
  } + if env.HEALTH_SETTINGS then {settings: (env.HEALTH_SETTINGS | fromjson)} else {} end | map_values({value: .}))
}' > "$parameters"
# Resource Manager gives the names of outputs back in another case.
outputs=$("$(dirname "$0")/az.sh" stack sub create --name "health-$AZURE_ENV_NAME" --location "$AZURE_LOCATION" --template-file "$template" \
  --parameters "@$parameters" --action-on-unmanage deleteResources --deny-settings-mode none --yes \
  --query outputs --output json)
printf '%s' "$outputs" |
  jq --raw-output 'to_entries[] | select(.value.type | ascii_downcase == "string") | "\(.key | ascii_upcase)=\(.value.value)"'
