#!/usr/bin/env bash
# postgres_fixture.sh start|stop FILE: the clusters that CTest runs the tests of storage_postgres with. FILE says how to
# reach the one that stores are in, FILE.shards, with a line for each, two that may have regions of them. Those that an
# interrupted run left are ended first.
set -euo pipefail
. "$(dirname "$0")/postgres.sh"
stop_postgres_of "$2" "$2.shards"
if [ "$1" = start ]; then
  mkdir -p "$(dirname "$2")"
  start_three_postgres "$2"
fi
