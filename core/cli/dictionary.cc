// The data dictionary: all tables in Markdown, for people who know the field and not the program.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "core/cli/describe.h"
#include "core/cli/field_words.h"
#include "core/cli/groups.h"

namespace stelsel::core {
namespace {

std::string Cell(const std::string& text) {
  return absl::StrReplaceAll(text, {{"|", "\\|"}, {"\n", " "}});
}

std::string Code(const std::string& text) { return absl::StrCat("`", text, "`"); }

class Dictionary {
 public:
  Dictionary(const std::vector<TableSchemaPtr>& tables, Language language)
      : tables_(tables), language_(language) {
    FindCommon();
    for (const TableSchemaPtr& table : tables) known_.insert(table->name);
    for (const TableSchemaPtr& table : tables) {
      for (const ForeignKey& key : table->foreign_keys) {
        if (!IsCommon(table->field(key.fields[0]))) users_[key.table].insert(table->name);
      }
    }
  }

  std::string Write() {
    absl::StrAppend(&out_, Words("# Gegevenswoordenboek\n\n", "# Data dictionary\n\n"));
    if (tables_.size() > 1) WriteHead();
    for (const TableGroup& group : GroupsOf(tables_)) WriteGroup(group);
    return std::move(out_);
  }

 private:
  using Meaning = std::tuple<std::string, std::string, std::string>;  // name, title, description

  std::string Words(const char* nl, const char* en) const { return Pick(language_, nl, en); }
  Meaning MeaningOf(const Field& field) const {
    return {field.name, field.title.In(language_), field.description.In(language_)};
  }

  // Fields that mean the same in more than half of the tables are told once.
  void FindCommon() {
    std::map<Meaning, size_t> count;
    for (const TableSchemaPtr& table : tables_) {
      for (const Field& field : table->fields) ++count[MeaningOf(field)];
    }
    for (const auto& [meaning, times] : count) {
      if (times > 2 && times * 2 > tables_.size()) common_.insert(meaning);
    }
  }

  bool IsCommon(const Field& field) const { return common_.count(MeaningOf(field)) > 0; }

  void WriteHead() {
    absl::StrAppend(
        &out_, tables_.size(),
        Words(
            " tabellen. De sleutel (🔑) onderscheidt een rij van alle andere; een veld in **vet** "
            "moet "
            "ingevuld zijn; → is een verwijzing naar een andere tabel. Datums staan er zoals de "
            "bron ze "
            "geeft (EDTF, ISO 8601-2): `2021-12-31`, `2021-12`, `2021`, `2021-23` (herfst), "
            "`2021-36` "
            "(vierde kwartaal), `2021-01/2021-06` (ergens daarin), `../2021-12-31` (uiterlijk), "
            "`2021~` "
            "(ongeveer).\n\n",
            " tables. The key (🔑) tells a row from all others; a field in **bold** must be filled "
            "in; → is a "
            "reference to another table. Dates stand as the source gives them (EDTF, ISO 8601-2): "
            "`2021-12-31`, `2021-12`, `2021`, `2021-23` (autumn), `2021-36` (fourth quarter), "
            "`2021-01/2021-06` (somewhere in it), `../2021-12-31` (at the latest), `2021~` "
            "(about).\n\n"));
    if (common_.empty()) return;
    absl::StrAppend(&out_, Words("## In bijna iedere tabel\n\n", "## In almost every table\n\n"));
    WriteFieldHead();
    for (const TableSchemaPtr& table : tables_) {
      if (WriteCommonOf(*table)) break;
    }
    absl::StrAppend(&out_, "\n");
  }

  // The common fields as the first table that has them all has them.
  bool WriteCommonOf(const TableSchema& table) {
    const auto have = std::count_if(table.fields.begin(), table.fields.end(),
                                    [this](const Field& field) { return IsCommon(field); });
    if (static_cast<size_t>(have) < common_.size()) return false;
    for (size_t i = 0; i < table.fields.size(); ++i) {
      if (IsCommon(table.fields[i])) WriteField(table, static_cast<int>(i));
    }
    return true;
  }

