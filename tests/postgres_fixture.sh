#!/usr/bin/env bash
# postgres_fixture.sh start|stop FILE: the cluster that CTest runs the tests of storage_postgres with. FILE says how to
# reach it. One that an interrupted run left is ended first.
set -euo pipefail
. "$(dirname "$0")/postgres.sh"
if [ -f "$2" ]; then
  folder=$(sed -n 's/^host=\([^ ]*\) .*/\1/p' "$2")
  stop_postgres "$folder"
  rm -f "$2"
fi
if [ "$1" = start ]; then
  folder=$(mktemp -d "${TMPDIR:-/tmp}/stelsel-pg-XXXXXX")
  start_postgres "$folder"
  mkdir -p "$(dirname "$2")"
  cp "$folder/conninfo" "$2"
fi
