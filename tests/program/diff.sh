# stelsel diff: what leads from one source to another.
. "$(dirname "$0")/expect.sh"
head=table,key,change,field,before,after
one_region a 'noord,Noord,,,true' 'oost,Oost,noord,,true' 'west,"West, of zo",,2020-01-01,true'
one_region b 'zuid,Zuid,noord,,true' 'oost,"Het ""oosten""",,2021-01-01,true' 'noord,Noord,,,true'

# In each form: in the order of the key, whatever that of the files.
fine diff a b --format csv
expect_true [ "$(cat out)" = "$head
region,oost,changed,name,Oost,\"Het \"\"oosten\"\"\"
region,oost,changed,parent_region,noord,
region,oost,changed,valid_from,,2021-01-01
region,west,removed,,,
region,zuid,added,,," ]
mv out there.csv
fine diff b a --format csv
expect_true [ "$(cut -d, -f2,3 out | sort | uniq -c | tr -s ' \n' ' ')" = " 1 key,change 3 oost,changed 1 west,added 1 zuid,removed " ]
fine diff a b --format ndjson
expect_out '{"table": "region", "key": "oost", "change": "changed", "field": "parent_region", "before": "noord", "after": null}'
expect_out '{"table": "region", "key": "zuid", "change": "added", "field": null, "before": null, "after": null}'
fine diff a b --format json
expect_true node -e 'if (JSON.parse(require("fs").readFileSync("out")).length !== 5) process.exit(1)'
fine diff a b --lang en
expect_true grep -qxE 'region  oost  changed  name           Oost    Het "oosten"' out
expect_true [ "$(tail -n 1 out)" = "Rows added: 1, changed: 1, removed: 1." ]
fine diff a b
expect_true [ "$(tail -n 1 out)" = "Rijen toegevoegd: 1, gewijzigd: 1, verwijderd: 1." ]
expect_true grep -qxE "tabel +sleutel +wat +veld +eerst +nu" out
expect_true grep -qE "^region  west +verwijderd" out

# Nothing differs: said to people, and none for programs.
fine diff a a --lang en
expect_true [ "$(cat out)" = "Nothing differs." ]
fine diff a a
expect_true [ "$(cat out)" = "Er is geen verschil." ]
fine diff a a --format csv
expect_true [ "$(cat out)" = $head ]
fine diff a a --format json
expect_true [ "$(tr -d '\n ' <out)" = "[]" ]
fine diff a a --format ndjson
expect_no_out

# Between revisions, and between those and files; the rows of packs are nobody's.
store=sqlite:store.sqlite
fine copy a $store
fine copy b $store
for sides in "$store@1 $store@2" "$store@1 $store" "a $store" "$store@1 b"; do
  fine diff $sides --format csv
  expect_same there.csv out
done
for sides in "b $store" "$store@2 $store@latest" "a $store@1"; do
  fine diff $sides
  expect_out "Er is geen verschil."
done
fine copy "$landscape" sqlite:landscape.sqlite
fine diff "$landscape" sqlite:landscape.sqlite
expect_out "Er is geen verschil."

# What differs in the landscape is what was changed in it: a cell, a row, and a key of several values.
fine copy "$landscape" changed
sed -i 's/^alkmaar,Alkmaar,/alkmaar,Regio Alkmaar,/' changed/region.csv
sed -i '/^ijssel_vecht,B5,BW,/d' changed/agreement_status.csv
fine diff sqlite:landscape.sqlite changed --format csv
expect_out_lines 3
expect_out "region,alkmaar,changed,name,Alkmaar,Regio Alkmaar"
expect_true grep -qE '^agreement_status,ijssel_vecht\|B5\|BW\|2021-06-07/2021-09\|1,removed,,,$' out

# Tables of choice; one that is missing counts as empty.
fine diff sqlite:landscape.sqlite changed --table region --format csv
expect_out_lines 2
fine diff sqlite:landscape.sqlite changed --table region --table agreement_status --format csv
expect_out_lines 3
fine diff sqlite:landscape.sqlite changed --table claim
expect_out "Er is geen verschil."
mkdir one && cp "$landscape/municipality.csv" one
fine diff one "$landscape" --table municipality --table facility_kind --format csv
expect_true [ "$(cut -d, -f1,3 out | sort -u | paste -sd' ')" = "facility_kind,added table,change" ]
could_not_run "no table is called \`regions\`" diff a b --table regions

# People see of long texts the part that differs; programs all of it.
long="Een verhaal dat zo lang is dat niemand het op een regel van een terminal kan lezen,"
one_region c "noord,\"$long maar wel het slot: zó\",,,true"
one_region d "noord,\"$long maar wel het slot: zò\",,,true"
fine diff c d
expect_true grep -qE '…[^…]*slot: zó  +…[^…]*slot: zò$' out
expect_not_out "Een verhaal"
fine diff c d --format csv
expect_out "$long maar wel het slot: zò"

# Errors in reading are said and cost the status, as of a question; what cannot be read gives nothing.
one_region wrong 'noord,Noord,,,true' 'oost,Oost,noord,2021-02-30,true' 'west,"West, of zo",,2020-01-01,true'
for sides in "a wrong" "wrong a"; do
  run diff $sides --format csv
  expect_status 1
  expect_one_sentence
  expect_err "wrong has 1 error in reading"
  expect_out_lines 2
done
could_not_run "there is no file or folder nowhere" diff a nowhere
could_not_run "there is no file or folder nowhere" diff nowhere a
could_not_run "store.sqlite has no revision 3" diff $store $store@3
could_not_run "AFTER is missing" diff a
could_not_run "BEFORE is missing" diff
could_not_run "--format must be one of table, csv, json, ndjson" diff a b --format sarif
cannot_write diff a b
cannot_write diff a a
finish
