#include "core/cli/describe.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/cli/text_table.h"

namespace stelsel::core {
namespace {

std::string Pick(Language language, const char* nl, const char* en) {
  return language == Language::kNl ? nl : en;
}

std::string TypeOf(const Field& field, Language language) {
  if (!field.codes.empty()) return absl::StrJoin(field.codes, " | ");
  switch (field.type) {
    case Type::kText:
    case Type::kCode:
      return Pick(language, "tekst", "text");
    case Type::kInteger:
      return Pick(language, "geheel getal", "integer");
    case Type::kDecimal:
      return field.is_money()
                 ? Pick(language, "bedrag in euro", "amount in euros")
                 : absl::StrCat(Pick(language, "getal met decimalen: ", "number with decimals: "),
                                field.scale);
    case Type::kBoolean:
      return "true | false";
    case Type::kDate:
      return Pick(language, "datum", "date");
    case Type::kEdtf:
      return Pick(language, "datum zoals de bron die geeft (EDTF)",
                  "date as the source gives it (EDTF)");
    case Type::kDateTime:
      return Pick(language, "tijdstip (UTC)", "moment (UTC)");
  }
  return "";
}

std::string BoundOf(const Field& field, int64_t value) {
  if (field.type == Type::kDate) return FormatDate(static_cast<int32_t>(value));
  if (field.type == Type::kDateTime) return FormatDateTime(value);
  return FormatScaled(value, field.scale);
}

// What the schema asks of a value, beside its type.
std::vector<std::string> DemandsOf(const TableSchema& table, int index, Language language) {
  const Field& field = table.field(index);
  std::vector<std::string> demands;
  const auto& key = table.primary_key;
  if (std::find(key.begin(), key.end(), index) != key.end())
    demands.push_back(Pick(language, "sleutel", "key"));
  else if (field.required)
    demands.push_back(Pick(language, "verplicht", "required"));
  if (field.unique) demands.push_back(Pick(language, "uniek", "unique"));
  if (field.minimum) demands.push_back(absl::StrCat("≥ ", BoundOf(field, *field.minimum)));
  if (field.maximum) demands.push_back(absl::StrCat("≤ ", BoundOf(field, *field.maximum)));
  if (!field.pattern.empty())
    demands.push_back(absl::StrCat(Pick(language, "patroon ", "pattern "), field.pattern));
  for (const ForeignKey& reference : table.foreign_keys) {
    if (std::find(reference.fields.begin(), reference.fields.end(), index) ==
        reference.fields.end())
      continue;
    demands.push_back(absl::StrCat(
        "→ ", reference.table,
        reference.during ? Pick(language, " (binnen de periode ervan)", " (within its period)")
                         : ""));
  }
  return demands;
}

std::string Names(const TableSchema& table, const std::vector<int>& fields) {
  return absl::StrJoin(table.NamesOf(fields), ", ");
}

// What the schema says of the rows together.
std::vector<std::string> TimeOf(const TableSchema& table, Language language) {
  std::vector<std::string> lines;
  if (table.period) {
    lines.push_back(absl::StrCat(
        Pick(language, "Geldt van ", "Holds from "), table.field(table.period->first).name,
        Pick(language, " tot (niet tot en met) ", " until, not including, "),
        table.field(table.period->second).name,
        Pick(language, "; leeg is open.", "; empty is open.")));
  }
  if (!table.without_overlap.empty()) {
    lines.push_back(
        absl::StrCat(Pick(language, "Geen overlap in de tijd per: ", "No overlap in time per: "),
                     Names(table, table.without_overlap), "."));
  }
  if (!table.exactly_one.empty()) {
    lines.push_back(absl::StrCat(
        Pick(language, "Precies één is ingevuld van: ", "Exactly one is filled in of: "),
        Names(table, table.exactly_one), "."));
  }
  if (table.observed) {
    lines.push_back(absl::StrCat(
        Pick(language, "Waarnemingen: op een datum geldt de laatste ",
             "Observations: as of a date the latest "),
        table.field(table.observed->on).name, Pick(language, " per ", " per "),
        Names(table, table.observed->of),
        table.observed->lowest ? absl::StrCat(Pick(language, "; bij gelijke datum de laagste ",
                                                   " holds; in a tie the lowest "),
                                              table.field(*table.observed->lowest).name, ".")
                               : Pick(language, ".", " holds.")));
  }
  return lines;
}

std::string Cell(const std::string& text) {
  return absl::StrReplaceAll(text, {{"|", "\\|"}, {"\n", " "}});
}

std::string MarkdownOf(const TableSchema& table, Language language) {
  std::string out = absl::StrCat("## ", table.title.In(language), " (`", table.name, "`)\n\n",
                                 table.description.In(language), "\n\n");
  absl::StrAppend(&out,
                  Pick(language, "| veld | betekenis | waarde | eisen |",
                       "| field | meaning | value | demands |"),
                  "\n|---|---|---|---|\n");
  for (size_t i = 0; i < table.fields.size(); ++i) {
    const Field& field = table.fields[i];
    absl::StrAppend(
        &out, "| `", field.name, "` | **", Cell(field.title.In(language)), "**. ",
        Cell(field.description.In(language)), " | ", Cell(TypeOf(field, language)), " | ",
        Cell(absl::StrJoin(DemandsOf(table, static_cast<int>(i), language), "; ")), " |\n");
  }
  for (const std::string& line : TimeOf(table, language)) absl::StrAppend(&out, "\n", line, "\n");
  return out + "\n";
}

std::string Quote(const std::string& id) { return absl::StrCat("\"", id, "\""); }
std::string Literal(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "''"}}), "'");
}

