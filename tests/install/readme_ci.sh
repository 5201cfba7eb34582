#!/usr/bin/env bash
# The CI jobs of the README: their own commands, in a shell as the runners start it.
# runs: README.md yaml 1 2
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
block yaml 1 | sed -n 's/^ *- run: //p' >github.txt
block yaml 2 | sed -n '/script:/,/artifacts:/s/^ *- //p' >gitlab.txt
[ "$(wc -l <github.txt) $(wc -l <gitlab.txt)" = "3 2" ] || fail "the jobs of README.md have other commands"
PATH=$PREFIX/bin:$PATH

# job FILE: runs the commands one by one until one fails; gives the number that ran well and the last one's status.
job() {
  local number=0 status=0 command
  rm -f findings.*
  while IFS= read -r command; do
    sh -e -c "$command" >>log.txt 2>&1 </dev/null || { status=$?; break; }
    number=$((number + 1))
  done <"$1"
  echo "$number $status"
}
# jobs_give GITHUB GITLAB
jobs_give() {
  [ "$(job github.txt)" = "$1" ] || fail "$(cat log.txt)"$'\n'"-- GitHub's job does not end as $1"
  [ "$(grep -c '"ruleId"' findings.sarif)" = "$3" ] || fail "findings.sarif has not $3 results"
  [ "$(job gitlab.txt)" = "$2" ] || fail "$(cat log.txt)"$'\n'"-- GitLab's job does not end as $2"
  tail -n 1 findings.xml | grep -q '</testsuites>' || fail "findings.xml is not whole"
}

mkdir import
printf '%s\n' region,name,parent_region,illustratief noord,Noord,nergens,true >import/region.csv
touch findings.sarif findings.xml
[ "$(job github.txt) $(job gitlab.txt)" = "0 1 0 1" ] || fail "without a baseline the jobs do not fail at once"
write=$(grep -oE -- '--write-baseline known\.txt' "$SOURCE/README.md" | head -n 1)
# shellcheck disable=SC2086 # an option and its value
stelsel check import $write >log.txt
jobs_give "3 0" "2 0" 1
echo zuid,Zuid,nergens,true >>import/region.csv
jobs_give "2 1" "1 1" 2
