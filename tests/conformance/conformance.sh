# The conformance tests find what they are for: STELSEL SOURCE_DIR WORK_DIR PLUGINS TEST...
. "$(dirname "$0")/../program/expect.sh"
plugins=$4
shift 4

# A plugin that keeps to the border passes everything, in each format.
run plugin check "$plugins/good"
expect_status 0
expect_out ' passed, 0 failed.'
run plugin check "$plugins/good" --format json
expect_status 0
# No test there is without a plugin that fails it.
sed -n 's/.*"test": "\(.*\)",/\1/p' out >all
run plugin check "$plugins/good_pack" --format json
expect_status 0
expect_not_out '"outcome": "failed"'
# It has no code to test; what it has instead is not skipped.
expect_true [ "$(grep -A3 '"test": "pack' out | grep -c '"outcome": "passed"')" = 3 ]
sed -n 's/.*"test": "\(pack.*\)",/\1/p' out >>all
sort -o all all
printf '%s\n' "$@" | sort >bad
# These are the same test for each kind, by other plugins.
comm -23 all bad >without
expect_true [ "$(tr '\n' ' ' <without)" = "calculation.null_error calculation.streams checks.null_error checks.runs query.null_error query.runs report.null_error " ]

for test in "$@"; do
  run plugin check "$plugins/bad_${test/./_}" --case "$test"
  expect_status 1
  expect_true grep -qE "^FAILED +$test " out
done

# Known deviations are told, and do not fail; one that is none any more does.
echo 'quiet: it says hello' >known
run plugin check "$plugins/bad_quiet" --known known
expect_status 0
expect_out 'it says hello'
run plugin check "$plugins/good" --case quiet --known known
expect_status 1
expect_out 'declared as a known deviation'
echo 'no such test: why' >known
run plugin check "$plugins/good" --known known
expect_status 2
expect_one_sentence

# JUnit, of what passes and what ends the process.
run plugin check "$plugins/bad_null_error" --case null_error --format junit
expect_status 1
expect_out '<failure message="it ends the process: Segmentation fault"/>'
run plugin check "$plugins/nowhere"
expect_status 2
expect_one_sentence
finish
