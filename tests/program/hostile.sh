# Large files that nobody means well with, from end to end: the program ends, with one status, bounded output and memory.
. "$(dirname "$0")/expect.sh"

# Whatever a file holds, this much memory is enough (in KiB; the sanitizers need more room than there is).
ulimit -v 3000000

# ndjson_total NAME: the first number behind NAME in the totals, the last line of NDJSON.
ndjson_total() { tail -n 1 out | grep -oE "\"$1\":[0-9]+" | head -n 1 | cut -d: -f2; }

# A million errors: all are counted, a thousand shown, and their rows kept out.
{ echo "municipality,name,valid_from,illustratief"; yes 'GM0001,Naam,2021-02-30,true' | head -n 1000000; } >municipality.csv
run check municipality.csv --format ndjson --as-of 2021-12-31
expect_status 1
expect_out_lines 1001
expect_true [ "$(ndjson_total core/type-error)" = 1000000 ]
expect_true [ "$(ndjson_total municipality)" = 1000000 ]
run check municipality.csv --format sarif --as-of 2021-12-31
expect_status 1
run check municipality.csv --max-findings 3 --lang en --as-of 2021-12-31
expect_status 1
expect_out "1,000,000 errors"

# A line of 100 MB, in a cell with quotes and without; the rows around it are read.
for quote in '"' ''; do
  { printf 'region,name,illustratief\nnoord,Noord,true\nzuid,%s' "$quote"; head -c 100000000 /dev/zero | tr '\0' x
    printf '%s,true\noost,Oost,true\n' "$quote"; } >region.csv
  run check region.csv --format ndjson --as-of 2021-12-31
  expect_status 1
  expect_out_lines 2
  expect_out '"line":3'
done

# A byte that is no UTF-8 in the midst of 60 MB with other letters beyond ASCII.
{ echo "region,name,illustratief"
  seq -f 'r%.0f,Fryslân,true' 1 1500000
  printf 'stuk,Frysl\xe2n,true\n'
  seq -f 's%.0f,Fryslân,true' 1 1500000; } >region.csv
run check region.csv --format ndjson --as-of 2021-12-31 --max-findings 1
expect_status 1
expect_out '"rule":"core/encoding-error"'
expect_out '"line":1500002,"column":2'
expect_true [ "$(ndjson_total core/encoding-error)" = 1 ]

# A quote that nothing closes swallows one row, not the file.
{ printf 'region,name,illustratief\nnoord,"Noord,true\n'
  seq -f 'r%.0f,Zuid,true' 1 200000; } >region.csv
run check region.csv --format ndjson --as-of 2021-12-31 --max-findings 1
expect_status 1
expect_out '"rule":"core/unclosed_quote"'
expect_true [ "$(ndjson_total region)" = 1 ]

# Ten thousand columns.
{ printf 'region,name,illustratief'; seq -f ',k%.0f' 1 10000 | tr -d '\n'; printf '\nnoord,Noord,true'
  head -c 10000 /dev/zero | tr '\0' ','; echo; } >region.csv
run check region.csv --format ndjson --as-of 2021-12-31
expect_status 1
expect_true [ "$(ndjson_total core/extra-label)" = 10000 ]

finish
