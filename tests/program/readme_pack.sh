# The pack of plugins/README.md, as it stands there.
# runs: plugins/README.md json 1, sql 1
. "$(dirname "$0")/expect.sh"
readme=$2/plugins/README.md
mkdir -p utrecht/rules
block() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$readme" | sed -n '2,/^```$/p' | sed '$d'; }
block json >utrecht/plugin.json
block sql >utrecht/rules/too_many_months.sql

run check "$landscape" --pack ./utrecht --as-of 2021-12-31
expect_status 0
expect_true [ "$(grep -c 'utrecht/too_many_months' out)" = 4 ]
run check "$landscape" --pack ./utrecht --as-of 2021-12-31 --set utrecht/most_months=7
expect_status 0
expect_not_out utrecht
fine --plugins . rules utrecht/too_many_months
expect_out "Een termijn van veel maanden"
fine plugin check utrecht --data "$landscape"
# Its views have the columns that it says.
for view in current_member latest_status current_capacity; do
  columns=$(sed -nE "s/^\| \`$view\` \| (.*) \|\$/\1/p" "$readme")
  fine query "$landscape" "SELECT $columns, source_document, section, illustratief FROM $view LIMIT 1" --as-of 2021-12-31
done
finish
