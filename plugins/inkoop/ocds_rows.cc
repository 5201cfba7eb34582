#include "ocds_rows.h"

#include <utility>

#include "days.h"

namespace inkoop {
namespace {

std::string ScaledText(std::int64_t value, int scale) {
  const bool negative = value < 0;
  std::string digits = std::to_string(negative ? 0 - static_cast<std::uint64_t>(value)
                                               : static_cast<std::uint64_t>(value));
  const auto decimals = static_cast<std::size_t>(scale);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return (negative ? "-" : "") + digits;
}

std::string CellText(const stelsel::Rows& rows, std::size_t row, std::size_t column) {
  const stelsel::ColumnType& type = rows.columns()[column];
  switch (type.kind) {
    case stelsel::Kind::text:
      return std::string(rows.text(row, column));
    case stelsel::Kind::boolean:
      return rows.integer(row, column) != 0 ? "true" : "false";
    case stelsel::Kind::date:
      return TextOf(static_cast<Day>(rows.integer(row, column)));
    case stelsel::Kind::decimal:
      return ScaledText(rows.integer(row, column), type.scale);
    default:
      return std::to_string(rows.integer(row, column));
  }
}

struct Pair {
  const char *ours, *theirs;
};
constexpr Pair kDetails[] = {
    {"sas", "SAS-procedure (sociale en andere specifieke diensten), zonder EMVI"},
    {"sas_emvi", "SAS-procedure (sociale en andere specifieke diensten), met EMVI"},
    {"open_house", "Toelatingsprocedure (open house)"},
    {"europese_aanbesteding", "Europese aanbesteding"},
    {"aanbesteding", "Aanbesteding"},
};
constexpr Pair kStates[] = {{"voorgenomen", "planning"},
                            {"in_voorbereiding", "planned"},
                            {"lopend", "active"},
                            {"gegund", "complete"},
                            {"ingetrokken", "withdrawn"}};

}  // namespace

std::string TextIn(const TextRow& row, const std::string& field) {
  const auto it = row.find(field);
  return it != row.end() ? it->second : "";
}

std::string TakeFrom(TextRow& row, const std::string& field) {
  const auto it = row.find(field);
  if (it == row.end()) return "";
  std::string text = std::move(it->second);
  row.erase(it);
  return text;
}

std::vector<TextRow> TextRowsOf(const stelsel::Snapshot& snapshot, const std::string& table) {
  std::vector<TextRow> out;
  for (stelsel::Rows rows(snapshot.stream(table)); rows.next();) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      TextRow& row = out.emplace_back();
      for (std::size_t c = 0; c < rows.columns().size(); ++c) {
        if (!rows.is_null(i, c)) row[rows.columns()[c].name] = CellText(rows, i, c);
      }
    }
  }
  return out;
}

std::string Key(const TextRow& row, std::initializer_list<const char*> fields) {
  std::string key;
  for (const char* const field : fields) key += TextIn(row, field) + '\x1f';
  return key;
}

std::string DetailsOf(const std::string& kind) {
  for (const Pair& pair : kDetails) {
    if (kind == pair.ours) return pair.theirs;
  }
  return "";
}

std::string KindOf(const std::string& details) {
  for (const Pair& pair : kDetails) {
    if (details == pair.theirs) return pair.ours;
  }
  return "";
}

std::string StatusOf(const std::string& state) {
  for (const Pair& pair : kStates) {
    if (state == pair.ours) return pair.theirs;
  }
  return "";
}

std::string StateOf(const std::string& status) {
  for (const Pair& pair : kStates) {
    if (status == pair.theirs) return pair.ours;
  }
  return "";
}

}  // namespace inkoop
