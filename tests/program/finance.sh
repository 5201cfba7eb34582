# The plugin finance, as a controller at a shell meets it: the landscape with examples/finance laid beside it.
. "$(dirname "$0")/expect.sh"
day=(--as-of 2026-11-22 --lang en)
mkdir both && cp "$landscape"/*.csv "$landscape"/../finance/*.csv both/

# sum COLUMN [VALUE COLUMN]...: of the rows in out that have these values, in cents.
sum() {
  local column=$1
  shift
  node -e '
    const [column, ...filter] = process.argv.slice(1);
    let sum = 0n;
    for (const line of require("fs").readFileSync("out", "utf8").trim().split("\n")) {
      const row = JSON.parse(line);
      let takes = row[column] !== null && row[column] !== undefined;
      for (let i = 0; i < filter.length; i += 2) takes = takes && String(row[filter[i + 1]]) === filter[i];
      if (takes) sum += BigInt(Math.round(Number(row[column]) * 100));
    }
    console.log(String(sum));' "$column" "$@"
}
calculate() { fine calculate "finance/$1" both "${day[@]}" --format ndjson "${@:2}"; }

# The rules: the arrangement without a key and with a passed evaluation, and the two paths, are true of IJssel-Vecht.
run check both --pack finance "${day[@]}" --format ndjson
expect_status 0
for rule in arrangement_without_key evaluation_without_decision two_growth_paths; do expect_out "finance/$rule"; done
expect_not_out '"severity":"error"'

# A budget is the same before and after solidarity, and what it is made of, to the cent.
calculate budget --set region=ijssel_vecht --set key=inwoners
expect_out "lineair_7_jaar_vanaf_2023"
expect_out "lineair_10_jaar_vanaf_2023"
expect_out "a linear path is an assumption"
for year in 2023 2027 2032; do
  before=$(sum before $year year) after=$(sum after $year year)
  expect_true [ "$before" = "$after" ] && expect_true [ "$before" -gt 0 ]
  expect_true [ "$(($(sum historical $year year) + $(sum objective $year year)))" = "$before" ]
done
# Three years together: every municipality has a part of the historical budget, and then no longer.
expect_true [ "$(sum after GM0175 municipality 2025 year)" -gt "$(sum before GM0175 municipality 2025 year)" ]
expect_true [ "$(sum after GM0175 municipality 2026 year)" -eq "$(sum before GM0175 municipality 2026 year)" ]
calculate budget --set region=ijssel_vecht --set key=inwoners --set explain=true
expect_out '"source_row": "finance_budget ijssel_vecht|bw|historisch|regionaal|GM0193|2023"'
expect_out '"source_row": "municipality_inhabitants GM0148|2023"'
could_not_run 'no growth path is called `steep`' calculate finance/budget both "${day[@]}" --set path=steep
for id in budget responsible capacity; do
  could_not_run 'no region is called `nowhere`' calculate finance/$id both "${day[@]}" --set region=nowhere
done

# A deficit, by each kind of key, is divided to the last cent; a surplus is its mirror image.
for key in inwoners objectief gebruik gelijk half_om_half vaste_delen; do
  calculate settlement --set region=ijssel_vecht --set year=2023 --set stream=bw --set key=$key --set amount=-1234567.89
  expect_true [ "$(sum amount berekend state)" -eq -123456789 ]
  cp out deficit
  calculate settlement --set region=ijssel_vecht --set year=2023 --set stream=bw --set key=$key --set amount=1234567.89
  expect_true [ "$(sed 's/-\([0-9]\)/\1/g' deficit | cksum)" = "$(sed 's/-\([0-9]\)/\1/g' out | cksum)" ]
done
calculate settlement --set region=ijssel_vecht --set year=2023 --set key=inwoners
expect_out "also claimed: lineair_7_jaar_vanaf_2023"
calculate settlement --set region=ijssel_vecht --set year=2023 --set stream=bw
expect_out "there is no arrangement with a key for 2023"
# Of two rows with one key neither counts, in every table: which comes first changes nothing.
for table in price:begeleid_wonen,zin,2023,1.00 cohort:GM0166,begeleid_wonen,2023,1,36,0,0 inflow:GM0166,begeleid_wonen,2023,1,36,0,0; do
  rm -rf twins && cp -r both twins && echo "ijssel_vecht,${table#*:},true" >>"twins/finance_${table%%:*}.csv"
  fine calculate finance/projection twins "${day[@]}" --set region=ijssel_vecht --set years=1 --set draws=20 --format ndjson
  expect_out "the key is there twice; neither counts"
done
# A path that a source and the region itself both name is one path.
rm -rf twins && cp -r both twins && cp "$landscape"/../../plugins/finance/data/finance_region_path.csv twins/
echo 'ijssel_vecht,bw,lineair_10_jaar_vanaf_2023,,,,,true' >>twins/finance_region_path.csv
calculate budget --set region=ijssel_vecht && cp out once
fine calculate finance/budget twins "${day[@]}" --set region=ijssel_vecht --format ndjson
expect_same once out
# A settlement divides all, also where the arrangement is a fund of a part: it says so.
cp -r both fund && echo 'ijssel_vecht,bw,alles,1,fonds,0.2,inwoners,2023,,geldend,,,,,,,true' >>fund/finance_arrangement.csv
fine calculate finance/settlement fund "${day[@]}" --set region=ijssel_vecht --set year=2023 --set stream=bw
expect_out "the arrangement puts 20% into a fund; here all is divided"
could_not_run "too large to count in cents" calculate finance/settlement both "${day[@]}" --set region=ijssel_vecht \
  --set year=2023 --set amount=99999999999999999999

# Who is responsible, by three wordings side by side.
calculate responsible --set region=ijssel_vecht
expect_true [ "$(grep '"c4"' out | grep -o '"responsible_kind": "[a-z]*", "responsible": [^,]*' | sort -u | wc -l)" -eq 3 ]
expect_out '"section": "§4.1.2, Solidariteit in de historische budgetten"'
calculate responsible --set region=ijssel_vecht --set explain=true
expect_out '"explanation": "wording 3 about existing clients: indication before 2023-01-01, the waiting list counts too'
expect_out '"source_row": "regioafspraken_cut_off ijssel_vecht|BW|bestaand|3"'
expect_out '"source_row": "finance_case ijssel_vecht|c1"'
calculate responsible --set summary=true
expect_out '"cases": '
# A case with dates that cannot be is left out and named, and the rest is judged.
cp -r both wrong
sed -i '2s/2021-03-01,/2021-03-01,2020-01-01/' wrong/finance_case.csv
sed -i '3s/2022-10-01/2022-02-31/' wrong/finance_case.csv
run calculate finance/responsible wrong "${day[@]}" --format ndjson --set region=ijssel_vecht
expect_status 1  # a row could not be read
expect_err "1 error in reading"
expect_true [ "$(grep -c weggelaten out)" -eq 1 ]
expect_out "use ends before it begins"
expect_true [ "$(grep -c '"finance_case": "c3"' out)" -eq 3 ]
# Of two cases with one key neither counts.
cp -r both twins
sed -n 4p twins/finance_case.csv >>twins/finance_case.csv
run calculate finance/responsible twins "${day[@]}" --format ndjson --set region=ijssel_vecht
expect_true [ "$(grep -c '"finance_case": "c3"' out)" -eq 2 ]
expect_true [ "$(grep -c 'another row has the same key' out)" -eq 2 ]

# The projection: the same with any number of threads, other with another seed.
projection=(projection --set region=ijssel_vecht --set draws=200 --set years=4 --set limit=100000)
calculate "${projection[@]}" --set threads=1
cp out one
expect_true [ "$(grep -c berekend one)" -eq $((5 * 4 * 8)) ]
calculate "${projection[@]}" --set threads=4
expect_same one out
calculate "${projection[@]}" --set seed=2
expect_true bash -c '! cmp -s one out'
# The region is a row of its own, to which its municipalities add up, and every scenario has the same clients.
for column in cost budget; do
  expect_true [ "$(sum $column berekend state alles_gezamenlijk scenario 2024 year)" = "$(sum $column totaal state alles_gezamenlijk scenario 2024 year)" ]
done
expect_true [ "$(grep totaal out | grep '"year": 2024' | grep -o '"cost": [0-9.]*' | sort -u | wc -l)" -eq 1 ]
# With its steps: what is to be expected without chance is near the mean of the draws, and rests on rows of the source.
calculate "${projection[@]/draws=200/draws=2000}" --set explain=true
grep '"year": 2024' out | grep expected >expected
total=$(sum cost totaal state alles_gezamenlijk scenario 2024 year) && cp expected out && expected=$(sum amount)
expect_true [ "$expected" -gt $((total * 99 / 100)) ] && expect_true [ "$expected" -lt $((total * 101 / 100)) ]
calculate "${projection[@]}" --set explain=true
for row in "cohort ijssel_vecht|GM0166|begeleid_wonen|2023" "inflow ijssel_vecht|GM0166|begeleid_wonen|2023" \
  "price ijssel_vecht|begeleid_wonen|pgb|2023" "budget ijssel_vecht|bw|objectief|lokaal|GM0166|2024"; do
  expect_out "\"source_row\": \"finance_$row\""
done

# Clients without a price cost nothing that is known: neither do they in the report.
cp -r both unpriced && rm unpriced/finance_price.csv
fine calculate finance/projection unpriced "${day[@]}" --set region=ijssel_vecht --set years=2 --set draws=50 --format ndjson
expect_out "have no price"
expect_true [ "$(grep totaal out | grep -c '"cost": null')" -eq 10 ]
expect_not_out '"deficit_chance": 0'
fine report finance/region unpriced "${day[@]}" --set region=ijssel_vecht --set draws=50 --format md
expect_out "There is no projection"
# A budget year that lacks a part is as the year before it, and says why; the other years are as they were.
cp -r both lacking && sed -i '/objectief,lokaal,GM0175,2024/d' lacking/finance_budget.csv
fine calculate finance/projection lacking "${day[@]}" --set region=ijssel_vecht --set years=3 --set draws=50 --format ndjson
expect_out "budget of 2024 as in 2023 ("
expect_true [ "$(grep -c totaal out)" -eq 15 ]

# What would be twice is once: capacity, benchmark, Iv3.
calculate capacity --set region=zkijh
expect_true [ "$(sum places 2026 year intramuraal_gehalveerd target)" -eq 42500 ]
expect_true [ "$(sum change extra_woningen target)" -eq 145000 ]
expect_true [ "$(sum change skaeve_huse target)" -eq 2400 ]
calculate benchmark --set year=2010
expect_true [ "$(grep -c '"state": "berekend"' out)" -eq 43 ]
expect_out '"deviation_percent": -21.8'
calculate iv3
expect_true [ "$(grep '"state": "berekend"' out | grep '"year": 2022' | grep -c '"iv3": "6.81"')" -eq 1 ]
expect_true [ "$(grep '"state": "berekend"' out | grep '"year": 2023' | grep -c '"iv3": "6.81b"')" -eq 1 ]
expect_true [ "$(grep '"state": "berekend"' out | grep '"year": 2025' | grep -c '"iv3": "6.811"')" -eq 1 ]
expect_true [ "$(sum amount 6.81a iv3 GM0193 municipality)" -eq 3170621021 ]

# Bad input is told in its place; the year that lacks it is left out, and the rest is worked out.
printf 'ijssel_vecht,bw,objectief,lokaal,,2023,5.00,,,,,true\nijssel_vecht,bw,objectief,lokaal,GM0193,20222,5.00,,,,,true\n' \
  >>wrong/finance_budget.csv
run check wrong --pack finance "${day[@]}" --format ndjson
expect_status 1
expect_out "core/constraint-error"
run calculate finance/budget wrong "${day[@]}" --format ndjson --set region=ijssel_vecht --set path=lineair_7_jaar_vanaf_2023
expect_status 1
expect_out "year 20222 is not between 2000 and 2100"
expect_out "weggelaten"
expect_out "finance_budget ijssel_vecht|bw|objectief|lokaal||2023 does not count: without a municipality"
expect_true [ "$(sum before 2024 year)" -gt 0 ]

# The report, in each format, with its marks.
for format in html md; do
  fine report finance/region both "${day[@]}" --set region=ijssel_vecht --set draws=100 --set key=inwoners --format $format
  expect_out "A linear path is an assumption"
  expect_out "Illustratief"
  expect_out "Steenwijkerland"
done
# A row that cannot be read never reaches the plugin: the host says in the report that it is not there.
cp -r both unread && sed -i '2s/211404.10/veel/' unread/finance_cost.csv
run report finance/region unread "${day[@]}" --set region=ijssel_vecht --set draws=50 --format md
expect_status 1
expect_out "1 row could not be read and does not count here"
could_not_run 'no region is called `nowhere`' report finance/region both "${day[@]}" --set region=nowhere --format md
finish
