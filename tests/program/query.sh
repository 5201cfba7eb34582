# Questions in SQL, as somebody at a shell asks them; what the plugin itself promises stands in plugins/sql/sql_test.cc.
. "$(dirname "$0")/expect.sh"
day=(--as-of 2021-12-31)
ask() { run query "$landscape" "$@"; }

# In each form.
fine query "$landscape" "SELECT region, count(*) AS n FROM agreement_status GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 2" "${day[@]}"
expect_true [ "$(sed -n 1p out)" = "region              n" ]
expect_true [ "$(sed -n 3p out)" = "west_brabant_west  $(($(grep -c ^west_brabant_west, "$landscape/agreement_status.csv")))" ]
fine query "$landscape" "SELECT region, name FROM region WHERE region = 'zkijh'" "${day[@]}" --format csv
expect_true [ "$(cat out)" = 'region,name
zkijh,"IJmond, Zuid-Kennemerland en Haarlemmermeer"' ]
fine query "$landscape" "SELECT 1 AS a, NULL AS b, 'é \"x\"' AS c, 1.5 AS d, 3000000.0 AS e" "${day[@]}" --format ndjson
expect_true [ "$(cat out)" = '{"a": 1, "b": null, "c": "é \"x\"", "d": 1.5, "e": 3000000}' ]
fine query "$landscape" "SELECT municipality FROM region_municipality WHERE region = 'ijssel_vecht'" "${day[@]}" --format json
expect_true node -e 'if (JSON.parse(require("fs").readFileSync("out")).length !== 8) process.exit(1)'
fine query "$landscape" "SELECT * FROM region WHERE 0" "${day[@]}" --format csv
expect_out_lines 1

# The same count as in the file, for each table; the rows of packs are there as well.
for table in region claim agreement_party municipality; do
  fine query "$landscape" "SELECT count(*) FROM $table" "${day[@]}" --format csv
  expect_true [ "$(sed -n 2p out)" = "$(sqlite3 :memory: ".mode csv" ".import '$landscape/$table.csv' t" "SELECT count(*) FROM t")" ]
done
fine query "$landscape" "SELECT count(*) FROM nvo_item" "${day[@]}" --format csv
expect_true [ "$(sed -n 2p out)" = 9 ]

# A day, and values by their names.
fine query "$landscape" "SELECT :as_of AS day, :lang AS lang" --as-of 2021-12-31 --lang en --format csv
expect_true [ "$(sed -n 2p out)" = 2021-12-31,en ]
fine query "$landscape" "SELECT name FROM region WHERE region = :region" "${day[@]}" --set region=zkijh
expect_out "Zuid-Kennemerland"
fine query "$landscape" "SELECT count(*) FROM region WHERE region = :region" "${day[@]}" --set "region=x' OR 1=1 --" --format csv
expect_true [ "$(sed -n 2p out)" = 0 ]
could_not_run "parameter :region has no value" query "$landscape" "SELECT :region" "${day[@]}"
fine query "$landscape" "SELECT count(*) FROM municipality_as_of" --as-of 2016-01-01 --format csv
then=$(sed -n 2p out)
fine query "$landscape" "SELECT count(*) FROM municipality_as_of" --as-of 2023-06-01 --format csv
expect_true [ "$then" -gt "$(sed -n 2p out)" ]

# What is wrong, in one sentence with the line.
could_not_run "line 2: no such column: nowhere" query "$landscape" "SELECT 1,
nowhere FROM region" "${day[@]}"
could_not_run "no such table: elsewhere" query "$landscape" "SELECT * FROM elsewhere" "${day[@]}"
could_not_run "table region may not be modified" query "$landscape" "DELETE FROM region" "${day[@]}"
could_not_run "a query may not change anything" query "$landscape" "CREATE TABLE t(a)" "${day[@]}"
could_not_run "a query may not attach another database" query "$landscape" "ATTACH 'x.db' AS x" "${day[@]}"
expect_absent x.db
for_ever="WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
could_not_run "takes longer than 1 s" query "$landscape" "$for_ever SELECT count(*) FROM c" "${day[@]}" --set max_seconds=1
could_not_run "more than 1000000 rows" query "$landscape" "$for_ever SELECT n FROM c" "${day[@]}"
could_not_run "parameter \`max_rows\` is below its minimum" query "$landscape" "SELECT 1" "${day[@]}" --set max_rows=0
cannot_write query "$landscape" "SELECT * FROM municipality" "${day[@]}"

# A store is asked like a folder.
fine copy "$landscape" sqlite:l.sqlite
fine query sqlite:l.sqlite "SELECT name FROM region WHERE region = 'ijssel_vecht'" "${day[@]}"
expect_out "IJssel-Vecht"
finish
