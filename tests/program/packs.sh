# Packs, as somebody at a shell meets them: rules in SQL, rows in data/, parameters; and what of them is refused.
. "$(dirname "$0")/expect.sh"

day=(--as-of 2021-12-31 --lang en)
mkdir -p in packs

# pack ID [MEMBERS]: plugin.json of a pack with these further members.
pack() {
  mkdir -p "packs/$1"/{schema,data,rules}
  printf '{"id": "%s", "version": "1", "border": "1.1", "licence": "EUPL-1.2", "title": {"nl": "P", "en": "P"}%s}\n' \
    "$1" "${2:-}" >"packs/$1/plugin.json"
}
# table PACK NAME: a table of beds, in a file of its own name.
table() {
  cat >"packs/$1/schema/$2.json" <<END
{"name": "$2", "fields": [
  {"name": "bed", "type": "string", "constraints": {"required": true}},
  {"name": "municipality", "type": "string"},
  {"name": "places", "type": "integer"}], "primaryKey": "bed",
 "foreignKeys": [{"fields": "municipality",
                  "reference": {"resource": "municipality", "fields": "municipality"}}]}
END
}
# rule PACK NAME [HEAD LINE]... <SELECT: a rule of this name, with further lines in its head.
rule() {
  {
    printf -- '-- %s\n' "rule: $2" "severity: warning" "title nl: Titel" "title en: Title" "cause nl: O" "cause en: C" \
      "cure nl: O" "cure en: C" "source: S1 §1" "${@:3}"
    cat
  } >"packs/$1/rules/$2.sql"
}
check() { run --plugins packs check in "${day[@]}" "$@"; }

cat >in/municipality.csv <<END
municipality,name,illustratief
GM0193,Zwolle,true
GM0150,Deventer,true
END
pack polder ', "parameters": [{"name": "least", "type": "integer", "default": 2, "constraints": {"minimum": 0}}]'
table polder polder_bed
printf 'bed,municipality,places\na,GM0193,1\nb,GM0150,2\nc,GM0150,3\n' >packs/polder/data/polder_bed.csv
rule polder few "table: polder_bed" "parameters: least" <<'END'
SELECT bed, 'places' AS field,
       CASE :lang WHEN 'nl' THEN 'Te weinig: ' ELSE 'Too few: ' END || places AS message
FROM polder_bed WHERE places < :least
END
folder=$(realpath packs/polder)

# What there is of it.
fine --plugins packs plugin list --lang en
expect_out "polder/few"
expect_out "polder_bed"
fine --plugins packs plugin info polder --lang en
expect_out "polder/least=2"
fine --plugins packs rules polder/few --lang en
expect_out "a sentence of each row's own, or else: Title"

# Rules and rows are judged only when they are asked for; a sentence of the rule's own is shown as it is.
check
expect_status 0
expect_out "Nothing wrong was found"
check --pack polder
expect_status 0
expect_out "Too few: 1 [polder/few]"
expect_out "$folder/data/polder_bed.csv"
expect_out "1 warning"
run --plugins packs check in --as-of 2021-12-31 --pack polder
expect_out "Te weinig: 1"

# Parameters, for all rules and for one.
check --pack polder --set polder/least=3
expect_out "2 warnings"
check --pack polder --set polder/least=3 --set polder/few/least=0
expect_out "Nothing wrong was found"
could_not_run "polder: parameter \`least\` is below its minimum" --plugins packs check in "${day[@]}" --pack polder \
  --set polder/least=-1
could_not_run "polder: parameter \`most\` is not known" --plugins packs check in "${day[@]}" --pack polder \
  --set polder/most=1
could_not_run "parameters of rules are called PLUGIN/RULE/NAME" --plugins packs check in "${day[@]}" --set polder/least=1

# The rows answer questions, and are replaced by those of the source with their key.
fine --plugins packs query in "SELECT bed, places FROM polder_bed ORDER BY bed" --as-of 2021-12-31 --format csv
expect_true [ "$(tr '\n' ' ' <out)" = "bed,places a,1 b,2 c,3 " ]
printf 'bed,municipality,places\nb,GM0150,20\n' >in/polder_bed.csv
fine --plugins packs query in "SELECT bed, places FROM polder_bed ORDER BY bed" --as-of 2021-12-31 --format csv
expect_true [ "$(tr '\n' ' ' <out)" = "bed,places a,1 b,20 c,3 " ]
rm in/polder_bed.csv

# They are copied nowhere: folder and store are what they are without the pack.
mkdir without with back partly_out
fine copy in without/data
fine --plugins packs copy in with/data
expect_same without with
fine --plugins packs copy in sqlite:with.sqlite
fine --plugins packs copy in sqlite:with.sqlite
expect_out "0 rijen geschreven"
fine --plugins packs copy sqlite:with.sqlite back/data
expect_same without back
fine --plugins packs query sqlite:with.sqlite "SELECT count(*) AS beds FROM polder_bed" --as-of 2021-12-31 --format csv
expect_true [ "$(tr '\n' ' ' <out)" = "beds 3 " ]
# A source that refers to them keeps its rows when the rest is left out.
cp -r in partly
echo 'GM9,Nowhere,maybe' >>partly/municipality.csv
run --plugins packs copy partly partly_out/data --partial --lang en
expect_status 1
expect_same without partly_out

# Rules of what is required run as well, however deep; rows of a pack that is only there are not judged.
pack kust ', "requires": ["dijk"]'
pack dijk ', "requires": ["polder"]'
printf 'bed,municipality,places\nd,GM9999,0\n' >packs/dijk/data/polder_bed.csv
check --pack polder
expect_out "Too few: 1"
expect_not_out "GM9999|Too few: 0"
check --pack kust
expect_status 1
expect_out "Too few: 1"
expect_out "Too few: 0"
expect_out "core/foreign-key"
rm -r packs/kust packs/dijk

