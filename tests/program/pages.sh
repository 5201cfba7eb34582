# What people open: pages in a real browser. WCAG 2.2 AA by axe-core, sorting, choosing and searching with mouse and
# keyboard, print, 320 pixels, pages without scripts, and texts that would like to be scripts. Pictures to look at come
# to stand in shots/. Skipped where npm cannot install playwright-core and axe-core, or Chromium is not there.
. "$(dirname "$0")/expect.sh"
. "$2/tests/program/npm.sh"
scripts=$2/tests/program/pages
browser=$(command -v chromium) || { echo "skipped: chromium is not there"; exit 77; }
npm_ci "$scripts"

make_page() { fine --plugins "$(dirname "$work")/page_plugins" report "$2" "$landscape" --as-of 2021-12-31 -o "$1.html" "${@:3}"; }
make_page everything pages/everything
make_page english pages/everything --lang en
make_page hostile pages/hostile
make_page long pages/long --set rows=5000
make_page national reporting/national --set domain=BW
make_page region reporting/region --set region=ijssel_vecht

# The same document gives the same bytes.
make_page again pages/everything
expect_same everything.html again.html

# A table of many rows goes straight to the file.
timeout 60 "$stelsel" --plugins "$(dirname "$work")/page_plugins" report pages/long "$landscape" --as-of 2021-12-31 \
  --set rows=200000 -o longer.html || fault "a table of 200,000 rows takes too long"
expect_true [ "$(grep -c '<tr role="row"><th scope="row"' longer.html)" -eq 200000 ]
rm -f longer.html again.html

mkdir shots
expect_called="pages.js"
NODE_PATH=$modules/node_modules timeout 800 node "$scripts/pages.js" "$browser" "$work" >out 2>err </dev/null
status=$?
expect_status 0
[ "$status" -eq 0 ] || cat out
expect_no_err
finish
