#!/usr/bin/env bash
# Streams of stelsel, read by somebody else: the DuckDB library, by its C interface, finds in each table what stelsel
# itself finds. Skipped where npm cannot install it.
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
work=$WORK
. "$SOURCE/tests/program/npm.sh"
npm_install koffi@3.3.4 @duckdb/node-bindings-linux-x64@1.5.6-r.1
rm -rf "$modules/node_modules/stelsel"
cp -r "$PREFIX/share/stelsel/bindings/node" "$modules/node_modules/stelsel"
cp "$SOURCE/tests/install/embed/duckdb.mjs" "$modules"
library=$(dirname "$(find "$PREFIX" -name libstelsel.so)")
STELSEL_LIBRARY=$library/libstelsel.so.1 timeout 200 node "$modules/duckdb.mjs" \
  "$modules/node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so" "$library/stelsel/plugins" \
  "$PREFIX/share/stelsel/landscape" "$SOURCE/examples/finance" "$SOURCE/examples/inkoop" >out.txt 2>err.txt </dev/null ||
  fail "$(cat out.txt err.txt)"
expect ' tables are the same in DuckDB' out.txt
