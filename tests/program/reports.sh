# stelsel report, of several reports at once: all files in a folder, or none.
. "$(dirname "$0")/expect.sh"
day=(--as-of 2021-12-31)
both=reporting/national,reporting/region
regions=$(sed -n '2,$p' "$landscape/region.csv" | cut -d, -f1 | sort)
count=$(wc -l <<<"$regions")

# The national report and one of each region, in the formats that are asked for, with a page that leads to them.
fine report $both "$landscape" --each region --format html,md "${day[@]}" -o reports
expect_true [ "$(cat out)" = "reports: $((2 * count + 4)) bestanden geschreven" ]
expect_true [ "$(ls reports/region/*.html | xargs -n 1 basename | sed 's/\.html$//' | sort)" = "$regions" ]
expect_true [ "$(ls reports)" = "$(printf '%s\n' index.html index.md national.html national.md region)" ]
for page in index.html index.md; do
  expect_true grep -qF 'region/zkijh.html' reports/$page
  expect_true grep -qF 'IJmond, Zuid-Kennemerland en Haarlemmermeer' reports/$page
  expect_true grep -qF "$landscape" reports/$page
done

# Each is what it is when it is made alone, and all are the same the next time.
fine report reporting/region "$landscape" --set region=zkijh "${day[@]}" --format md -o alone.md
expect_same alone.md reports/region/zkijh.md
fine report $both "$landscape" --each region --format html,md "${day[@]}" -o again
expect_same reports again

# All formats are those that the plugins render.
fine report reporting/region "$landscape" --set region=zkijh --format all "${day[@]}" -o all --lang en
expect_out "files written"
expect_true [ -s all/region.html ]
expect_true [ -s all/region.md ]
expect_true grep -qF "As of 2021-12-31" all/index.md

# Of a region that is split, its subregions; only regions that hold on the day.
mkdir split
printf '%s\n' region,name,parent_region,valid_from,valid_to,illustratief noord,Noord,,,,true oost,Oost,noord,,,true \
  west,West,noord,,,true vroeger,Vroeger,,,2020-01-01,true >split/region.csv
fine report reporting/region split --each region --format md "${day[@]}" -o parts
expect_true [ "$(ls parts/region)" = "$(printf '%s\n' oost.md west.md)" ]
fine report reporting/region split --each region --format md --as-of 2019-06-01 -o parts
expect_true [ "$(ls parts/region)" = "$(printf '%s\n' oost.md vroeger.md west.md)" ]  # what was there stays

# What cannot be done is said in one sentence, and leaves nothing behind.
nothing_left() {
  expect_absent bad
  expect_true [ -z "$(find . -name '*.tmp-*')" ]
}
bad() {
  could_not_run "$@" "${day[@]}" -o bad
  nothing_left
}
bad "none of these reports has the parameter \`municipality\`" report $both "$landscape" --each municipality
bad "no renderer makes \`odt\`" report $both "$landscape" --format html,odt --set region=zkijh
bad "reporting/nation" report reporting/nation,reporting/region "$landscape" --each region
bad "reporting/national is given twice" report reporting/national,reporting/national "$landscape"
bad "parameter \`region\` is needed" report $both "$landscape"
could_not_run "name it with --output" report $both "$landscape" --each region "${day[@]}"
mkdir future && printf '%s\n' region,name,valid_from,illustratief later,Later,2030-01-01,true >future/region.csv
bad "on 2021-12-31 there is no region" report reporting/region future --each region
mkdir hostile
printf '%s\n' region,name,illustratief ../../weg,Weg,true >hostile/region.csv
run report reporting/region hostile --each region --format md "${day[@]}" -o bad
expect_status 2
expect_err "\`../../weg\` cannot be the name of a file"
nothing_left
touch file
could_not_run "file is there and is no folder" report $both "$landscape" --each region "${day[@]}" -o file
could_not_run "cannot write beside" report $both "$landscape" --each region "${day[@]}" -o file/reports
could_not_run "cannot write beside" report $both "$landscape" --each region "${day[@]}" -o none/reports
mkdir -p taken/national.html && touch taken/mine
could_not_run "taken/national.html is there and is no file" report $both "$landscape" --each region "${day[@]}" -o taken
expect_true [ "$(ls taken)" = "$(printf '%s\n' mine national.html)" ]
nothing_left

# A disk that is full: the same.
if [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null; then
  mkdir disk
  cat >on_full_disk <<'SH'
#!/bin/sh
mount -t tmpfs -o size=400k tmpfs disk && "$@" -o disk/reports
status=$?
[ -z "$(ls -A disk)" ] || echo "left: $(ls -A disk)"
exit $status
SH
  chmod +x on_full_disk
  expect_called="report on a full disk"
  timeout 60 unshare -m ./on_full_disk "$stelsel" report $both "$landscape" --each region --format html "${day[@]}" >out 2>err
  status=$?
  expect_status 2
  expect_no_out
  expect_one_sentence
  expect_err "No space left on device"
fi

finish
