#!/bin/sh
# Runs a command, and runs it again while it fails with 403: a role that was just granted takes some minutes to count.
# Any other failure ends it at once. FORBIDDEN_TRIES (20) and FORBIDDEN_PAUSE (30 seconds) bound it.
set -eu

tries=${FORBIDDEN_TRIES:-20}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

while :; do
  status=0
  "$@" > "$log" 2>&1 || status=$?
  cat "$log"
  [ "$status" != 0 ] || exit 0
  tries=$((tries - 1))
  if ! grep -qE '(^|[^0-9])403([^0-9]|$)|Forbidden|AuthorizationPermissionMismatch' "$log" || [ "$tries" -le 0 ]; then
    exit "$status"
  fi
  echo 'retry: forbidden; a role that was just granted may not count yet, trying again' >&2
  sleep "${FORBIDDEN_PAUSE:-30}"
done
