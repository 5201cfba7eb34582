#!/usr/bin/env bash
# A program in C that is built with pkg-config.
. "$SOURCE/tests/install/common.sh"

clean "$WORK"
pc=$(dirname "$(find "$PREFIX" -name stelsel.pc)")
library=$(dirname "$(find "$PREFIX" -name libstelsel.so)")
ask() { PKG_CONFIG_PATH=$pc pkg-config "$@" stelsel; }
[ "$(ask --variable=plugindir)" -ef "$library/stelsel/plugins" ] || fail "plugindir is wrong"
# shellcheck disable=SC2046,SC2086 # flags are words
"$CC" -std=c11 $CFLAGS $(ask --cflags) "$SOURCE/tests/border/embed.c" -o embed $(ask --libs)
LD_LIBRARY_PATH=$library ./embed "$SOURCE/examples/landscape" >out.txt
expect '0 errors' out.txt
expect 'region: ' out.txt
