# stelsel copy: what is written, and what is not.
. "$(dirname "$0")/expect.sh"
mkdir a b c
# Rows of the landscape; none of its cells holds a line break.
rows=$(($(cat "$landscape"/*.csv | wc -l) - $(find "$landscape" -name "*.csv" | wc -l)))

# A folder that we wrote is a fixed point: read and written again it gives the same bytes. (Its name is in it.)
fine copy "$landscape" a/package --lang en
expect_true [ "$(cat out)" = "a/package: $rows rows written" ]
fine copy a/package b/package
expect_same a/package b/package
for table in "$landscape"/*.csv; do
  expect_same "$table" "a/package/$(basename "$table")"
done

# A store gives back what went in, and the second time there is nothing new to write.
fine copy "$landscape" sqlite:store.sqlite --message "first"
expect_true [ "$(cat out)" = "sqlite:store.sqlite: $rows rijen geschreven, revisie 1" ]
fine copy "$landscape" sqlite:store.sqlite --lang en
expect_true [ "$(cat out)" = "sqlite:store.sqlite: 0 rows written, revision 1" ]
fine copy sqlite:store.sqlite c/package
expect_same a/package c/package

# core/README.md follows this row: from its line to the store.
row=$(sqlite3 store.sqlite "select status, observed_on, expected_ready_on, section from agreement_status
  where region = 'ijssel_vecht' and agreement_topic = 'B5' and domain = 'BW'")
expect_true [ "$row" = "in_ontwikkeling|2021-06-07/2021-09|2021-23|§4.3.2; §4.3.3" ]

# To a store goes only what changed, also what went away.
cp -R a/package changed
sed -i 's/^alkmaar,Alkmaar,/alkmaar,Regio Alkmaar,/' changed/region.csv
sed -i '/^ijssel_vecht,B5,BW,/d' changed/agreement_status.csv
fine copy changed sqlite:store.sqlite --lang en
expect_true [ "$(cat out)" = "sqlite:store.sqlite: 1 row written, 1 row erased that SOURCE lacks, revision 2" ]
fine copy sqlite:store.sqlite c/package
cmp -s changed/region.csv c/package/region.csv || fault "the store does not hold what was changed"
cmp -s changed/agreement_status.csv c/package/agreement_status.csv || fault "the store holds what went away"

# With errors nothing is written, to a new target or an old one.
one_region wrong 'noord,Noord,nergens,,true' 'zuid,Zuid,noord,,true' 'oost,Oost,,,true' 'west,West,,2021-02-30,true'
cp store.sqlite before.sqlite
for target in new_folder sqlite:new.sqlite sqlite:store.sqlite; do
  run copy wrong $target --lang en
  expect_status 1
  expect_no_err
  expect_out "[core/foreign-key]"
  expect_out "[core/type-error]"
  expect_out "Nothing was written."
done
expect_absent new_folder
expect_absent new.sqlite
expect_same before.sqlite store.sqlite

# --partial writes the rest: not the row with an error, nor what refers to it, and says how many that were.
run copy wrong rest --partial --lang en
expect_status 1
expect_no_err
expect_out "left out, as wrong or referring to what is wrong: region"
expect_out "rest: 1 row written"
expect_true [ "$(cut -d, -f1 rest/region.csv | paste -sd' ')" = "region oost" ]
fine check rest --as-of 2021-12-31

# What is not ours is refused and left as it is.
echo "a letter" >letter
cp letter letter.before
could_not_run "is not a SQLite file" copy "$landscape" sqlite:letter
expect_same letter.before letter
sqlite3 other.sqlite "create table t(x); insert into t values (1)"
cp other.sqlite other.before
could_not_run "of another program" copy "$landscape" sqlite:other.sqlite
expect_same other.before other.sqlite
could_not_run "is there and is no folder" copy "$landscape" letter
expect_same letter.before letter

mkdir theirs
echo "regio;naam" >theirs/region.csv
could_not_run "theirs/region.csv is there and was not written by stelsel" copy "$landscape" theirs
expect_true [ "$(ls theirs)" = region.csv ]
expect_true [ "$(cat theirs/region.csv)" = "regio;naam" ]

could_not_run "there is no file or folder nowhere" copy nowhere x
expect_absent x
could_not_run "TARGET is missing" copy "$landscape"
could_not_run "no format or store is called \`oracle\`" copy "$landscape" oracle:x
could_not_run "cannot make the folder no/such/folder" copy "$landscape" no/such/folder
could_not_run "no/such.sqlite" copy "$landscape" sqlite:no/such.sqlite

# The result that cannot be told is not a success, but what was written is whole.
run_to /dev/full copy "$landscape" c/full
expect_status 2
expect_same a/package/region.csv c/full/region.csv
run_to closed copy "$landscape" sqlite:closed.sqlite
expect_status 2
expect_true [ "$(sqlite3 closed.sqlite 'pragma integrity_check')" = ok ]
expect_true [ -z "$(find . -name '*.tmp*' -o -name '.*.csv*')" ]

# A folder keeps no words with what is written: that is said rather than forgotten.
could_not_run "words keeps no message and no author: only a store does" copy "$landscape" words --message "why"
could_not_run "words keeps no message and no author: only a store does" copy "$landscape" words --author "who"
expect_true [ ! -e words ]

# A part of a landscape: of the tables that it has, what it lacks goes, unless it is to be kept.
fine copy "$landscape" sqlite:whole.sqlite
mkdir part
echo "region,name,illustratief" >part/region.csv
echo "voorbeeld,Voorbeeld,true" >>part/region.csv
echo "region,municipality,sequence,role,illustratief" >part/region_municipality.csv
echo "voorbeeld,GM0344,1,centrumgemeente,true" >>part/region_municipality.csv
before=$(sqlite3 whole.sqlite "select count(*) from region")
fine copy part sqlite:whole.sqlite --keep --message "one region" --lang en
expect_out "2 rows written, revision 2"
expect_true [ "$(sqlite3 whole.sqlite "select count(*) from region")" -eq $((before + 1)) ]
# What it refers to may be in the store already; what is in neither is told, and nothing is written.
echo "voorbeeld,GM9999,1,regiogemeente,true" >>part/region_municipality.csv
run copy part sqlite:whole.sqlite --keep --lang en
expect_status 1
expect_out "[core/foreign-key]"
expect_out "Nothing was written."
# Where there is nothing yet it is a copy as any.
fine copy "$landscape" sqlite:fresh.sqlite --keep --lang en
expect_out "revision 1"
could_not_run "--partial and --keep cannot be given together" copy part sqlite:whole.sqlite --keep --partial
finish
