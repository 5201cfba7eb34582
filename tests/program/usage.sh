# How the program is called, and what it says when it is called wrongly.
. "$(dirname "$0")/expect.sh"

# Help is a result, so it goes to standard output; every command's has an example.
fine --help
for command in check copy report calculate query history diff tables rules plugin; do
  expect_out "  $command"
done
expect_true [ -z "$(grep -E '^.{81,}' out)" ]
fine -h
expect_out "Usage: stelsel"
fine --lang en --help
expect_out "Usage: stelsel"
for command in check copy report calculate query history diff tables rules plugin; do
  fine $command --help
  expect_out "Usage: stelsel $command"
  expect_true grep -qE "^Example: stelsel (--plugins DIR )?$command " out
  expect_not_out "stelsel: "
  expect_true [ -z "$(grep -E '^.{81,}' out)" ]
done
fine --version
expect_out_lines 1
expect_out "stelsel 0."

could_not_run "no command given"
could_not_run "no command is called \`chek\`" chek
could_not_run "unrecognised option '--frmat'" check "$landscape" --frmat text
could_not_run "unrecognised option '--form'" check "$landscape" --form text
could_not_run "'--format' is missing" check "$landscape" --format
could_not_run "too many positional options" check "$landscape" "$landscape"
could_not_run "SOURCE is missing" check
could_not_run "SOURCE is missing" check ""
could_not_run "--lang must be one of nl, en" --lang fr tables
could_not_run "--lang must be one of nl, en" tables --lang ""

# Options for every command stand before it or behind it.
fine --lang en tables
mv out before
fine tables --lang en
expect_same before out
fine tables
expect_out "Brondocument"

# Rules.
fine rules --lang en
expect_out "core/foreign-key"
expect_out "Reference to nothing"
fine rules core/foreign-key --lang en
expect_out "core/foreign-key"
expect_out "the row that it refers to is missing"
fine rules core/foreign-key
expect_out "Verwijzing naar niets"
fine rules --format markdown --lang en
expect_out '### <a id="core-foreign-key"></a>Reference to nothing (`core/foreign-key`)'
fine rules core/foreign-key --format json
expect_out '"cure": {'
expect_true python3 -c 'import json, sys; assert [rule["id"] for rule in json.load(open("out"))] == ["core/foreign-key"]'
could_not_run "no rule is called \`core/nothing\`" rules core/nothing

cannot_write --help
cannot_write check --help
cannot_write --version
cannot_write rules
finish
