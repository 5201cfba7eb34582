#include "core/cli/field_words.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/date.h"
#include "core/base/decimal.h"

namespace stelsel::core {
namespace {

std::string BoundOf(const Field& field, int64_t value) {
  if (field.type == Type::kDate) return FormatDate(static_cast<int32_t>(value));
  if (field.type == Type::kDateTime) return FormatDateTime(value);
  return FormatScaled(value, field.scale);
}

}  // namespace

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

std::vector<std::string> BoundsOf(const TableSchema& table, int index, Language language) {
  const Field& field = table.field(index);
  std::vector<std::string> demands;
  if (!field.unit.empty() && !field.is_money()) demands.push_back(absl::StrCat("in ", field.unit));
  if (field.unique) demands.push_back(Pick(language, "uniek", "unique"));
  if (field.minimum) demands.push_back(absl::StrCat("≥ ", BoundOf(field, *field.minimum)));
  if (field.maximum) demands.push_back(absl::StrCat("≤ ", BoundOf(field, *field.maximum)));
  if (!field.pattern.empty())
    demands.push_back(
        absl::StrCat(Pick(language, "patroon ", "pattern "), "`", field.pattern, "`"));
  return demands;
}

std::vector<std::string> DemandsOf(const TableSchema& table, int index, Language language) {
  const Field& field = table.field(index);
  std::vector<std::string> demands;
  const auto& key = table.primary_key;
  if (std::find(key.begin(), key.end(), index) != key.end())
    demands.push_back(Pick(language, "sleutel", "key"));
  else if (field.required)
    demands.push_back(Pick(language, "verplicht", "required"));
  for (const std::string& bound : BoundsOf(table, index, language)) demands.push_back(bound);
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

std::vector<std::string> RowsOf(const TableSchema& table, Language language) {
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
        table.observed->lowest
            ? absl::StrCat(
                  Pick(language, "; bij gelijke datum de laagste ", " holds; in a tie the lowest "),
                  table.field(*table.observed->lowest).name, " (",
                  absl::StrJoin(table.field(*table.observed->lowest).codes, " < "), ").")
            : Pick(language, ".", " holds.")));
  }
  return lines;
}

}  // namespace stelsel::core
