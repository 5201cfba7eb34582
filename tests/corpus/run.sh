#!/usr/bin/env bash
# run.sh STELSEL WORK_DIR: checks each case of the corpus and prints what differs from its expected.txt.
#
# A case is a folder: a package, with an expected.txt of lines `RULE FILE:LINE:COLUMN` in the order in which
# `stelsel check --format ndjson` reports them (0 for a line or column that is not told), or the line `exit 2`
# for what cannot be read at all. Lines with # are for people, the first of them says what the case shows.
# plugins/ holds the case's own plugins; packs names the plugins whose rules run, an id a line; make.sh makes what git
# does not keep; source names the file that is checked instead of the folder.
set -u
stelsel=$1 work=$2
corpus=$(cd "$(dirname "$0")" && pwd)
umask 022
rm -rf "$work" && mkdir -p "$work" && cd "$work" || exit 2

# NDJSON of the case $1 to lines as in expected.txt. The members are in a fixed order, so that the message, which may hold
# anything, can be skipped as one JSON string; file, line and column get a number when they lack one.
places() {
  local string='"([^"\\]|\\.)*"'
  sed -nE -e "s/^\{\"rule\":\"([^\"]*)\",\"severity\":\"[a-z]*\",\"message\":$string/\1/; T" \
    -e 's/^([^,}]*),"file":"([^"]*)"/\1 \2/; T' \
    -e 's/^([^,}]*),"line":/\1:/' -e 's/^([^:,}]*)([,}])/\1:0\2/' \
    -e 's/^([^,}]*),"column":/\1:/' -e 's/^([^:,}]*:[0-9]*)([,}])/\1:0\2/' -e 's/[,}].*//' \
    -e "s| $1/| |p"
}

check_case() {
  local name=$1 plugins=() packs=() status source=$1 pack
  cp -R "$corpus/$name" . && chmod -R go-w "$name" || return 1
  if [ -f "$name/make.sh" ]; then (cd "$name" && bash -eu ./make.sh) || return 1; fi
  [ -f "$name/source" ] && source=$name/$(cat "$name/source")
  [ -d "$name/plugins" ] && plugins=(--plugins "$name/plugins")
  if [ -f "$name/packs" ]; then
    while read -r pack; do packs+=(--pack "$pack"); done <"$name/packs"
  fi
  timeout 30 "$stelsel" ${plugins[@]+"${plugins[@]}"} check "$source" ${packs[@]+"${packs[@]}"} --format ndjson \
    --as-of 2021-12-31 >"$name.ndjson" 2>"$name.err" </dev/null
  status=$?
  if [ $status -gt 1 ]; then echo "exit $status"; else places "$name" <"$name.ndjson"; fi >"$name.found"
  grep -v '^#' "$name/expected.txt" >"$name.expected"
  diff -u --label expected --label found "$name.expected" "$name.found" || return 1
  # The exit status and the totals tell the same.
  local errors=0
  grep -qE '"severity":"(error|fatal)"' "$name.ndjson" && errors=1
  [ $status -gt 1 ] || [ $status -eq $errors ] || { echo "exit status is $status"; return 1; }
  [ $status -gt 1 ] || [ "$(($(wc -l <"$name.ndjson") - 1))" -eq "$(wc -l <"$name.found")" ] ||
    { echo "findings without a file"; return 1; }
}

cases=0 failed=0
for folder in "$corpus"/*/; do
  name=$(basename "$folder")
  cases=$((cases + 1))
  said=$(check_case "$name" 2>&1) && continue
  failed=$((failed + 1))
  echo "$name: $(sed -n '1s/^# *//p' "$folder/expected.txt")"
  printf '%s\n\n' "$said" | sed 's/^/  /'
done
echo "$cases cases, $failed failed"
[ $cases -gt 0 ] && [ $failed -eq 0 ]
