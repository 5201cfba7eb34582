#!/usr/bin/env bash
# One mode on a SQLite store: STORE_FAULTS PLUGINS WORK MODE TIMES
set -euo pipefail
program=$1 plugins=$2 work=$3 mode=$4 times=$5
rm -rf "$work" && mkdir -p "$work"
"$program" "$plugins" "sqlite:$work/store.sqlite" "$mode" --times "$times"
# Nothing is left beside the store, but for the journal of a commit that was killed before it wrote anything.
[ "$(ls "$work" | grep -v "^store.sqlite-journal$")" = store.sqlite ] || { ls "$work"; exit 1; }
