# Packages that stelsel wrote are read by another implementation of Data Packages, the library `datapackage` of npm,
# and the other way round. Skipped where npm cannot install it.
. "$(dirname "$0")/expect.sh"
. "$2/tests/program/npm.sh"
scripts=$2/tests/program/datapackage_js
npm_install datapackage@1.1.10
# js SCRIPT ARGUMENT...: as `run` does for stelsel.
js() {
  expect_called="$*"
  NODE_PATH=$modules/node_modules timeout 100 node "$scripts/$1" "${@:2}" >out 2>err </dev/null
  status=$?
}

# What we write is valid, every cell can be cast, and every reference leads somewhere.
fine copy "$landscape" written
js check.js written/datapackage.json
expect_status 0
expect_no_err
for table in "$landscape"/*.csv; do
  # No cell of the landscape holds a line break.
  expect_true grep -qx "$(basename "$table" .csv) $(($(wc -l <"$table") - 1))" out
done


# So is the landscape's own description, which leaves the schemas to the core.
valid="require('datapackage').Package.load('$landscape/datapackage.json').then((p) => console.log(p.valid))"
expect_true [ "$(NODE_PATH=$modules/node_modules node -e "$valid")" = true ]

# The test can fail: a cell, a reference and a description that are wrong are found.
spoilt() {
  rm -rf spoilt && cp -R written spoilt && sed -i "$2" "spoilt/$1"
  js check.js spoilt/datapackage.json
  expect_status 1
  expect_err "$3"
}
spoilt agreement_status.csv '2s/,BW,/,XX,/' 'agreement_status: '
spoilt region_municipality.csv '2s/,GM/,XX/' 'region_municipality: Foreign key "municipality" violation in row 2'
spoilt datapackage.json '0,/"primaryKey": /s//"primaryKey": 7, "was": /' 'primaryKey'

# What the library describes is read: its defaults written out, semicolons, a decimal comma, several files.
mkdir -p theirs/data
printf 'region;name;illustratief\r\nnoord; Noord;true\r\n' >theirs/data/region.csv
printf '%s\r\n' 'region;domain;waits_for;counted_over;sequence;months;explanation;illustratief' \
  'noord;BW;woning;2021;1;1234,5;"lang; te lang";true' >theirs/data/waiting_time.csv
printf 'municipality;name;illustratief\r\nGM9001;Één;true\r\n' >theirs/data/municipality_1.csv
printf 'municipality;name;illustratief\r\nGM9002;"Twee ""en"" meer";true\r\n' >theirs/data/municipality_2.csv
js describe.js theirs
expect_status 0
expect_no_err
fine check theirs --as-of 2021-12-31 --lang en
fine copy theirs ours
cells() { cut -d, -f"$2" "ours/$1.csv" | tail -n +2 | paste -sd'|'; }
expect_true [ "$(cells region 1,2)" = "noord,Noord" ]
expect_true [ "$(cells municipality 1,2)" = 'GM9001,Één|GM9002,"Twee ""en"" meer"' ]
fine copy ours sqlite:ours.sqlite
expect_true [ "$(sqlite3 ours.sqlite 'select months_scaled, explanation from waiting_time')" = "12345|lang; te lang" ]
js check.js ours/datapackage.json
expect_status 0
finish
