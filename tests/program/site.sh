# The site that docs/build makes: every page of it, each link and place, WCAG 2.2 AA by axe-core, a phone's width, the
# search in pages that are files, and nothing asked of a network. Skipped where mkdocs or its theme, Chromium or npm's
# axe-core is not there.
# runs: docs/README.md sh 1
. "$(dirname "$0")/expect.sh"
. "$2/tests/program/npm.sh"
status=0 source=$2
: >out && : >err
/usr/bin/python3 -c 'import mkdocs' 2>/dev/null && [ -d /usr/share/mkdocs/themes/material ] ||
  { echo "skipped: mkdocs and its theme material are not there"; exit 77; }

build_site() {
  expect_called="docs/build"
  "$source/docs/build" --stelsel "$stelsel" --out "$work/$1" >out 2>err </dev/null
  status=$?
}
build_site made
expect_status 0
expect_no_err
expect_out "pages"
expect_true "$source/docs/check" made/site

# What the brief reader looks for is there: each table and rule has a place of its own, in both languages.
for place in 'dictionary/agreements.html id="agreement_status"' 'woordenboek/agreements.html id="agreement_status"' \
             'findings/core.html id="core-foreign-key"' 'bevindingen/core.html id="core-foreign-key"' \
             'reference/stelsel.h.html id="stelsel_model_v1-stream"' 'commands.html id="check"' \
             'kinds/checks.html STELSEL_PLUGIN' 'plugins/storage_sqlite.html <h1' 'security.html <h1'; do
  expect_true grep -qF -- "${place#* }" "made/site/${place%% *}"
done
for table in $("$stelsel" tables --lang en | sed -nE 's/^  ([a-z_0-9]+) .*/\1/p'); do
  for folder in dictionary woordenboek; do
    grep -rqF "id=\"$table\"" made/site/$folder || fault "$folder does not tell of the table $table"
  done
done
for rule in $("$stelsel" rules --format json | sed -nE 's/^ +"id": "(.+)",$/\1/p'); do
  for folder in findings bevindingen; do
    grep -qF "id=\"${rule/\//-}\"" "made/site/$folder/${rule%%/*}.html" || fault "$folder does not tell of the rule $rule"
  done
done

# The check can fail: a link to nowhere, one to a place that is not there, an id twice, something fetched.
mkdir spoilt
page() { printf '<!doctype html><title>x</title>%s' "$1" >spoilt/index.html; }
for body in '<a href="nowhere.html">x</a>' '<a href="#nowhere">x</a>' '<p id="a"></p><p id="a"></p>' \
            '<img src="https://example.org/x.png">' '<script src="//example.org/x.js"></script>'; do
  page "$body"
  "$source/docs/check" spoilt >out && fault "docs/check takes $body"
done
page '<p id="a"></p><a href="index.html#a">x</a><a href="https://example.org/">x</a>'
expect_true "$source/docs/check" spoilt

browser=$(command -v chromium) || { echo "skipped: chromium is not there"; exit 77; }
npm_ci "$source/tests/program/pages"
mkdir shots
expect_called="site.js"
NODE_PATH=$modules/node_modules timeout 700 node "$source/tests/program/site/site.js" "$browser" "$work/made/site" "$work/shots" >out 2>err </dev/null
status=$?
expect_status 0
[ "$status" -eq 0 ] || cat out
expect_no_err
finish
