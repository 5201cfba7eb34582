#include "core/generate/values.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/decimal.h"
#include "core/generate/words.h"

namespace stelsel::core {
namespace {

constexpr int kLastYear = 2024;
// People are counted from five on; fewer might be known.
constexpr int64_t kLeast = 5;

}  // namespace

absl::Status Values::CheckPatterns() const {
  for (const Field& field : schema_.fields) {
    if (!field.required || field.pattern.empty() || !FromPattern(field, 1).empty()) continue;
    return absl::UnimplementedError(absl::StrCat(
        schema_.name, ".", field.name, ": nothing is made up for the pattern ", field.pattern));
  }
  return absl::OkStatus();
}

std::string Values::FromPattern(const Field& field, uint64_t number) const {
  if (field.pattern == "[a-z][a-z0-9_]*") return absl::StrCat(field.name, "_", table_.next);
  if (field.pattern == "[A-Z]+[0-9]*") return absl::StrCat("B", table_.next);
  if (field.pattern == "[a-h]") return std::string(1, static_cast<char>('a' + number % 8));
  if (field.pattern == "[0-9]{8}") return absl::StrFormat("%08d", number % 100'000'000);
  return "";
}

std::string Values::Of(const Field& field, Cells& cells) {
  if (!field.codes.empty()) return random_.Of(field.codes);
  switch (field.type) {
    case Type::kInteger:
      return absl::StrCat(Number(field));
    case Type::kDecimal:
      return FormatScaled(Number(field), field.scale);
    case Type::kBoolean:
      return random_.OneIn(2) ? "true" : "false";
    case Type::kDate:
      return DayWithin(random_.Between(kFirstYear, kLastYear), random_);
    case Type::kDateTime:
      return DayWithin(random_.Between(kFirstYear, kLastYear), random_) + "T12:00:00Z";
    case Type::kEdtf:
      return DateWithin(random_.Between(2020, kLastYear), random_);
    default:
      return Text(field, cells);
  }
}

int64_t Values::Number(const Field& field) {
  if (field.name == "rank" || field.name == "topic_version") return random_.Between(1, 2);
  if (field.name == "year") return random_.Between(kFirstYear, kLastYear);
  if (field.name == "times_per_year") return random_.Between(1, 12);
  int64_t scale = 1;
  for (int i = 0; i < field.scale; ++i) scale *= 10;
  if (field.name == "figure") return scale * random_.Between(5, 95);
  const int64_t least = std::max(field.minimum.value_or(0), kLeast * scale);
  const int64_t most = field.maximum.value_or(field.unit == "inwoners" ? 90'000 : 95 * scale);
  return least + static_cast<int64_t>(random_.Below(static_cast<size_t>(most - least + 1)));
}

std::string Values::Text(const Field& field, Cells& cells) {
  const int name = schema_.IndexOf("name");
  const bool own_code = schema_.primary_key.back() == schema_.IndexOf(field.name);
  if (own_code && name >= 0 && field.pattern == "[a-z][a-z0-9_]*") {
    std::string& named = cells[static_cast<size_t>(name)];
    named = Name(cells);
    return absl::StrCat(Slug(named), "_", table_.next);
  }
  if (!field.pattern.empty()) return FromPattern(field, random_.Next());
  if (field.name == "name") return Name(cells);
  if (field.name == "unit") return random_.OneIn(2) ? "plaatsen" : "gemeenten";
  const bool is_short = field.dictionary || absl::EndsWith(field.name, "_by") ||
                        absl::EndsWith(field.name, "_to") || field.name == "party" ||
                        field.name == "owner" || field.name == "publisher";
  return is_short ? Body(random_) : Sentence(random_);
}

// `Voorziening Duinhorst`: the table's title and a place, that of the row when it has one.
std::string Values::Name(const Cells& cells) {
  const MadeTable& places = landscape_.table("municipality");
  const int own = schema_.IndexOf("municipality");
  const MadeRow* place = &random_.Of(places.rows);
  for (const MadeRow& row : places.rows) {
    if (own < 0) break;
    if (places.at(row, "municipality") == cells[static_cast<size_t>(own)]) place = &row;
  }
  return absl::StrCat(schema_.title.nl, " ", places.at(*place, "name"));
}

}  // namespace stelsel::core
