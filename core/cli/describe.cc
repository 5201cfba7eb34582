#include "core/cli/describe.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/cli/field_words.h"
#include "core/cli/groups.h"
#include "core/cli/text_table.h"

namespace stelsel::core {

std::string ListTables(const std::vector<TableSchemaPtr>& tables, Language language) {
  std::string out;
  for (const TableGroup& group : GroupsOf(tables)) {
    absl::StrAppend(&out, out.empty() ? "" : "\n", group.title.In(language), "\n");
    std::vector<std::vector<std::string>> rows;
    for (const TableSchemaPtr& table : group.tables)
      rows.push_back({"  " + table->name, table->owner, table->title.In(language)});
    absl::StrAppend(&out, TextTable(rows));
  }
  return out;
}

std::string DescribeTable(const TableSchema& table, Language language) {
  std::string out =
      absl::StrCat(table.name, ": ", table.title.In(language), "\n\n",
                   absl::StrJoin(Wrap(table.description.In(language), 80), "\n"), "\n\n");
  std::vector<std::vector<std::string>> rows;
  for (size_t i = 0; i < table.fields.size(); ++i) {
    const Field& field = table.fields[i];
    std::vector<std::string> about = {TypeOf(field, language)};
    const std::vector<std::string> demands = DemandsOf(table, static_cast<int>(i), language);
    about.insert(about.end(), demands.begin(), demands.end());
    // The title first: files may have it as the head of the column.
    const std::string &title = field.title.In(language), &text = field.description.In(language);
    rows.push_back({field.name, title.empty() || text.empty() ? absl::StrCat(title, text)
                                                              : absl::StrCat(title, ": ", text)});
    rows.push_back({"", absl::StrCat("[", absl::StrJoin(about, "; "), "]")});
  }
  absl::StrAppend(&out, TextTable(rows), "\n", Pick(language, "Sleutel: ", "Key: "),
                  Names(table, table.primary_key), "\n");
  for (const std::string& line : RowsOf(table, language))
    absl::StrAppend(&out, absl::StrJoin(Wrap(line, 80), "\n"), "\n");
  return out;
}

}  // namespace stelsel::core
