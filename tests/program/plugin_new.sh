# The beginning of a plugin: what is made, and what is refused with one sentence and without a trace.
# tests/install/scaffolds.sh builds them.
. "$(dirname "$0")/expect.sh"

kinds="pack, checks, format, store, query, calculation, report, renderer"
nothing_made() { [ "$(ls -A | grep -vxE 'out|err|diff.txt|made.*|kept')" = "" ] || fault "there is something: $(ls -A)"; }

fine plugin new checks made_rules --lang en
expect_out_lines 3
expect_out "made_rules/README.md"
expect_out "cmake -S made_rules -B made_rules/build"
expect_out "ctest --test-dir made_rules/build"
expect_true test -f made_rules/made_rules.cc
expect_true [ "$(stat -c %a made_rules made_rules/plugin.json | tr '\n' ' ')" = "755 644 " ]
fine plugin new store made_store --language c --folder made_elsewhere/
expect_true test -f made_elsewhere/made_store.c
expect_out "gemaakt"
(umask 077 && "$stelsel" plugin new pack made_secret >/dev/null)
expect_true [ "$(stat -c %a made_secret)" = 700 ]
nothing_made

# What is generated is a plugin that can be read, also before it is built.
mkdir made
for kind in ${kinds//,/}; do
  fine plugin new "$kind" "made_$kind" --folder "made/$kind"
done
fine --plugins made plugin list --lang en
for kind in ${kinds//,/}; do
  expect_out "made_$kind"
done
fine --plugins made tables made_pack_bed
fine --plugins made rules made_checks/region_without_facility --lang en
expect_out "Region {region} has no facility."
nothing_made

# Never over something: a folder, an empty one, a file, a link to nothing.
cp -r made_rules kept
could_not_run "made_rules is there already" plugin new pack made_rules
expect_same made_rules kept
mkdir made_empty
could_not_run "made_empty is there already" plugin new pack made_empty
expect_true [ -z "$(ls -A made_empty)" ]
echo >made_file
could_not_run "made_file is there already" plugin new pack fresh --folder made_file
ln -s nowhere made_link
could_not_run "made_link is there already" plugin new pack fresh --folder made_link
could_not_run "there already" plugin new pack fresh --folder .
could_not_run "cannot make nowhere/fresh" plugin new pack fresh --folder nowhere/fresh
nothing_made

# What there is, when it is something else.
could_not_run "plugin new needs KIND and NAME; kinds are $kinds" plugin new
could_not_run "plugin new needs KIND and NAME; kinds are $kinds" plugin new pack
could_not_run "no kind of plugin is called \`check\`; there are $kinds" plugin new check fresh
could_not_run "no plugin is made in \`rust\`; there are c++, c" plugin new checks fresh --language rust
for name in Rules 1st my-rules my.rules ../fresh é _x; do
  could_not_run "cannot be the name of a plugin: it must be [a-z][a-z0-9_]*" plugin new checks "$name"
done
could_not_run "that is stelsel itself" plugin new checks core
could_not_run "CMake keeps it for itself" plugin new checks test
could_not_run "stelsel reads that format itself" plugin new format csv
could_not_run "more than 40 characters" plugin new checks "$(printf 'a%.0s' $(seq 41))"
could_not_run "plugin list has nothing to do with \`more\`" plugin list reporting more
nothing_made
longest=made_$(printf 'a%.0s' $(seq 35))
fine plugin new format "$longest"
fine plugin new checks made_csv --folder made_last
cannot_write plugin new --help
finish
