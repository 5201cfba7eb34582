#!/usr/bin/env bash
# stelsel embedded in six languages: every command of examples/embed/README.md, against the installed copy; all print
# the same. Then what goes wrong, in each language with a binding, and pip without a registry. Exits with 77, after all
# the others, when npm cannot be had.
# runs: examples/embed/README.md sh 1 2 3 4 5 6 7
. "$SOURCE/tests/install/common.sh"

readme=$SOURCE/examples/embed/README.md
clean "$WORK"
cp -r "$SOURCE/examples/embed/." .
export npm_config_ignore_scripts=true npm_config_audit=false npm_config_fund=false npm_config_prefer_offline=true
export npm_config_loglevel=error
skipped=

# commands HEADING: those of the README under it, behind those that hold for all.
commands() {
  awk -v heading="## $1" '
    /^#/ { inside = $0 == heading || $0 == "# stelsel in your own program" }
    $0 == "```" { code = 0 }
    inside && code { print }
    $0 == "```sh" { code = 1 }' "$readme" | sed "s|PREFIX/|$PREFIX/|g; s|=PREFIX\$|=$PREFIX|"
}

# embed HEADING FOLDER: builds and runs the program in FOLDER.
embed() {
  commands "$1" >"$2.sh"
  [ "$(wc -l <"$2.sh")" -ge 3 ] || fail "README.md has no commands for $1"
  bash -eu "$2.sh" >"$2.out" 2>"$2.err" </dev/null || { echo "$1 does not run"; cat "$2.out" "$2.err"; return 1; }
  grep -E '^(regions|statuses|errors|finding|query|sequence|report|revision): ' "$2.out" >"$2.txt" || return 1
  sed -n "s/^/$1: /; /million/p; /read in/p" "$2.err"
}

have_node() {
  command -v node >/dev/null && command -v npm >/dev/null || { skipped="node and npm are not there"; return 1; }
  commands Node.js | grep -E '^npm ' >npm.sh
  bash -eu npm.sh >npm.log 2>&1 || { cat npm.log; skipped="npm did not install koffi"; return 1; }
}

# Two at a time, as the machine has cores.
embed C c && embed C++ cpp &
first=$!
embed Python python && embed 'C\#' csharp || fail "an example fails"
wait $first || fail "an example fails"
have_node && { embed Node.js node & first=$!; }
embed Java java || fail "an example fails"
[ -n "$skipped" ] || wait "$first" || fail "an example fails"

awk '$0 == "```" { inside = !inside; next } /^```/ { inside = 1; next } inside' "$readme" | head -n 8 >said.txt
for language in c cpp python ${skipped:-node} java csharp; do
  [ -f "$language.txt" ] || continue
  cmp said.txt "$language.txt" || fail "$language prints something else: $(diff said.txt "$language.txt")"
done

# What goes wrong, the same in each language.
landscape=$PREFIX/share/stelsel/landscape
plugins=$(dirname "$(find "$PREFIX" -name libstelsel.so)")/stelsel/plugins
bindings=$PREFIX/share/stelsel/bindings
library=$(dirname "$plugins")/../libstelsel.so.1
edges=$SOURCE/tests/install/embed
export STELSEL_LIBRARY=$library
javac -Xlint:all -Werror -encoding UTF-8 -cp java/build:/usr/share/java/jna.jar -d java/build "$edges"/*.java
for program in Edges Misuse; do
  mcs -unsafe -warnaserror -r:System.Numerics -out:$program.exe "$bindings"/csharp/*.cs "$edges/$program.cs"
done
cp "$edges"/*.mjs node

# edge NAME COMMAND...: must print edges.txt and nothing else.
edge() {
  "${@:2}" "$landscape" "$plugins" >"edges.$1" 2>"edges.$1.err" || fail "$(cat "edges.$1" "edges.$1.err")"
  diff "$edges/edges.txt" "edges.$1" || fail "-- edges in $1 (right) are not those of edges.txt (left)"
  [ ! -s "edges.$1.err" ] || fail "$1: $(cat "edges.$1.err")"
}
edge python env PYTHONPATH="$bindings/python" PYTHONDONTWRITEBYTECODE=1 python3 -X dev "$edges/edges.py"
[ -n "$skipped" ] || edge node node node/edges.mjs
edge java java -Xmx128m -Dfile.encoding=UTF-8 -cp java/build:/usr/share/java/jna.jar Edges
edge csharp mono Edges.exe
# And what nobody should do, which each language has its own ways for.
misuse() {
  "$@" "$landscape" "$plugins" >misuse.txt 2>&1 || fail "$(cat misuse.txt)"
  [ "$(cat misuse.txt)" = "misuse is refused" ] || fail "$(cat misuse.txt)"
}
misuse env PYTHONPATH="$bindings/python" PYTHONDONTWRITEBYTECODE=1 python3 -X dev "$edges/misuse.py"
[ -n "$skipped" ] || misuse node --expose-gc node/misuse.mjs
misuse java -Xmx128m -Dfile.encoding=UTF-8 -cp java/build:/usr/share/java/jna.jar Misuse
misuse mono Misuse.exe

. "$here/embed_pages.sh"

# A library that is not there is one sentence, which says where it was looked for.
for run in "python3 python/embed.py" "java -cp java/build:/usr/share/java/jna.jar Embed" "mono csharp/embed.exe" \
           ${skipped:+true} ${skipped:-"node node/embed.mjs"}; do
  [ "$run" != true ] || break
  # shellcheck disable=SC2086 # words
  PYTHONPATH=$bindings/python STELSEL_LIBRARY=/nowhere/lib.so $run a b c >lost.txt 2>&1 && fail "$run finds a library"
  expect 'the stelsel library was not found: tried /nowhere/lib.so, from STELSEL_LIBRARY (' lost.txt
done

# The package by pip, without a registry; and its streams as PyCapsules.
python3 -m venv venv
venv/bin/pip install --quiet --no-index --disable-pip-version-check "$bindings/python"
(cd / && "$WORK/venv/bin/python" -X dev "$edges/capsule.py" "$landscape" "$plugins") >capsule.txt 2>&1 || fail "$(cat capsule.txt)"
[ "$(cat capsule.txt)" = "capsules work" ] || fail "$(cat capsule.txt)"

# Its types hold, and those of a program that uses it.
for what in "-p stelsel" python/embed.py; do
  # shellcheck disable=SC2086 # words
  MYPYPATH=$bindings/python mypy --strict --no-error-summary --cache-dir "$WORK/mypy" $what >types.txt || fail "$(cat types.txt)"
done

[ -z "$skipped" ] || { echo "skipped: $skipped"; exit 77; }
