# stelsel check: what is wrong, where, and in a form that other programs read.
. "$(dirname "$0")/expect.sh"
as_of=(--as-of 2021-12-31)

# The landscape has no errors, and warnings and remarks that are true of its sources: documents that contradict
# themselves and each other, dates that passed.
warnings=17 remarks=83
fine check "$landscape" --lang en "${as_of[@]}"
expect_out "0 errors, $warnings warnings, $remarks remarks."
expect_true [ "$(grep -oF '[core/contradicting_observations]' out | wc -l)" -eq 2 ]
expect_out "Of duur_ingroeipad this says 10 jaar and claim.csv"
expect_out "gezamenlijke_gemeenten and claim.csv"
fine check "$landscape" "${as_of[@]}"
expect_out "0 fouten, $warnings waarschuwingen, $remarks opmerkingen"
run check "$landscape" --fail-on warning "${as_of[@]}"
expect_status 1
expect_no_err

# NDJSON is one JSON object a line: the findings, and then the totals.
fine check "$landscape" --format ndjson "${as_of[@]}"
expect_out_lines $((warnings + remarks + 1))
while IFS= read -r line; do
  valid=$(sqlite3 :memory: "select json_valid('${line//\'/\'\'}')")
  [ "$valid" = 1 ] || fault "is no JSON: $line"
done <out
expect_out '"file":"'"$landscape"'/agreement_status.csv","line":7,'
expect_out '"file":"'"$landscape"'/agreement_status.csv","line":18,'
tail -n 1 out >totals
expect_true grep -q '^{"totals":{"fatal":0,"error":0,"warning":'$warnings totals
fine check "$landscape" --format json "${as_of[@]}"
expect_true [ "$(sqlite3 :memory: "select json_valid(cast(readfile('out') as text))")" = 1 ]
mv out before
fine check "$landscape" --format json "${as_of[@]}"
expect_same before out

# For code scanning and for the pages of CI.
fine check "$landscape" --format sarif --lang en "${as_of[@]}"
expect_true [ "$(sqlite3 :memory: "select json_extract(cast(readfile('out') as text), '\$.runs[0].results[#-1].level')")" = warning ]
expect_true [ "$(grep -c '"ruleId"' out)" = $((warnings + remarks)) ]
fine check "$landscape" --format junit --lang en "${as_of[@]}"
expect_true [ "$(grep -c '<testsuite ' out)" = "$(find "$landscape" -name '*.csv' | wc -l)" ]
expect_not_out "<failure"
run check "$landscape" --format junit --lang en "${as_of[@]}" --fail-on warning
expect_status 1
expect_out '<failure type="core/milestone_passed" message="14× Milestone passed without a state">'

# Today is an input, and is told when it was not given. Later, more dates have passed.
fine check "$landscape" --format json --as-of "$(date +%F)"
mv out today
run check "$landscape" --format json
expect_status 0
expect_true [ "$(cat err)" = "as of $(date +%F) (today)" ]
expect_same today out
expect_true [ "$(wc -l <out)" -gt "$(wc -l <before)" ]

# An error gives 1. A value is shown by its shape, unless asked for.
one_region wrong 'noord,Noord,,30-2-2021,true' 'zuid,Zuid,nergens12,,true' 'oost,Oost,elders,,true'
run check wrong --lang en "${as_of[@]}"
expect_status 1
expect_no_err
expect_out "wrong/region.csv"
expect_out "“99-9-9999”"
expect_not_out "30-2-2021"
expect_out "3 errors"
run check wrong --values --lang en "${as_of[@]}"
expect_out "“30-2-2021”"
expect_out "nergens12"

# What is shown can be bounded; all is counted.
run check wrong --max-findings 1 --format ndjson "${as_of[@]}"
expect_status 1
expect_out_lines 3
expect_out '"core/foreign-key":2'
expect_out '"left_out":{"core/foreign-key":1}'
expect_out '"kept_out":{"region":1}'

# A single file, a description and a store are sources as a folder is.
run check wrong/region.csv "${as_of[@]}"
expect_status 1
fine check "$landscape/datapackage.json" "${as_of[@]}"
fine copy "$landscape" sqlite:l.sqlite
fine check sqlite:l.sqlite --lang en "${as_of[@]}"
expect_out "0 errors, $warnings warnings"
fine check l.sqlite --lang en "${as_of[@]}"
expect_out "0 errors, $warnings warnings"

could_not_run "there is no file or folder nowhere" check nowhere
could_not_run "there is no file \`nowhere.sqlite\`" check sqlite:nowhere.sqlite
expect_absent nowhere.sqlite
could_not_run "no format or store is called \`oracle\`" check oracle:x
could_not_run "has no revisions" check "$landscape@2021-01-01"
mkdir empty
could_not_run "the folder empty holds no datapackage.json and no file that ends in .csv" check empty
could_not_run "is no format of findings" check "$landscape" --format pdf "${as_of[@]}"
could_not_run "\`2021-02-30\` is not a date" check "$landscape" --as-of 2021-02-30
could_not_run "\`today\` is not a date" check "$landscape" --as-of today
could_not_run "--max-findings must be 1 or more" check "$landscape" --max-findings 0
could_not_run "'--max-findings' is invalid" check "$landscape" --max-findings many
could_not_run "--fail-on must be one of error, warning" check "$landscape" --fail-on info

cannot_write check "$landscape" "${as_of[@]}"
cannot_write check "$landscape" --format ndjson "${as_of[@]}"
finish