# What cannot be read of its rows is always told, with its place.
cp packs/polder/data/polder_bed.csv kept.csv
echo 'd,GM0150,many' >>packs/polder/data/polder_bed.csv
check
expect_status 1
expect_out "$folder/data/polder_bed.csv"
expect_out "core/type-error"
mv kept.csv packs/polder/data/polder_bed.csv

# Rules that break are told with file and line, and the others run.
rule polder wrong_column "table: polder_bed" <<'END'

SELECT bed
FROM polder_bed WHERE room = 1
END
rule polder no_key "table: polder_bed" <<<'SELECT places FROM polder_bed'
rule polder no_row "table: polder_bed" <<<"SELECT 'zz' AS bed"
rule polder no_field "table: polder_bed" <<<"SELECT bed, 'room' AS field FROM polder_bed"
rule polder slow "seconds: 1" <<<'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS i FROM n'
check --pack polder --format ndjson
expect_status 2
at() { grep -F "\"file\":\"$folder/rules/$1.sql\"" out | grep -qF -- "$2" || fault "$1.sql is not told with $2"; }
at wrong_column 'room'
at wrong_column '"line":13'
at no_key 'gives no column `bed` of the key of table polder_bed'
at no_row 'names a row that table polder_bed has not: zz'
at no_field 'names field `room`, which table polder_bed has not'
at slow 'takes longer than 1 s'
expect_true [ "$(grep -c '"rule":"core/fault"' out)" = 5 ]
expect_out "Too few: 1"
rm packs/polder/rules/{wrong_column,no_key,no_row,no_field,slow}.sql

# refused TEXT: nothing runs, and one sentence has the text.
refused() { could_not_run "$1" --plugins packs check in "${day[@]}"; }
few=packs/polder/rules/few.sql
cp $few kept.sql
# spoilt SED TEXT: the head edited so is refused.
spoilt() {
  sed "$1" kept.sql >$few
  refused "$2"
}
spoilt '1d' "$folder/rules/few.sql:1: the head has no \`rule\`"
spoilt '1s/few/many/' "few.sql:1: \`rule\` is many, but the file is called few.sql"
spoilt '2s/warning/fatal/' "few.sql:2: \`severity\` must be error, warning or info"
spoilt '3s/title/titel/' "few.sql:3: \`titel nl\` is not known"
spoilt '3s/title nl/title en/' "few.sql:4: \`title en\` stands there twice"
spoilt 's/polder_bed$/polder_bad/' "few.sql:10: table \`polder_bad\` is not known"
spoilt '11s/least/most/' "few.sql:11: \`parameters\` has \`most\`, which plugin.json does not declare"
spoilt 's/^SELECT/DELETE/' "few.sql:12: there is no SELECT"
spoilt $'3s/T/\xff/' "few.sql:3: this is not UTF-8"
truncate -s 2M $few
refused "few.sql is larger than 1048576 bytes"
rm $few && mkfifo $few
refused "$folder/rules/few.sql"
rm $few && ln -s ../../../kept.sql $few
refused "few.sql leads out of the plugin's folder"
rm $few && cp kept.sql $few

# The same for rows.
beds=packs/polder/data/polder_bed.csv
mv $beds kept.csv
mkfifo $beds
refused "$folder/data/polder_bed.csv"
rm $beds && ln -s ../../../kept.csv $beds
refused "polder_bed.csv leads out of the plugin's folder"
rm $beds && truncate -s 1G $beds
refused "polder_bed.csv is larger than 64 MiB"
rm $beds && cp kept.csv packs/polder/data/municipality.csv
refused "data/municipality.csv is not called as a table of plugin polder"
rm packs/polder/data/municipality.csv && mv kept.csv $beds

# Under a lock each file is what it was.
run --plugins packs plugin lock -o lock
expect_status 0
check --lock lock --pack polder
expect_out "Too few: 1"
echo '-- more' >>$few
could_not_run "few.sql is not used: it has sha256" --plugins packs --lock lock check in "${day[@]}"
cp kept.sql $few && cp $beds kept.csv && echo 'e,GM0150,0' >>$beds
could_not_run "polder_bed.csv is not used: it has sha256" --plugins packs --lock lock check in "${day[@]}"
mv kept.csv $beds

# One table by two packs, one by a pack and stelsel, and a parameter whose default does not fit.
pack polder_bed
table polder_bed polder_bed_x
table polder polder_bed_x
refused "table \`polder_bed_x\` of polder_bed: a table of this name is brought by polder"
rm -r packs/polder_bed packs/polder/schema/polder_bed_x.json
pack facility
table facility facility_kind
refused "a table of this name is brought by"
rm -r packs/facility
pack kust ', "parameters": [{"name": "days", "type": "integer", "default": "many"}]'
refused "packs/kust/plugin.json has a \`default\` that does not fit: parameter \`days\` must be a value of type integer"
pack kust ', "parameters": {"name": "days"}'
refused "\`parameters\` must be a list"
rm -r packs/kust

# Where nobody answers queries in SQL, that is told: the program alone, without its plugins.
mkdir -p alone/bin && cp "$(realpath "$stelsel")" alone/bin/stelsel
run_alone() { expect_called=$*; timeout 60 alone/bin/stelsel "$@" >out 2>err </dev/null; status=$?; }
run_alone --plugins packs check in "${day[@]}" --pack polder
expect_status 2
expect_out "no plugin was found that answers queries in \`sql\`"
finish
