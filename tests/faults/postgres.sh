#!/usr/bin/env bash
# One mode on a PostgreSQL store, with a cluster of its own: STORE_FAULTS PLUGINS MODE TIMES
set -euo pipefail
here=$(dirname "$0")
if [ -z "${STELSEL_TEST_POSTGRES:-}" ]; then
  exec "$here/../with_postgres.sh" "$0" "$@"
fi
program=$1 plugins=$2 mode=$3 times=$4
# Where the cluster is: its socket stands there.
folder=$(sed -n 's/^host=\([^ ]*\) .*/\1/p' <<<"$STELSEL_TEST_POSTGRES")
restart="bash -c '. $here/../postgres.sh && halt_postgres $folder immediate && run_postgres $folder'"
"$program" "$plugins" "postgresql:$STELSEL_TEST_POSTGRES schema=faults" "$mode" --times "$times" --command "$restart"
