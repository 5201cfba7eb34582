#!/usr/bin/env bash
# A plugin with a table of its own, whose rows it reads as a generated type.
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
cp -r "$here/own_table/." .
build "$WORK"
stelsel() { "$PREFIX/bin/stelsel" --plugins build/lib/stelsel/plugins "$@"; }

stelsel tables waterland_plan --lang en >table.txt
expect 'budget' table.txt
cp -r "$SOURCE/examples/landscape" data
rm data/datapackage.json # which lists its files
cat >data/waterland_plan.csv <<'END'
region,year,budget,stage
ijssel_vecht,2022,1250000.50,draft
END
stelsel check data
stelsel report waterland/plans data --as-of 2021-12-31 --format md >out.md
expect 'ijssel_vecht 2022: 125000050 cents, draft' out.md

echo 'nowhere,2022,-1.00,done' >>data/waterland_plan.csv
status=0
stelsel check data --lang en --format ndjson >findings.txt || status=$?
[ $status -eq 1 ] || fail "wrong rows of an own table give status $status"
expect '"rule":"core/foreign-key"' findings.txt
expect '"field":"stage"' findings.txt
