# stelsel report: what spreadsheets and programs get. The same document in each format, the same bytes each time, read
# back by others: openpyxl, and the csv and json of Python. The reports of pages/ hold all kinds of charts and texts.
. "$(dirname "$0")/expect.sh"
check=("/usr/bin/python3" "$(dirname "$0")/formats.py")
"${check[0]}" -c 'import openpyxl' 2>/dev/null || { echo "skipped: python3-openpyxl is not there"; exit 77; }
plugins=(--plugins "$(dirname "$work")/page_plugins")
declare -A reports=([national]=reporting/national [region]="reporting/region --set region=ijssel_vecht"
  [everything]=pages/everything [hostile]=pages/hostile [days]=pages/days)

for name in "${!reports[@]}"; do
  for format in csv json xlsx md; do
    # shellcheck disable=SC2086 # parameters are words
    make=("${plugins[@]}" report ${reports[$name]} "$landscape" --as-of 2021-12-31 --format $format)
    fine "${make[@]}" -o "$name.$format"
    fine "${make[@]}"
    expect_true cmp -s "$name.$format" out
  done
  expect_called="formats.py $name"
  timeout 120 "${check[@]}" "$name" >out 2>err </dev/null
  status=$?
  expect_status 0
  [ "$status" -eq 0 ] || cat err
done

# Numbers that a page shows are those that a spreadsheet and a program get.
expect_true grep -qF 'Beschermd wonen (BW);' national.csv
fine "${plugins[@]}" report reporting/national "$landscape" --as-of 2021-12-31 --format csv --lang en
expect_true grep -qE '^[^;]*,[0-9]+,[0-9]+' out

# Days on a calendar; a report without any has none, and is left out of all formats.
fine "${plugins[@]}" report pages/days "$landscape" --as-of 2021-12-31 --format ics -o all.ics
expect_true [ "$(head -n 1 all.ics)" = $'BEGIN:VCALENDAR\r' ]
expect_true [ "$(tail -n 1 all.ics)" = $'END:VCALENDAR\r' ]
expect_true [ "$(grep -c '^UID:' all.ics)" -eq 2 ]
expect_true grep -qF 'DTEND;VALUE=DATE:20220102' all.ics
expect_true grep -qF 'SUMMARY:Overleg\, over\; alles (illustratief)' all.ics
expect_true [ -z "$(grep -v $'\r$' all.ics)" ]
fine "${plugins[@]}" report pages/days "$landscape" --as-of 2021-12-31 --format ics
expect_true cmp -s all.ics out
could_not_run "no days that could stand on a calendar" "${plugins[@]}" report pages/long "$landscape" --set rows=3 \
  --as-of 2021-12-31 --format ics
fine "${plugins[@]}" report pages/long "$landscape" --set rows=3 --as-of 2021-12-31 --format all -o some
for format in html md csv json xlsx; do expect_true [ -s some/long.$format ]; done
expect_absent some/long.ics

# Many rows: none is lost, and they are not all held.
fine "${plugins[@]}" report pages/long "$landscape" --set rows=100000 --as-of 2021-12-31 --format xlsx -o long.xlsx
expect_true [ "$(unzip -p long.xlsx xl/worksheets/sheet2.xml | grep -o '<row ' | wc -l)" -eq 100001 ]

# Nothing half written: on a full disk, and where no file may be made.
for format in csv json xlsx md; do
  cannot_write "${plugins[@]}" report pages/everything "$landscape" --as-of 2021-12-31 --format $format
  could_not_run "no/such/report" "${plugins[@]}" report pages/everything "$landscape" --as-of 2021-12-31 \
    --format $format -o no/such/report.$format
done
finish
