#!/usr/bin/env bash
# The author's plugin, as the README has it, and the command that it gives.
# runs: README.md json 1, cpp 3, cmake 2, sh 1
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
block json 1 >plugin.json
block cpp 3 >hallo.cc
block cmake 2 >readme.cmake
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
project(hallo CXX)
include(readme.cmake)
END
build "$WORK"
command='stelsel --plugins build/lib/stelsel/plugins report hallo/leden SOURCE --format md'
expect "$command" "$SOURCE/README.md"
read -ra words <<<"${command/SOURCE/$SOURCE/examples/landscape}"
"$PREFIX/bin/${words[0]}" "${words[@]:1}" --as-of 2021-12-31 >out.md
expect '# Leden op 2021-12-31' out.md
expect 'GM0193' out.md

# A plugin that is begun as the README says, in the folder of the shell.
block sh 1 >begin.sh
expect 'stelsel plugin new checks my_region' begin.sh
PATH=$PREFIX/bin:$PATH CMAKE_PREFIX_PATH=$PREFIX bash -e begin.sh >begun.txt 2>&1 || fail "$(cat begun.txt)"
expect '100% tests passed' begun.txt
[ -f my_region/build/lib/stelsel/plugins/my_region/plugin.json ] || fail "the plugin is not where the README says"
