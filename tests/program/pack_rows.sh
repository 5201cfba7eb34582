# The rows of packs cite codes of the landscape (regions, topics, documents, milestones …). Most of these are no foreign
# keys, as a source need not have those rows, so that they are looked up here. And a pack's README counts its rows.
. "$(dirname "$0")/expect.sh"
plugins=$2/plugins
fine tables

sql() { sqlite3 :memory: -cmd '.mode csv' "$@" 2>&1; }
# What stands in the column $2 of the file $1 and in no row of the landscape's table of that name.
unknown() {
  sql -cmd ".import '$1' pack" -cmd ".import '$landscape/$2.csv' known" \
    "select distinct $2 from pack where $2 <> '' and $2 not in (select $2 from known)"
}

looked_up=0
for file in "$plugins"/*/data/*.csv; do
  for column in $(head -n 1 "$file" | tr -d '\r' | tr ',' ' '); do
    [ -f "$landscape/$column.csv" ] || continue
    looked_up=$((looked_up + 1))
    [ "$(unknown "$file" "$column")" = "" ] || fault "$file cites no $column $(unknown "$file" "$column")"
  done
done
expect_true [ "$looked_up" -gt 0 ]

counted=0
for readme in "$plugins"/*/README.md; do
  while IFS='|' read -r table rows; do
    file=$(dirname "$readme")/data/$table.csv
    [ -f "$file" ] || continue
    counted=$((counted + 1))
    [ "$(sql -cmd ".import '$file' pack" 'select count(*) from pack')" = "$rows" ] || fault "$readme: $table has not $rows rows"
  done < <(sed -nE 's/^\| `([a-z0-9_]+)` \| *([0-9]+) \|.*/\1|\2/p' "$readme")
done
expect_true [ "$counted" -gt 0 ]
finish
