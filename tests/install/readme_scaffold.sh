#!/usr/bin/env bash
# The plugin of core/cli/scaffold/README.md, as the page writes it.
# runs: core/cli/scaffold/README.md sh 1 2, json 1, cpp 1
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
page=core/cli/scaffold/README.md
PATH=$PREFIX/bin:$PATH
commands() { block "$1" "$2" $page | sed "s|=PREFIX|=$PREFIX|g; s| PREFIX/| $PREFIX/|g" >commands.sh && bash -e commands.sh >said.txt 2>&1 || fail "$(cat said.txt)"; }
commands sh 1
block json 1 $page >gooi/plugin.json
block cpp 1 $page >gooi/gooi.cc
commands sh 2
expect '100% tests passed' said.txt
expect '[gooi/few_members]' said.txt
