#!/usr/bin/env bash
# every_rule.sh STELSEL: each rule that the program lists has a case that fails it (a line in some expected.txt) and one
# that passes it (named behind `# passes:` in an expected.txt that does not report it).
set -u
stelsel=$1
corpus=$(cd "$(dirname "$0")" && pwd)
# core/fault tells of a fault in the program or a plugin, so no data provoke it.
exempt=" core/fault "

has_passing_case() {
  local file
  for file in $(grep -lE "^# passes:.* $1( |\$)" "$corpus"/*/expected.txt); do
    grep -qE "^$1 " "$file" || return 0
  done
  return 1
}

rules=$("$stelsel" rules | sed -nE 's|^([a-z0-9_]+/[a-z0-9_-]+) .*|\1|p')
[ -n "$rules" ] || { echo "the program lists no rules"; exit 1; }
missing=0
for rule in $rules; do
  [[ $exempt == *" $rule "* ]] && continue
  grep -qE "^$rule " "$corpus"/*/expected.txt || { echo "$rule: no case fails it"; missing=1; }
  has_passing_case "$rule" || { echo "$rule: no case passes it"; missing=1; }
done
# A misspelt rule would make a case that passes nothing.
for rule in $(grep -hE '^# passes:' "$corpus"/*/expected.txt | cut -d: -f2-); do
  grep -qxF "$rule" <<<"$rules" || { echo "$rule: named in the corpus, and no rule"; missing=1; }
done
for file in "$corpus"/*/expected.txt; do
  head -n 1 "$file" | grep -q '^# .' || { echo "$file: its first line does not say what it shows"; missing=1; }
done
exit $missing
