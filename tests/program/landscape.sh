# The landscape: its README tells how many rows each source gave. Counted again, from the store.
. "$(dirname "$0")/expect.sh"
readme=$2/examples/landscape/README.md

fine copy "$landscape" sqlite:landscape.sqlite
sql() { sqlite3 landscape.sqlite "$1" 2>/dev/null; }
has_sources="select distinct m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'illustratief'"
counts=""
for table in $(sql "$has_sources where m.type = 'table'"); do
  counts+="${counts:+ union all }select source_document, illustratief, '$table' as name from \"$table\""
done
expect_true [ -n "$counts" ]

told=0
while IFS='|' read -r source all; do
  told=$((told + 1))
  expect_true [ "$(sql "select count(*) from ($counts) where source_document = '$source'")" = "$all" ]
done < <(sed -nE 's/^\| `([a-z0-9_]+)` \|.*\| ([0-9]+) \|$/\1|\2/p' "$readme")
expect_true [ "$told" = "$(sql "select count(distinct source_document) from ($counts)")" ]

# Every fact names its source, and none is made up.
expect_true [ "$(sql "select count(*) from ($counts) where source_document is null or illustratief")" = 0 ]
# The totals below the table.
expect_true grep -q "$(sql 'select count(*) from source_document') sources and $(sql 'select count(*) from agreement_topic') topics, together $(cat out | grep -oE '[0-9]+ rijen' | grep -oE '[0-9]+') rows" "$readme"
finish
