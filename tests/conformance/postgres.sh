#!/usr/bin/env bash
# The conformance tests of storage_postgres, on a cluster of its own: STELSEL PLUGIN DATA
set -euo pipefail
if [ -z "${STELSEL_TEST_POSTGRES:-}" ]; then
  exec "$(dirname "$0")/../with_postgres.sh" "$0" "$@"
fi
"$1" plugin check "$2" --data "$3" --store "$STELSEL_TEST_POSTGRES schema=t{}"
