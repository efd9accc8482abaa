#!/bin/sh
# Runs a command, and runs it again while it fails with 403: a role that was just granted takes some minutes to count.
# Any other failure ends it at once. FORBIDDEN_TRIES (20) and FORBIDDEN_PAUSE (30 seconds) bound it.
set -eu

tries=${FORBIDDEN_TRIES:-20}
folder=$(mktemp -d)
log=$folder/log
trap 'rm -rf "$folder"' EXIT

while :; do
  # Shown as it comes: a deployment takes minutes. The status of a pipeline is that of tee.
  { "$@" 2>&1 && echo 0 > "$folder/status" || echo $? > "$folder/status"; } | tee "$log"
  status=$(cat "$folder/status")
  [ "$status" != 0 ] || exit 0
  tries=$((tries - 1))
  # 403 by itself, not within an id.
  if ! grep -qE '(^|[^0-9A-Za-z-])403([^0-9A-Za-z-]|$)|Forbidden|AuthorizationPermissionMismatch' "$log" || [ "$tries" -le 0 ]; then
    exit "$status"
  fi
  echo 'retry: forbidden; a role that was just granted may not count yet, trying again' >&2
  sleep "${FORBIDDEN_PAUSE:-30}"
done
