#!/bin/sh
# Waits until a deployed app lists its functions and answers, then prints its URLs.
# Needs HEALTH_URL; HEALTH_INGRESS says whether the app can be called from here (Public).
# With AZURE_RESOURCE_GROUP and FUNCTION_APP_NAME and the az CLI logged in, the functions are waited for as well.
set -eu

: "${HEALTH_URL:?the root of the app, such as https://func-x.azurewebsites.net}"
az=$(dirname "$0")/az.sh
ingress=${HEALTH_INGRESS:-Public}
deadline=$(($(date +%s) + ${HEALTH_WAIT_SECONDS:-300}))
body=$(mktemp)
errors=$(mktemp)
status=none
trap 'rm -f "$body" "$errors"' EXIT

# The first requests after a deployment can meet a host that does not have the functions yet.
until_true() {
  what=$1
  shift
  until "$@"; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      echo "wait: $what did not happen in time" >&2
      echo "wait: last status $status, body:" >&2
      cat "$body" >&2
      echo >&2
      echo 'wait: last errors:' >&2
      cat "$errors" >&2
      exit 1
    fi
    sleep 5
  done
  echo "wait: $what"
}

# A public app is asked itself, so what az cannot tell must not hold that up.
functions_listed() {
  if names=$("$az" functionapp function list --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" \
    --query '[].name' --output tsv 2> "$errors"); then
    [ -n "$names" ]
  elif [ "$ingress" = Public ]; then
    what='az could not list the functions'
    cat "$errors" >&2
  else
    return 1
  fi
}

answers_ok() {
  status=$(curl --silent --show-error --max-time 35 --output "$body" --write-out '%{http_code}' \
    "$HEALTH_URL/_system/check" 2> "$errors") &&
    [ "$status" = 200 ] && grep -q '"code":"OK"' "$body"
}

if [ -n "${AZURE_RESOURCE_GROUP:-}" ] && [ -n "${FUNCTION_APP_NAME:-}" ] && "$az" account show > /dev/null 2>&1; then
  until_true 'the functions are listed' functions_listed
fi

if [ "$ingress" = Public ]; then
  until_true "$HEALTH_URL/_system/check answers 200" answers_ok
else
  echo "wait: ingress is $ingress, so the app is not called from here"
fi

echo
echo "alive:      $HEALTH_URL/_system/check"
echo "one check:  $HEALTH_URL/_system/check/{name}"
