# What a published table can rest on: the calculations over tables 1 and 2 of the national report, what is said of rows
# that cannot be right, and the landscape of 2020 that is made of the others and gives the same tables again.
. "$(dirname "$0")/expect.sh"
source=$2
year=$source/examples/landscape-2020
as_of=(--as-of 2021-12-31)
calculate() { fine calculate reporting/"$1" "${@:2}"; }
# The cells $2 (a pattern) of the rows of topic $1 in the last result, which is NDJSON.
expect_row() { grep -E "\"agreement_topic\": \"$1\"" out | grep -qE -- "$2" || fault "no row of $1 has $2"; }

# 45 fits, 90 as well, and 43 does not.
calculate reconstruct "$landscape" "${as_of[@]}" --format ndjson --lang en
expect_out_lines 18 # B2 has two nearest sets
expect_true [ "$(grep -c '"respondents": 45, "respondents_from": "gezocht", "rows_explained": 15, "rows": 17' out)" = 18 ]
expect_true [ "$(grep -c '"sets": 1,' out)" = 15 ]
expect_true [ "$(grep -c '90 explains as many' out)" = 18 ]
expect_row A1 '"sets": 1, "nearest": null, "ja": 40, "in_ontwikkeling": 3, "nee": 2, "prints": "89/7/4", "deviation": 0'
expect_row B2 '"sets": 0, "nearest": 2, "ja": 21, "in_ontwikkeling": 23, "nee": 1, "prints": "47/51/2", "deviation": 2'
expect_row B2 '"ja": 21, "in_ontwikkeling": 24, "nee": 0, "prints": "47/53/0", "deviation": 2'
expect_row B2 'adds up to 102: no counts print that'
expect_row D5 '"sets": 0, "nearest": 1, "ja": 16, "in_ontwikkeling": 16, "nee": 13, "prints": "36/36/29", "deviation": 1'

calculate reconstruct "$landscape" "${as_of[@]}" --format ndjson --set respondents=43
expect_true [ "$(grep -c '"sets": 1,' out)" = 1 ]
expect_row B1 '"respondents": 43, "respondents_from": "opgave", .*"sets": 1, .*"ja": 23, "in_ontwikkeling": 20, "nee": 0'
calculate reconstruct "$landscape" "${as_of[@]}" --format ndjson --set scope=table --lang nl
expect_row C '"respondents": 45, .*"rows_explained": 10, "rows": 11'
expect_row D1 '"respondents": 95, .*"rows_explained": 6, "rows": 6, .*100 verklaart er evenveel'

# Several sets: told in one line, and listed when asked for.
calculate reconstruct "$landscape" "${as_of[@]}" --format ndjson --set respondents=400
expect_true [ "$(grep -c '"agreement_topic": "A1"' out)" = 1 ]
expect_row A1 '"sets": 10, .*"ja": null, .*10 mogelijkheden: ja 354 tot en met 357, in ontwikkeling 26 tot en met 29, nee 14 tot en met 17'
calculate reconstruct "$landscape" "${as_of[@]}" --format ndjson --set respondents=400 --set explain=true --set most=2
expect_true [ "$(grep -c '"agreement_topic": "A1"' out)" = 2 ]

calculate respondents "$landscape" "${as_of[@]}" --format csv
expect_out 'stand_van_het_land_2020,,2020-09-03,43,1,17,1,1.08,false'
expect_out 'stand_van_het_land_2020,,2020-09-03,45,15,17,15,1.18,true'
expect_out 'stand_van_het_land_2020,,2020-09-03,90,15,17,15,4.60,true'
expect_out 'stand_van_het_land_2020,"§6.1, tabel 2",2020-09-03,100,6,6,6,2.00,true'
expect_true [ "$(grep -c '^stand_van_het_land_2020,,.*true$' out)" = 2 ]
calculate respondents "$landscape" "${as_of[@]}" --format csv --set limit=44
expect_not_out ',45,15,'

# The text beside the table.
calculate published "$landscape" "${as_of[@]}" --format ndjson
expect_out_lines 17
expect_row D4 '"ja": 5, "in_ontwikkeling": 12, "nee": 28, .*"claims_that_differ": "land_d4_nog_niet_ja_80 land_d4_nog_niet_ja_90"'
expect_row B2 '"adds_up": false, "ja": null'
expect_row B1 '"claims_that_differ": null'

# No rows, wrong parameters, and a result that cannot be written.
mkdir none && cp "$landscape/agreement_topic.csv" none
calculate reconstruct none "${as_of[@]}" --format ndjson
expect_no_out
for wrong in respondents=0 respondents=1000001 respondents=x limit=0 limit=100001 most=0 scope=row explain=perhaps; do
  could_not_run "parameter \`${wrong%%=*}\`" calculate reporting/reconstruct "$landscape" "${as_of[@]}" --set $wrong
done
cannot_write calculate reporting/reconstruct "$landscape" "${as_of[@]}"

# What stands in a row that cannot be reckoned with stays beside the others.
mkdir odd && cp "$landscape/agreement_topic.csv" "$landscape/source_document.csv" odd
sed -e 's/,89,7,4,/,89,7,104,/' -e 's/,53,47,0,,/,53,47,0,0,/' "$landscape/reporting_published_share.csv" >odd/reporting_published_share.csv
run check odd "${as_of[@]}" --lang en
expect_status 1
expect_out 'core/constraint-error'
run calculate reporting/reconstruct odd "${as_of[@]}" --format ndjson --lang en
expect_true [ "$status" -ne 139 ]

# The landscape of 2020 is what its program makes of the tables, and gives them again.
expect_true bash "$year/make" "$stelsel" "$landscape" made
for file in made/*.csv; do expect_same "$file" "$year/$(basename "$file")"; done
expect_true [ "$(find made -type f | wc -l)" = "$(find "$year" -name '*.csv' | wc -l)" ]
fine check "$year" --as-of 2020-12-31 --fail-on warning
fine copy "$year" package
for file in "$year"/*.csv; do expect_same "$file" "package/$(basename "$file")"; done
fine query "$year" --as-of 2020-12-31 --format csv "SELECT (SELECT count(*) FROM region WHERE illustratief),
  (SELECT count(*) FROM agreement_status WHERE illustratief AND observed_by = 'anonieme respondent')"
expect_out '45,675'
fine report reporting/national "$year" --as-of 2020-12-31 --format html
tr '\n' ' ' <out | sed -e 's/<tr/\n<tr/g' | sed -e 's/<[^>]*>/ /g' >lines # a row of a table each
while IFS=, read -r topic ja between nee; do
  grep -qE "^ *$topic .*[^0-9]$ja ?%.*[^0-9]$between ?%.*[^0-9]$nee ?%" lines || fault "the national report does not give $topic $ja/$between/$nee"
done < <(sed -nE '2,$s/.*,([A-D][0-9]?),,2020-09-03,([0-9]+),([0-9]+),([0-9]+),.*/\1,\2,\3,\4/p' \
  "$landscape/reporting_published_share.csv" | grep -vE '^(B2|D5),')
cp "$year"/*.csv none && cp "$landscape/reporting_published_share.csv" none
calculate published none "${as_of[@]}" --format ndjson
expect_true [ "$(grep -c '"regions": 45, "same": true' out)" = 15 ]
finish
