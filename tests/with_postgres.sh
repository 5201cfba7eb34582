#!/usr/bin/env bash
# with_postgres.sh COMMAND...: runs it with PostgreSQL clusters of its own. STELSEL_TEST_POSTGRES says how to reach the one
# for stores, STELSEL_TEST_POSTGRES_SHARDS, with a line for each, two that may have regions of them.
set -euo pipefail
. "$(dirname "$0")/postgres.sh"
file=$(mktemp)
trap 'stop_postgres_of "$file" "$file.shards"' EXIT
start_three_postgres "$file"
STELSEL_TEST_POSTGRES=$(cat "$file") STELSEL_TEST_POSTGRES_SHARDS=$(cat "$file.shards") "$@"
