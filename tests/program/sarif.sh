# What `check --format sarif` prints is SARIF 2.1.0: no property that the format lacks, none that it demands missing,
# and every value of its type. The compiler of TypeScript judges it by the format's types, which DefinitelyTyped makes
# from the schema. Skipped where npm cannot install them.
. "$(dirname "$0")/expect.sh"
. "$2/tests/program/npm.sh"
corpus=$2/tests/corpus
npm_install typescript@5.8.3 @types/sarif@2.1.7

# as_typescript FILE: the log as a literal of the type, in log.ts beside the modules, where they are found.
as_typescript() {
  { echo 'import { Log } from "sarif";' && echo 'export const log: Log =' && cat "$1" && echo ';'; } >"$modules/log.ts"
}
judge() {
  expect_called="tsc $1"
  as_typescript "$1"
  (cd "$modules" && timeout 120 node node_modules/typescript/bin/tsc --noEmit --strict log.ts) >out 2>err
  status=$?
}

# The landscape's warnings and remarks; errors with a place in text, in a cell and in a field; a baseline.
run check "$landscape" --as-of 2021-12-31 --format sarif --write-baseline known.txt
cp out landscape.sarif
run check "$landscape" --as-of 2021-12-31 --format sarif --baseline known.txt --lang en
cp out known.sarif
for case in cell_invalid_utf8 workbook json_rows; do
  run check "$corpus/$case" --as-of 2021-12-31 --format sarif --values
  cp out "$case.sarif"
done
for log in *.sarif; do
  expect_true grep -q '"level"' "$log"
  judge "$log"
  expect_status 0
done

# The test can fail: a level and a property that SARIF has not.
spoilt() {
  sed "0,/$1/s//$2/" landscape.sarif >spoilt
  judge spoilt
  expect_status 2
  expect_out "$3"
}
spoilt '"level": *"[a-z]*"' '"level": "loud"' "'\"loud\"' is not assignable"
spoilt '"ruleId"' '"ruleIds"' "'\"ruleIds\"' does not exist"
finish
