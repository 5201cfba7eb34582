# Sourced by embed.sh, behind its examples: the blocks of the bindings' pages, each made a whole program.
# runs: bindings/python/README.md sh 1, python 1
# runs: bindings/node/README.md sh 1, js 1
# runs: bindings/java/README.md sh 1, java 1
# runs: bindings/csharp/README.md sh 1, csharp 1
ln -sfn "$landscape" landscape

# page BINDING LANGUAGE: the first block of its page in that language, with the folder that stelsel is in.
page() { block "$2" 1 "bindings/$1/README.md" | sed "s|PREFIX/|$PREFIX/|g"; }

page python python >page.py
PYTHONPATH=$bindings/python python3 page.py >page.python || fail "the page of Python does not run"
expect "$(page python sh | sed 's/^pip //')" <(echo "install $bindings/python")

{ echo 'using System; using Stelsel; class Program { static void Main() {'; page csharp csharp; echo '} }'; } >Program.cs
page csharp sh >page.sh
bash -eu page.sh && mono program.exe >page.csharp || fail "the page of C# does not run"

{ echo 'import nl.stelsel.*; class Page { public static void main(String[] given) throws Exception {'; page java java; echo '} }'; } >Page.java
page java sh | sed 's|$| Page.java|' >page.sh
bash -eu page.sh && java -cp classes:/usr/share/java/jna.jar Page >page.java.txt || fail "the page of Java does not run"

if [ -z "$skipped" ]; then
  page node js >node/page.mjs
  node node/page.mjs >page.node || fail "the page of Node.js does not run"
  expect "$(page node sh | sed 's/.* --install-links //')" npm.sh
fi
for said in page.python page.csharp page.java.txt page.node; do
  [ -n "$skipped" ] && [ $said = page.node ] && continue
  expect 'The same source says ja here' "$said"
done
