#!/usr/bin/env bash
# Installs the build, and looks whether the program works from there and finds its plugins.
. "$SOURCE/tests/install/common.sh"

rm -rf "$PREFIX"
"$CMAKE" --install "$BUILD" --prefix "$PREFIX"
clean "$WORK"

for file in bin/stelsel bin/stelsel-generate include/stelsel/stelsel.h include/stelsel/stelsel.hpp \
            include/stelsel/plugin.hpp include/stelsel/rows.h include/stelsel/tables.hpp include/stelsel/testing.hpp include/stelsel/detail/rows.hpp \
            share/stelsel/bindings/{node/package.json,java/nl/stelsel/Engine.java,csharp/Engine.cs,python/pyproject.toml} \
            share/stelsel/landscape/municipality.csv share/doc/stelsel/LICENSE; do
  [ -f "$PREFIX/$file" ] || fail "$file is not installed"
done
find "$PREFIX" -name '*.a' -o -name 'test_*' | grep . && fail "what only the build needs is installed"

"$PREFIX/bin/stelsel" plugin list --lang en >plugins.txt
expect reporting/national plugins.txt
expect sqlite: plugins.txt
"$PREFIX/bin/stelsel" plugin info storage_sqlite --lang en >info.txt
expect "$PREFIX/" info.txt
"$PREFIX/bin/stelsel" copy "$SOURCE/examples/landscape" sqlite:landscape.db >/dev/null
"$PREFIX/bin/stelsel" report reporting/national landscape.db --as-of 2021-12-31 --format md >report.md
expect '# ' report.md