std::string SqlType(const Field& field) {
  switch (field.type) {
    case Type::kInteger:
      return "bigint";
    case Type::kDecimal:
      return absl::StrCat("numeric(19, ", field.scale, ")");
    case Type::kBoolean:
      return "boolean";
    case Type::kDate:
      return "date";
    case Type::kDateTime:
      return "timestamptz";
    default:
      return "text";
  }
}

std::string QuotedNames(const std::vector<std::string>& names) {
  return absl::StrJoin(names, ", ", [](std::string* to, const std::string& name) {
    absl::StrAppend(to, Quote(name));
  });
}

std::string SqlColumn(const Field& field) {
  std::string out =
      absl::StrCat("  ", Quote(field.name), " ", SqlType(field), field.required ? " NOT NULL" : "");
  if (!field.codes.empty()) {
    absl::StrAppend(&out, " CHECK (", Quote(field.name), " IN (",
                    absl::StrJoin(field.codes, ", ",
                                  [](std::string* to, const std::string& code) {
                                    absl::StrAppend(to, Literal(code));
                                  }),
                    "))");
  }
  if (field.type == Type::kEdtf) {
    absl::StrAppend(&out, ",\n  ", Quote(field.name + "_earliest"), " date,\n  ",
                    Quote(field.name + "_latest"), " date");
  }
  return out;
}

std::string SqlOf(const TableSchema& table) {
  std::vector<std::string> parts;
  for (const Field& field : table.fields) parts.push_back(SqlColumn(field));
  parts.push_back(
      absl::StrCat("  PRIMARY KEY (", QuotedNames(table.NamesOf(table.primary_key)), ")"));
  for (const ForeignKey& key : table.foreign_keys) {
    parts.push_back(absl::StrCat(
        "  FOREIGN KEY (", QuotedNames(table.NamesOf(key.fields)), ") REFERENCES ",
        Quote(key.table), " (", QuotedNames(key.target_fields), ") DEFERRABLE INITIALLY DEFERRED"));
  }
  std::string out = absl::StrCat("CREATE TABLE ", Quote(table.name), " (\n",
                                 absl::StrJoin(parts, ",\n"), "\n);\n");
  absl::StrAppend(&out, "COMMENT ON TABLE ", Quote(table.name), " IS ",
                  Literal(table.description.nl), ";\n");
  for (const Field& field : table.fields) {
    absl::StrAppend(&out, "COMMENT ON COLUMN ", Quote(table.name), ".", Quote(field.name), " IS ",
                    Literal(field.description.nl), ";\n");
  }
  return out;
}

}  // namespace

std::string ListTables(const std::vector<TableSchemaPtr>& tables, Language language) {
  std::vector<std::vector<std::string>> rows;
  for (const TableSchemaPtr& table : tables)
    rows.push_back({table->name, table->owner, table->title.In(language)});
  return TextTable(rows);
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
    rows.push_back({field.name, field.description.In(language)});
    rows.push_back({"", absl::StrCat("[", absl::StrJoin(about, "; "), "]")});
  }
  absl::StrAppend(&out, TextTable(rows), "\n", Pick(language, "Sleutel: ", "Key: "),
                  Names(table, table.primary_key), "\n");
  for (const std::string& line : TimeOf(table, language))
    absl::StrAppend(&out, absl::StrJoin(Wrap(line, 80), "\n"), "\n");
  return out;
}

std::string MarkdownOf(const std::vector<TableSchemaPtr>& tables, Language language) {
  std::string out = Pick(language, "# Gegevenswoordenboek\n\n", "# Data dictionary\n\n");
  for (const TableSchemaPtr& table : tables) absl::StrAppend(&out, MarkdownOf(*table, language));
  return out;
}

std::string SqlOf(const std::vector<TableSchemaPtr>& tables) {
  return absl::StrJoin(tables, "\n", [](std::string* to, const TableSchemaPtr& table) {
    absl::StrAppend(to, SqlOf(*table));
  });
}

}  // namespace stelsel::core
