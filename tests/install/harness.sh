#!/usr/bin/env bash
# The project of examples/harness, built and tested with what was installed, and the commands of its page.
# runs: examples/harness/README.md sh 1 2, yaml 1 2, cmake 1, cpp 1
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
cp -r "$SOURCE/examples/harness/." .
export PATH=$PREFIX/bin:$PATH CMAKE_PREFIX_PATH=$PREFIX CMAKE_GENERATOR=$GENERATOR

# blocks LANGUAGE N: the Nth block of code in that language of the project's page.
blocks() {
  awk -v start='```'"$1" -v wanted="$2" '
    $0 == start { inside = ++seen == wanted; next }
    $0 == "```" { inside = 0 }
    inside { print; found = 1 }
    END { exit !found }' README.md || fail "the page has no block $2 of $1"
}

# Its first commands build and test it.
blocks sh 1 >build.sh
sh -eux build.sh >build.txt 2>&1 || fail "$(cat build.txt)"
expect '100% tests passed' build.txt

# The jobs, but for what they build again.
blocks yaml 1 | sed -n 's/^ *- run: //p' | grep -vE '^cmake ' >github.txt
blocks yaml 2 | sed -n '/script:/,/artifacts:/s/^ *- //p' | grep -vE '^cmake ' >gitlab.txt
[ "$(wc -l <github.txt) $(wc -l <gitlab.txt)" = "4 4" ] || fail "the jobs of the page have other commands"
for job in github gitlab; do
  rm -rf import findings.*
  while IFS= read -r command; do
    sh -e -c "$command" >log.txt 2>&1 </dev/null || fail "$job: $command"$'\n'"$(cat log.txt)"
  done <$job.txt
done
[ -s build/tests.xml ] || fail "ctest wrote no tests.xml where the job of GitLab looks for it"
build/import_export cases/wrong/export.csv import
status=0
sh -e -c "$(tail -n 1 github.txt)" >log.txt 2>&1 || status=$?
[ $status -eq 1 ] || fail "a wrong import gives status $status"

# A case that is not as expected fails, tells the difference, and is mended when that is asked for.
cp cases/wrong/expect.ndjson kept.ndjson
sed -i -e '1s/.*/{"rule":"core\/overlap"}/' cases/wrong/expect.ndjson
test_cases() { ctest --test-dir build -R Cases --output-on-failure >cases.txt 2>&1; }
test_cases && fail "a case with another finding passes"
expect '- {"rule":"core/overlap"}' cases.txt
expect '+ {"rule":"core/constraint-error","severity":"error","file":"municipality.csv","line":2,' cases.txt
STELSEL_UPDATE_GOLDEN=1 test_cases || fail "$(cat cases.txt)"
cmp kept.ndjson cases/wrong/expect.ndjson
test_cases || fail "$(cat cases.txt)"

# The other blocks of the page.
blocks sh 2 >generate.sh
sh -eux generate.sh >generate.txt 2>&1 || fail "$(cat generate.txt)"
[ "$(grep -c . case_7/expect.ndjson)" -eq "$(($(wc -l <found.ndjson) - 1))" ] || fail "expect.ndjson does not tell all"
# The page's line is of such a form; which one it is changes with the schemas.
form() { sed -E 's/:("[^"]*"|[0-9]+)//g'; }
grep -qxF -- "$(grep '^{"fault"' README.md | form)" <(form <case_7/broken.ndjson) || fail "no fault is told as on the page"
mkdir -p snippet/import
cp import/*.csv snippet/import
blocks cpp 1 >snippet/test.cc
{
  echo 'cmake_minimum_required(VERSION 3.25)
project(snippet CXX)
enable_testing()
find_package(stelsel REQUIRED COMPONENTS testing)
add_executable(snippet test.cc)
target_compile_features(snippet PRIVATE cxx_std_20)
target_link_libraries(snippet PRIVATE stelsel::testing GTest::gtest_main)
add_test(NAME snippet COMMAND snippet WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
file(COPY import DESTINATION ${CMAKE_CURRENT_BINARY_DIR})'
  blocks cmake 1
} >snippet/CMakeLists.txt
build "$WORK/snippet"
ctest --test-dir snippet/build >snippet.txt 2>&1 && fail "a wrong import passes"
grep -qE ' snippet \.+ +Passed' snippet.txt || fail "$(cat snippet.txt)"
grep -qE ' import_is_right \.+\*+Failed' snippet.txt || fail "$(cat snippet.txt)"
