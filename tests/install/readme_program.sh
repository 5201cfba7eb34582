#!/usr/bin/env bash
# The integrator's program, as the README has it.
# runs: README.md cpp 1 2, cmake 1
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
block cpp 1 >main.cc
block cmake 1 >readme.cmake
block cpp 2 >commit.inc
cat >commits.cc <<'END'
#include "stelsel/stelsel.hpp"
#include "stelsel/tables.hpp"

int main(int, char** arguments) {
  stelsel::Engine engine({.plugins = {arguments[1]}});
  stelsel::Findings findings(engine.host());
  const stelsel::Snapshot snapshot = engine.read(arguments[2], findings);
  stelsel::tables::Region region;
  region.region = "noord";
  region.name = "Noord";
  region.illustratief = true;
  const std::vector<stelsel::tables::Region> changed_rows = {region};
#include "commit.inc"
}
END
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
project(my_program CXX)
add_executable(my_program main.cc)
include(readme.cmake)
add_executable(commits commits.cc)
target_link_libraries(commits PRIVATE stelsel::stelsel)
END
build "$WORK"
cd "$SOURCE" # the program reads examples/landscape
"$WORK/build/my_program" >"$WORK/out.txt"
expect '0 errors, ' "$WORK/out.txt"
expect 'B2 ' "$WORK/out.txt"

# What its users change, as a commit.
cd "$WORK"
build/commits "$PREFIX/lib/stelsel/plugins" "$SOURCE/examples/landscape"
"$PREFIX/bin/stelsel" history landscape.sqlite >history.txt
expect 'regio Alkmaar: januari' history.txt
