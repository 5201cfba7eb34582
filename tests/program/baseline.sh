# stelsel check --baseline: what is known does not fail a run, and what is new does.
. "$(dirname "$0")/expect.sh"
as_of=(--lang en --as-of 2021-12-31)
rows=('noord,Noord,,30-2-2021,true' 'zuid,Zuid,geheim12,,true' 'oost,Oost,elders,,true' 'west,West,elders,,true')
one_region import "${rows[@]}"
run check import "${as_of[@]}"
expect_status 1
expect_out "4 errors, 0 warnings, 0 remarks."

# Once written it is known. The file tells rule, table and field, and no value; the same findings give the same bytes.
fine check import "${as_of[@]}" --write-baseline known
expect_true [ "$(cat out)" = "0 errors, 0 warnings, 0 remarks; 4 known.
Rows not read: region 1." ]
expect_true [ "$(cut -d' ' -f1-3 known | tail -n +2 | uniq -c | tr -s ' ' '|' | paste -sd' ')" = \
  "|3|core/foreign-key|region|parent_region |1|core/type-error|region|valid_from" ]
expect_true [ "$(tail -n +2 known | LC_ALL=C sort)" = "$(tail -n +2 known)" ]
expect_true [ -z "$(grep -E 'noord|zuid|geheim|elders|30-2' known)" ]
fine check import --as-of 2021-12-31 --values --max-findings 1 --write-baseline again
expect_same known again
fine check import "${as_of[@]}" --baseline known
expect_out "; 4 known."

# Rows that come, go or move do not matter, nor does the folder, nor how many findings are shown.
mkdir elsewhere
one_region elsewhere/moved 'new,Nieuw,,,true' "${rows[3]}" "${rows[2]}" "${rows[1]}" "${rows[0]}"
fine check "$PWD/elsewhere/moved" "${as_of[@]}" --baseline known --max-findings 1
expect_out "; 4 known."

# What is new fails, and is what is shown; what is gone is told.
one_region import "${rows[0]}" 'zuid,Zuid,,,true' "${rows[2]}" "${rows[3]}" 'midden,Midden,nergens,,true'
run check import "${as_of[@]}" --baseline known --max-findings 1
expect_status 1
expect_no_err
expect_out "  6  error    parent_region refers to"
expect_true [ "$(grep -c 'core/foreign-key\]' out)" = 1 ]
expect_out "1 error, 0 warnings, 0 remarks; 3 known."
expect_out "Of what was known, not found any more: core/foreign-key 1."

# The other formats have both, told apart.
json() { sqlite3 :memory: "select json_extract(cast(readfile('$1') as text), '$2')"; }
run check import "${as_of[@]}" --baseline known --format ndjson
expect_status 1
expect_out_lines 5
expect_true [ "$(grep -c '"known":true' out)" = 3 ]
tail -n 1 out >totals
expect_true [ "$(json totals '$.totals.error')$(json totals '$.totals.known.error')" = 43 ]
expect_true [ "$(json totals '$.totals.gone."core/foreign-key"')" = 1 ]
# A line of the file can be found back by its fingerprint.
for fingerprint in $(grep -F '"known":true' out | grep -oE '"fingerprint":"[0-9a-f]+' | cut -d'"' -f4); do
  expect_true grep -q " $fingerprint\$" known
done
run check import "${as_of[@]}" --baseline known --format sarif
expect_status 1
expect_true [ "$(grep -c '"baselineState": "new"' out)" = 1 ]
expect_true [ "$(grep -c '"baselineState": "unchanged"' out)" = 3 ]
run check import "${as_of[@]}" --baseline known --format json
expect_status 1
expect_true [ "$(json out '$.stats.errors')" = 1 ]
run check import "${as_of[@]}" --baseline known --format junit
expect_status 1
expect_out '<skipped message="1× Value of the wrong type, known"/>'
expect_out '<failure type="core/foreign-key" message="1× '

# What is known in the files is known in a store, and remarks and warnings are known as errors are.
fine check "$landscape" "${as_of[@]}" --write-baseline true_of_sources
run check "$landscape" "${as_of[@]}" --fail-on warning
expect_status 1
fine copy "$landscape" sqlite:l.sqlite
fine check sqlite:l.sqlite "${as_of[@]}" --fail-on warning --baseline true_of_sources
expect_out "0 errors, 0 warnings, 0 remarks; 100 known."
expect_out_lines 1
# A year later more dates have passed, and that is new.
run check "$landscape" --lang en --as-of 2022-12-31 --fail-on warning --baseline true_of_sources
expect_status 1
expect_out "; 100 known."

could_not_run "nowhere" check import "${as_of[@]}" --baseline nowhere
could_not_run "is no baseline" check import "${as_of[@]}" --baseline import/region.csv
sed '3s/ [0-9a-f]*$//' known >broken
could_not_run "broken:3: " check import "${as_of[@]}" --baseline broken
could_not_run "do not go together" check import "${as_of[@]}" --baseline known --write-baseline known
could_not_run "no/such/folder" check import "${as_of[@]}" --write-baseline no/such/folder/known
cp known before
could_not_run "there is no file or folder nowhere" check nowhere "${as_of[@]}" --write-baseline known
expect_same before known
finish
