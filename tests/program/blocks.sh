# Every block of every page is run, read, run by a test that says so, or says why not (docs/blocks).
. "$(dirname "$0")/expect.sh"
source=$2
export LC_ALL=C.UTF-8 TZ=UTC
: >out && : >err
status=0
/usr/bin/python3 -c 'import yaml' 2>/dev/null || { echo "skipped: python3-yaml is not there"; exit 77; }
command -v sqlite3 >/dev/null || { echo "skipped: sqlite3 is not there"; exit 77; }

expect_called="docs/blocks"
timeout 250 "$source/docs/blocks" --stelsel "$stelsel" --work "$work/pages" >out 2>err
status=$?
expect_status 0
[ "$status" -eq 0 ] || cat out
expect_no_err

# The check can fail: each of these pages has one fault, and the last has none.
mkdir -p copy/tests/program/blocks copy/examples
cp -r "$source/docs" copy/docs
rm copy/docs/README.md
cp "$source/publiccode.yml" copy/
judge() {
  printf '# Page\n\n%s\n' "$1" >copy/README.md
  copy/docs/blocks --stelsel "$stelsel" --work "$work/judged.$((++judged))" >out 2>&1
  status=$?
}
judged=0 fence='```'
for body in "${fence}sh"$'\nstelsel tables nothing\n'"$fence" "$fence"$'\n$ echo one\ntwo\n'"$fence" \
            "${fence}json"$'\n{"a": }\n'"$fence" "${fence}yaml"$'\na: [\n'"$fence" "${fence}cpp"$'\nint a;\n'"$fence" \
            "$fence"$'\nstelsel tables\n'"$fence" $'<!-- not run: -->\n'"${fence}sql"$'\nSELECT 1\n'"$fence"; do
  expect_called="docs/blocks of $body"
  judge "$body"
  expect_status 1
  expect_out "1 faults"
done
echo '# runs: README.md cpp 1, sql 7' >copy/tests/one.sh
judge "${fence}cpp"$'\nint a;\n'"$fence"
expect_status 1
expect_out "sql 7, which is not there"
echo '# runs: README.md cpp 1' >copy/tests/one.sh
judge "${fence}cpp"$'\nint a;\n'"$fence"$'\n\n<!-- not run: needs a server -->\n'"${fence}sql"$'\nSELECT 1\n'"$fence"$'\n\n'"$fence"$'\n$ echo one\none\n'"$fence"
expect_status 0
finish
