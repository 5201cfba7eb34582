#!/usr/bin/env bash
# The integrator's program, as the README has it.
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
block cpp 1 >main.cc
block cmake 1 >readme.cmake
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
project(my_program CXX)
add_executable(my_program main.cc)
include(readme.cmake)
END
build "$WORK"
cd "$SOURCE" # the program reads examples/landscape
"$WORK/build/my_program" >"$WORK/out.txt"
expect '0 errors, ' "$WORK/out.txt"
expect 'B2 ' "$WORK/out.txt"
