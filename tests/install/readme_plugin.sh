#!/usr/bin/env bash
# The author's plugin, as the README has it, and the command that it gives.
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
