#!/usr/bin/env bash
# with_postgres.sh COMMAND...: runs it with a PostgreSQL cluster of its own, which STELSEL_TEST_POSTGRES says how to reach.
set -euo pipefail
. "$(dirname "$0")/postgres.sh"
folder=$(mktemp -d "${TMPDIR:-/tmp}/stelsel-pg-XXXXXX")
trap 'stop_postgres "$folder"' EXIT
start_postgres "$folder"
STELSEL_TEST_POSTGRES=$(cat "$folder/conninfo") "$@"
