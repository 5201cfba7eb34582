# stelsel history, and what revisions are for: reading what was known then, reports that name it, going back.
. "$(dirname "$0")/expect.sh"
store=sqlite:store.sqlite
day=(--as-of 2021-12-31)
rows=$(($(cat "$landscape"/*.csv | wc -l) - $(find "$landscape" -name "*.csv" | wc -l)))
name() { run query "$1" "SELECT name FROM region WHERE region = 'alkmaar'" "${day[@]}" --format csv && sed -n 2p out; }
digests() { run history "$1" --format ndjson && sed -E 's/.*"digest": "([0-9a-f]{64})".*/\1/' out; }

# Two commits. Each is told; one that changes nothing makes no revision.
why="Zoals de vijf brondocumenten het zeggen, zonder iets dat daarin niet staat"
fine copy "$landscape" $store --message "$why" --author "regio IJssel-Vecht" --lang en
expect_true [ "$(cat out)" = "$store: $rows rows written, revision 1" ]
for format in html md; do
  fine report reporting/national $store "${day[@]}" --format $format -o "then.$format"
done
fine copy "$landscape" changed
sed -i 's/^alkmaar,Alkmaar,/alkmaar,Regio Alkmaar,/' changed/region.csv
sed -i '/^ijssel_vecht,B5,BW,/d' changed/agreement_status.csv
fine copy changed $store --message $'twee\nregels'
expect_true [ "$(cat out)" = "$store: 1 rij geschreven, 1 rij verwijderd die SOURCE niet heeft, revisie 2" ]
fine copy changed $store --lang en
expect_true [ "$(cat out)" = "$store: 0 rows written, revision 2" ]

# For people: in 80 columns, a revision a row, the newest last.
fine history $store --lang en
expect_true grep -qxE 'revision  time \(UTC\)        rows      sha256        who: why' out
expect_true grep -qE "^1         [0-9-]{10} [0-9:]{5}  \+$rows -0  [0-9a-f]{12}  regio IJssel-Vecht: Zoals" out
expect_true grep -qE '^2         [0-9-]{10} [0-9:]{5}  \+1 -1     [0-9a-f]{12}  twee\\nregels$' out
expect_true [ -z "$(LC_ALL=C.UTF-8 grep -E '^.{81,}' out)" ]
expect_true [ "$(tr -s ' \n' ' ' <out | grep -cF 'het zeggen, zonder iets dat daarin niet staat')" = 1 ]
fine history $store
expect_out "wie: waarom"
fine history $store@1
expect_not_out '^2 '

# For programs.
fine history $store --format csv
expect_out_lines 4  # one message has two lines
expect_true [ "$(sed -n 1p out)" = revision,time,author,message,upserted,erased,digest ]
expect_true grep -qxE "1,[0-9-]{10}T[0-9:]{8}Z,regio IJssel-Vecht,\"$why\",$rows,0,[0-9a-f]{64}" out
date=$(sed -n 2p out | cut -d, -f2 | cut -c1-10)
fine history $store --format ndjson
expect_out_lines 2
expect_true grep -qE '^\{"revision": 2, "time": "[0-9TZ:-]+", "author": null, "message": "twee\\nregels", "upserted": 1, "erased": 1, "digest": "[0-9a-f]{64}"\}$' out
fine history $store --format json
expect_true node -e 'if (JSON.parse(require("fs").readFileSync("out")).map(r => r.revision).join() !== "1,2") process.exit(1)'

# What was known then: by number, as the newest, by the day.
expect_true [ "$(name $store@1)" = Alkmaar ]
for revision in "" @2 @latest "@$date" @2999-12-31; do
  expect_true [ "$(name "$store$revision")" = "Regio Alkmaar" ]
done
fine copy $store@1 first
fine copy "$landscape" package
expect_true [ "$(diff -rq package first)" = "Files package/datapackage.json and first/datapackage.json differ" ]  # their names
could_not_run "store.sqlite has no revision of 2001-01-01 or before: it begins later" check $store@2001-01-01
could_not_run "store.sqlite has no revision 3; the newest is 2" check $store@3
could_not_run "store.sqlite has no revision 0; the newest is 2" history $store@0
for no_revision in @2026-11 @abc @2026-13-01 @-1 @; do
  could_not_run "(${no_revision} is no revision: those are @NUMBER, @YYYY-MM-DD and @latest)" check $store$no_revision
done

# A report names the revision that it was made from, and is made again from it when the store has gone on.
first=$(digests $store | sed -n 1p)
for format in html md; do
  fine report reporting/national $store@1 "${day[@]}" --format $format -o "again.$format"
  expect_same "then.$format" "again.$format"
  expect_true grep -qE "store\.sqlite@1 \\\\?\(sha256 ${first:0:12}\\\\?\)" "then.$format"
  fine report reporting/national $store "${day[@]}" --format $format
  expect_out "store.sqlite@2"
done

# The same changes have the same digest, in whatever store.
fine copy "$landscape" sqlite:other.sqlite --author "iemand anders"
fine copy changed sqlite:other.sqlite
expect_true [ "$(digests sqlite:other.sqlite)" = "$(digests $store)" ]
fine copy changed sqlite:third.sqlite
expect_true [ "$(digests sqlite:third.sqlite)" != "$(digests $store | sed -n 2p)" ]

# Back to what was known: a commit of its own, so that nothing is lost.
fine copy $store@1 $store --lang en --message "terug"
expect_true [ "$(cat out)" = "$store: 2 rows written, revision 3" ]
expect_true [ "$(name $store)" = Alkmaar ]
expect_true [ "$(name $store@2)" = "Regio Alkmaar" ]

# Verified, also when a program reads the result.
fine history $store --verify --lang en
expect_true [ "$(sed -n 1p out)" = "Verified: each revision has the rows that were committed." ]
fine history $store --verify
expect_true [ "$(sed -n 1p out)" = "In orde: de rijen van elke revisie zijn die van de commit." ]
fine history $store --verify --format csv
expect_true [ "$(sed -n 1p out | cut -d, -f1)" = revision ]
cp store.sqlite damaged.sqlite
sqlite3 damaged.sqlite "UPDATE region SET name = 'IJmond' WHERE region = 'zkijh'"
could_not_run "the rows of revision 1 are not those that were committed; it changed agreement_topic (+31 -0), " history sqlite:damaged.sqlite --verify
could_not_run "the rows of revision 1 are not those that were committed" history sqlite:damaged.sqlite --verify --backup no.sqlite
expect_absent no.sqlite
fine history sqlite:damaged.sqlite
head -c 100000 store.sqlite >cut.sqlite
run history sqlite:cut.sqlite --verify
expect_status 2
expect_no_out
expect_one_sentence

# A copy with all of them, where nothing may be.
fine history $store --backup copy.sqlite --lang en
expect_true [ "$(sed -n 1p out)" = "Copy with every revision: copy.sqlite" ]
expect_true [ "$(digests sqlite:copy.sqlite)" = "$(digests $store)" ]
fine history sqlite:copy.sqlite --verify
could_not_run "is there already" history $store --backup copy.sqlite
could_not_run "a backup has all revisions" history $store@1 --backup x.sqlite
could_not_run "backup is missing" history $store --backup ""
for no_file in postgresql://host/x sqlite:x.sqlite x.sqlite@7; do
  could_not_run "a backup is a new file, so name a path" history $store --backup $no_file
done
could_not_run "is there already" history $store --backup store.sqlite
could_not_run "is there already" history $store --backup package
expect_absent x.sqlite

could_not_run "has no revisions: only a store has" history "$landscape"
could_not_run "has no revisions: only a store has" check "$landscape@1"
could_not_run "nowhere.sqlite" history sqlite:nowhere.sqlite
expect_absent nowhere.sqlite
could_not_run "SOURCE is missing" history
could_not_run "--format must be one of table, csv, json, ndjson" history $store --format html
cannot_write history $store
finish
