# What plugins of each kind do for somebody at a shell, with one that has all kinds: rules, calculations, queries and
# files of its own. (Stores and reports have tests of their own.)
. "$(dirname "$0")/expect.sh"
mkdir kinds && ln -s "$(dirname "$stelsel")/../tests/conformance/plugins/good" kinds/good
as_of="--as-of 2021-12-31"
printf 'municipality,name,illustratief\nGM9001,Één,true\nGM9002,Twee,true\n' >municipality.csv

fine --plugins kinds plugin info good --lang en
expect_out "good/een"
expect_out "good/rows"
expect_out "lines:"

# Its rules stand with the others, and run when they are asked for: by name, or by folder.
fine --plugins kinds rules good/een --lang en
expect_out "This municipality is called {name}."
fine --plugins kinds check municipality.csv $as_of --lang en
expect_not_out "good/een"
fine --plugins kinds check municipality.csv $as_of --lang en --pack good --values
expect_out "This municipality is called Één. [good/een]"
expect_out "2  "
fine check municipality.csv $as_of --lang en --pack kinds/good
expect_out "This municipality is called aaa. [good/een]"
fine check municipality.csv $as_of --pack kinds/good --format ndjson
expect_out '"rule":"good/een"'
expect_out '"line":2'
expect_out '"key":["GM9001"]'
could_not_run "no plugin is called \`nothing\`" check municipality.csv $as_of --pack nothing
could_not_run "good/een: parameter \`limit\` is not known; there are none" \
  --plugins kinds check municipality.csv $as_of --pack good --set good/een/limit=1
could_not_run "of a plugin whose rules run; not so: good/een/limit" --plugins kinds check municipality.csv $as_of --set good/een/limit=1

# A calculation, in each form.
fine --plugins kinds calculate good/rows municipality.csv $as_of
expect_true grep -qE '^municipality +2    0\.5$' out
expect_true grep -qE '^table +rows  share$' out
fine --plugins kinds calculate good/rows municipality.csv $as_of --format csv
expect_out "table,rows,share"
expect_out "municipality,2,0.5"
fine --plugins kinds calculate good/rows municipality.csv $as_of --format ndjson
expect_out '{"table": "municipality", "rows": 2, "share": 0.5}'
fine --plugins kinds calculate good/rows municipality.csv $as_of --format json
expect_true node -e 'const rows = JSON.parse(require("fs").readFileSync("out")); if (rows.find((row) => row.table === "municipality").rows !== 2) process.exit(1)'
could_not_run "parameter \`limit\` is below its minimum" --plugins kinds calculate good/rows municipality.csv $as_of --set limit=0
could_not_run "parameter \`limit\` must be a value of type integer" --plugins kinds calculate good/rows municipality.csv $as_of --set limit=x
could_not_run "\`good/nothing\` is not known; known are " --plugins kinds calculate good/nothing municipality.csv $as_of
could_not_run "--format must be one of table, csv, json, ndjson" --plugins kinds calculate good/rows municipality.csv --format xml
cannot_write --plugins kinds calculate good/rows municipality.csv $as_of

# A question, in a language that a plugin knows.
fine --plugins kinds query municipality.csv municipality --language table $as_of --format csv
expect_out "GM9002,Twee,"
could_not_run "\`malbolge\` is not known; known are " --plugins kinds query municipality.csv municipality $as_of \
  --language malbolge
could_not_run "that is no table" --plugins kinds query municipality.csv nowhere --language table $as_of

# Its files: by the colon or by the ending, with the place of what is wrong.
printf 'GM9001 Één\nGM9002\nGM9003 Drie\n' >three.lines
run --plugins kinds check three.lines $as_of --lang en
expect_status 1
expect_true grep -qE '^  2 .*error +This line has no name. \[good/no_name\]$' out
cp three.lines other
run --plugins kinds check lines:other $as_of --lang en
expect_status 1
fine --plugins kinds copy municipality.csv lines:two.txt
expect_true [ "$(cat two.txt)" = "$(printf 'GM9001 Één\nGM9002 Twee')" ]
cp two.txt two.lines
fine --plugins kinds copy two.lines back
expect_true [ "$(cut -d, -f1,2 back/municipality.csv | tail -n 1)" = "GM9002,Twee" ]
could_not_run "there is no file or folder nowhere" --plugins kinds check lines:nowhere $as_of
could_not_run "has no revisions" --plugins kinds check lines:two.txt@1 $as_of
could_not_run "takes no parameters" --plugins kinds copy municipality.csv out --set a=b
finish
