#!/usr/bin/env bash
# Every kind of plugin that `stelsel plugin new` begins, in each language: made, built with the installed
# stelsel only, and its own tests run. One is built alone, as its README says; the others as one project,
# which is quicker.
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
command -v ccache >/dev/null && export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
stelsel() { "$PREFIX/bin/stelsel" --lang en "$@"; }

stelsel plugin new checks alone >said.txt
[ "$(wc -l <said.txt)" -eq 3 ] || fail "what comes next is not told in three lines: $(cat said.txt)"
mkdir all
cat >all/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
project(all C CXX)
enable_testing()
set(STELSEL_PLUGIN_OUTPUT ${CMAKE_BINARY_DIR}/plugins)
END
made=0
for kind in pack checks format store query calculation report renderer; do
  for language in c++ c; do
    name=${kind}_${language/c++/cpp}
    stelsel plugin new $kind "$name" --language $language --folder "all/$name" >/dev/null
    # A page, of which no placeholder is left.
    [ "$(wc -l <"all/$name/README.md")" -le 66 ] || fail "the README of $name is longer than a page"
    grep -rE '@[A-Z_]+@|@@' "all/$name" && fail "$name has a placeholder left"
    echo "add_subdirectory($name)" >>all/CMakeLists.txt
    made=$((made + 1))
    [ $kind = pack ] && break # it has no code
  done
done
[ $made -eq 15 ] || fail "$made plugins were made"

# The commands of the README, but for where stelsel is.
awk '$0 == "```" { inside = !inside; next } inside && /^(cmake|ctest)/' alone/README.md >commands.txt
[ "$(wc -l <commands.txt)" -eq 3 ] || fail "the README has other commands: $(cat commands.txt)"
(cd alone && sed "s|PREFIX|$PREFIX|2" ../commands.txt >../commands.sh && bash -e ../commands.sh) >alone.txt 2>&1 ||
  fail "$(cat alone.txt)"
expect '100% tests passed' alone.txt

# Warnings would be the first thing that an author sees.
CFLAGS="$CFLAGS -Werror -Wpedantic -Wshadow" CXXFLAGS="$CXXFLAGS -Werror -Wpedantic -Wshadow" build all
(cd all/build && "${CMAKE%cmake}ctest" -j 2 --output-on-failure) >tests.txt 2>&1 || fail "$(cat tests.txt)"
expect '100% tests passed' tests.txt

# All of them stand beside each other, and the checks are ten lines of C++.
stelsel --plugins all/build/plugins plugin list >list.txt
for name in pack_cpp checks_cpp checks_c format_cpp format_c store_cpp store_c query_cpp query_c \
            calculation_cpp calculation_c report_cpp report_c renderer_cpp renderer_c; do
  grep -qE "^$name +0\.1\.0 " list.txt || fail "$(cat list.txt)"$'\n'"-- does not list $name"
done
lines=$(sed -n '/stelsel::Stream check(/,/^  }/p' all/checks_cpp/checks_cpp.cc | sed '1d;$d' | wc -l)
[ "$lines" -gt 3 ] && [ "$lines" -le 10 ] || fail "the body of the rule in C++ has $lines lines"
