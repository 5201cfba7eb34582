# stelsel generate: landscapes that are made up, to test an importer with.
. "$(dirname "$0")/expect.sh"
as_of=(--as-of 2026-01-01)

# A whole one has rows in each table, no errors, and what is told of it is found.
fine generate whole --lang en
expect_out "whole/source: 55 tables, "
fine check whole/source "${as_of[@]}" --format ndjson
found=$(($(wc -l <out) - 1))
expect_true [ "$found" -gt 0 ]
expect_true [ "$(wc -l <whole/expect.ndjson)" -eq "$found" ]
expect_absent whole/broken.ndjson
fine copy whole/source sqlite:whole.sqlite --lang en
expect_true [ "$(sqlite3 whole.sqlite "select count(*) > 20 from region_municipality")" = 1 ]

# The same numbers, the same bytes; other numbers, others.
fine generate again --seed 1 --regions 5
expect_same whole again
fine generate other --seed 2
expect_true [ -n "$(cmp whole/source/region.csv other/source/region.csv)" ]

# Of a broken one, each fault is found at its line.
fine generate broken --seed 7 --break 20 --regions 3
run check broken/source "${as_of[@]}" --format ndjson
expect_status 1
expect_true [ "$(($(wc -l <out) - 1))" -eq "$(wc -l <broken/expect.ndjson)" ]
expect_true [ "$(sed -nE 's/^\{"fault":([0-9]+),.*/\1/p' broken/broken.ndjson | sort -un | wc -l)" -eq 20 ]
while IFS= read -r line; do
  rule=$(sed -nE 's/.*"rule":"([^"]*)".*/\1/p' <<<"$line")
  place=$(sed -nE 's/.*"file":"([^"]*)","line":([0-9]+).*/\1","line":\2[,}]/p' <<<"$line")
  grep -E "\"rule\":\"$rule\".*/$place" out >found || fault "not found: $line"
done < <(grep '"line"' broken/broken.ndjson)

# Faults of one rule.
fine generate keys --break 4 --rule core/primary-key
run check keys/source "${as_of[@]}" --format ndjson
expect_status 1
expect_true [ "$(grep -c '"severity":"error"' out)" -eq 4 ]

# What cannot be done is one sentence, and nothing is written.
for wrong in "whole" "new --regions 0" "new --regions 41" "new --break -1" "new --rule core/foreign-key" \
             "new --break 1 --rule core/nothing" "new --break 100000" "new --seed x" "no/folder" ""; do
  # shellcheck disable=SC2086 # several arguments
  run generate $wrong
  expect_status 2
  expect_one_sentence
  expect_no_out
  expect_absent new
done
expect_same whole again

fine generate --help
expect_out "Example: stelsel generate case_7 --seed 7 --break 20"
expect_true [ "$(awk 'length > 80' out | wc -l)" -eq 0 ]
finish
