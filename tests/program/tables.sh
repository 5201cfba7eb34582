# stelsel tables: the schemas, for people and for other programs.
. "$(dirname "$0")/expect.sh"
tables=$(cd "$2/core/schema/tables" && ls | sed 's/\.json$//')

# Those of plugins stand behind the core's, with whose they are.
fine tables --lang en
expect_true grep -qE "^  nvo_item +nvo +[A-Z]" out
# A program that stands alone has the core's only.
mkdir alone && cp "$stelsel" alone/stelsel && stelsel=$PWD/alone/stelsel

fine tables --lang en
for table in $tables; do
  expect_true grep -qE "^  $table +core +[A-Z]" out
done
fine tables agreement_status --lang en
expect_out "Key: region, agreement_topic, domain, observed_on, sequence"
expect_true [ "$(awk 'length($0) > 100' out)" = "" ]
fine tables agreement_status
expect_out "Stand van zaken"

# A schema as JSON is the one that the program itself reads.
for table in $tables; do
  fine tables $table --format table-schema
  expect_same out "$2/core/schema/tables/$table.json"
done
could_not_run "--format table-schema needs a TABLE" tables --format table-schema

# SQL names every table, what is referred to before what refers to it.
fine tables --format sql
expect_true [ "$(grep -ciE '^create table' out)" -eq "$(wc -w <<<"$tables")" ]
grep -v '^COMMENT ON' out >ddl.sql  # those are PostgreSQL's own
sqlite3 ddl.sqlite <ddl.sql >ddl.txt 2>&1 || fault "the SQL does not run: $(head -n 1 ddl.txt)"
fine tables --format markdown --lang en
for table in $tables; do
  expect_out "(\`$table\`)"
  expect_true grep -qE "\(#$table\)" out
done
# Every link leads to a table.
for target in $(grep -oE '\]\(#[a-z_]+\)' out | tr -d '](#)' | sort -u); do
  expect_true grep -q "<a id=\"$target\"></a>" out
done
fine tables --format markdown
expect_out "# Gegevenswoordenboek"
expect_out "Precies één is ingevuld van: municipality, provider."

# The picture in core/schema/README.md is the one that the program makes.
fine tables --format svg --lang en
expect_same out "$2/core/schema/tables.svg"
expect_true [ "$(grep -c 'font-family="monospace"' out)" = "$(wc -w <<<"$tables")" ]

could_not_run "no table is called \`regio\`; \`stelsel tables\` lists them" tables regio
could_not_run "--format must be one of text, table-schema, sql, markdown, svg" tables --format pdf
cannot_write tables
cannot_write tables --format sql
finish