  void WriteGroup(const TableGroup& group) {
    absl::StrAppend(&out_, "## ", group.title.In(language_), "\n\n");
    if (group.tables.size() > 1) {
      absl::StrAppend(&out_, Words("| tabel | wat een rij is |\n", "| table | what a row is |\n"),
                      "|---|---|\n");
      for (const TableSchemaPtr& table : group.tables) {
        absl::StrAppend(&out_, "| ", Link(table->name), " | **", Cell(table->title.In(language_)),
                        "**. ", Cell(table->description.In(language_)), " |\n");
      }
      absl::StrAppend(&out_, "\n");
    }
    for (const TableSchemaPtr& table : group.tables) WriteTable(*table);
  }

  void WriteTable(const TableSchema& table) {
    absl::StrAppend(&out_, "### <a id=\"", table.name, "\"></a>", table.title.In(language_), " (`",
                    table.name, "`)\n\n", table.description.In(language_), "\n\n");
    WriteFieldHead();
    std::vector<std::string> common;
    for (size_t i = 0; i < table.fields.size(); ++i) {
      if (tables_.size() > 1 && IsCommon(table.fields[i])) {
        common.push_back(Code(table.fields[i].name));
      } else {
        WriteField(table, static_cast<int>(i));
      }
    }
    absl::StrAppend(&out_, "\n");
    if (!common.empty()) {
      absl::StrAppend(&out_, Words("Verder: ", "Also: "), absl::StrJoin(common, ", "), ".\n\n");
    }
    for (const std::string& line : RowsOf(table, language_)) absl::StrAppend(&out_, line, "\n\n");
    WriteUsers(table);
  }

  void WriteUsers(const TableSchema& table) {
    const auto users = users_.find(table.name);
    if (users == users_.end()) return;
    const std::string list = absl::StrJoin(
        users->second, ", ",
        [this](std::string* to, const std::string& name) { absl::StrAppend(to, Link(name)); });
    absl::StrAppend(&out_, Words("Hiernaar verwijzen: ", "Referred to by: "), list, ".\n\n");
  }

  void WriteFieldHead() {
    absl::StrAppend(&out_,
                    Words("| veld | betekenis | waarde |\n", "| field | meaning | value |\n"),
                    "|---|---|---|\n");
  }

  void WriteField(const TableSchema& table, int index) {
    const Field& field = table.field(index);
    const auto& key = table.primary_key;
    const bool is_key = std::find(key.begin(), key.end(), index) != key.end();
    std::string name = Code(field.name);
    if (field.required) name = absl::StrCat("**", name, "**");
    absl::StrAppend(&out_, "| ", is_key ? "🔑 " : "", name, " | **", Cell(field.title.In(language_)),
                    "**. ", Cell(field.description.In(language_)), " | ",
                    Cell(ValueOf(table, index)), " |\n");
  }

  std::string ValueOf(const TableSchema& table, int index) const {
    const Field& field = table.field(index);
    std::vector<std::string> parts;
    const std::vector<std::string> targets = TargetsOf(table, index);
    if (!field.codes.empty()) {
      parts.push_back(
          absl::StrJoin(field.codes, "<br>", [&](std::string* to, const std::string& code) {
            const std::string label = field.Label(code, language_);
            absl::StrAppend(to, Code(code), label == code ? "" : absl::StrCat(" ", label));
          }));
    } else if (targets.empty()) {
      parts.push_back(TypeOf(field, language_));
    }
    parts.insert(parts.end(), targets.begin(), targets.end());
    for (const std::string& demand : BoundsOf(table, index, language_)) parts.push_back(demand);
    return absl::StrJoin(parts, "; ");
  }

  std::vector<std::string> TargetsOf(const TableSchema& table, int index) const {
    std::set<std::string> targets;
    for (const ForeignKey& key : table.foreign_keys) {
      if (std::find(key.fields.begin(), key.fields.end(), index) == key.fields.end()) continue;
      targets.insert(absl::StrCat(
          "→ ", Link(key.table),
          key.during ? Words(", binnen de periode ervan", ", within its period") : ""));
    }
    return {targets.begin(), targets.end()};
  }

  std::string Link(const std::string& table) const {
    if (known_.count(table) == 0) return Code(table);
    return absl::StrCat("[`", table, "`](#", table, ")");
  }

  const std::vector<TableSchemaPtr>& tables_;
  const Language language_;
  std::set<Meaning> common_;
  std::set<std::string> known_;
  std::map<std::string, std::set<std::string>> users_;
  std::string out_;
};

}  // namespace

std::string MarkdownOf(const std::vector<TableSchemaPtr>& tables, Language language) {
  return Dictionary(tables, language).Write();
}

}  // namespace stelsel::core
