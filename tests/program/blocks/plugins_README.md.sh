# The pack that the page has written by then.
if [ "$1-$2" = sh-4 ]; then
  block() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$SOURCE_DIR/plugins/README.md" | sed -n '2,/^```$/p' | sed '$d'; }
  block json >utrecht/plugin.json
  block sql >utrecht/rules/too_many_months.sql
fi
