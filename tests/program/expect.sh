# Sourced by the tests of the program, which are called with STELSEL SOURCE_DIR WORK_DIR. A test runs the program with
# `run`, and the expect_ functions judge the last run. WORK_DIR is emptied and becomes the current folder.
set -u
umask 022
stelsel=$1 landscape=$2/examples/landscape work=$3
expect_faults=0 expect_called=""
rm -rf "$work" && mkdir -p "$work" && cd "$work" || exit 2

fault() {
  expect_faults=$((expect_faults + 1))
  echo "line ${BASH_LINENO[$((${#BASH_LINENO[@]} - 2))]}: $*"
  echo "  after:  stelsel $expect_called"
  echo "  status: $status"
  sed 's/^/  out:    /' out | head -n 20
  [ "$(wc -l <out)" -le 20 ] || { echo "  out:    ..." && tail -n +21 out | tail -n 20 | sed 's/^/  out:    /'; }
  sed 's/^/  err:    /' err | head -n 5
}

# The program's exit status is in $status, what it wrote in the files out and err.
run() {
  expect_called=$*
  timeout 60 "$stelsel" "$@" >out 2>err </dev/null
  status=$?
}
# The same with standard output to $1.
run_to() {
  expect_called="${*:2} >$1"
  : >out
  if [ "$1" = closed ]; then
    timeout 60 "$stelsel" "${@:2}" 2>err </dev/null >&-
  else
    timeout 60 "$stelsel" "${@:2}" 2>err </dev/null >"$1"
  fi
  status=$?
}

expect_status() { [ "$status" -eq "$1" ] || fault "the exit status is not $1"; }
expect_out() { grep -qF -- "$1" out || fault "standard output lacks: $1"; }
expect_out_lines() { [ "$(wc -l <out)" -eq "$1" ] || fault "standard output has not $1 lines"; }
expect_no_out() { [ ! -s out ] || fault "there is something on standard output"; }
expect_not_out() { ! grep -qE -- "$1" out || fault "standard output has: $1"; }
expect_no_err() { [ ! -s err ] || fault "there is something on standard error"; }
expect_err() { grep -qF -- "$1" err || fault "standard error lacks: $1"; }
expect_same() { diff -r "$1" "$2" >diff.txt 2>&1 || { fault "$1 and $2 differ"; head -n 10 diff.txt; }; }
expect_absent() { [ ! -e "$1" ] && [ ! -L "$1" ] || fault "$1 is there"; }
expect_true() { "$@" || fault "it is not so: $*"; }

# fine ARGUMENT...: ends with 0 and has nothing to say beside its result, so no progress bar either.
fine() {
  run "$@"
  expect_status 0
  expect_no_err
}

# One sentence on standard error, which may stand behind the line that tells today's date.
expect_one_sentence() {
  local lines
  lines=$(grep -cvE '^as of [0-9-]{10} \(today\)$' err)
  [ "$lines" -eq 1 ] || fault "standard error has $lines lines"
  grep -qE '^stelsel: .' err || fault "standard error has no sentence of the program"
}

# could_not_run TEXT ARGUMENT...: ends with 2, no result, and one sentence that holds TEXT.
could_not_run() {
  run "${@:2}"
  expect_status 2
  expect_no_out
  expect_one_sentence
  expect_err "$1"
}

# cannot_write ARGUMENT...: a result that cannot be written is no success, whether it is cut short or was never heard.
cannot_write() {
  local place
  for place in /dev/full closed; do
    run_to $place "$@"
    expect_status 2
    expect_one_sentence
    expect_err "standard output could not be written"
  done
}

# Writes a package of one region into folder $1, with the cells $2 and the lines that follow.
one_region() {
  mkdir -p "$1"
  printf '%s\n' "region,name,parent_region,valid_from,illustratief" "${@:2}" >"$1/region.csv"
}

finish() {
  [ $expect_faults -eq 0 ] || echo "$expect_faults expectations failed"
  [ $expect_faults -eq 0 ]
}
