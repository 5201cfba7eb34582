#include "core/check/nearest.h"

#include "core/base/nearest.h"

namespace stelsel::core::checking {
namespace {

constexpr int64_t kMostRows = 5000;

}  // namespace

std::optional<std::string> Nearest(std::string_view wanted, const Table& target) {
  const TableSchema& schema = target.schema();
  if (schema.primary_key.size() != 1 || target.row_count() > kMostRows) return std::nullopt;
  const int key = schema.primary_key[0];
  if (target.dictionary(key) == nullptr || wanted.empty() ||
      wanted.size() > NearestWord::kLongest) {
    return std::nullopt;
  }
  const int name = schema.IndexOf("name");
  const std::string lower = Lower(wanted);
  std::optional<std::string> same;
  NearestWord nearest(lower);
  target.ForEachRow([&](const RowRef& row) {
    const std::string_view text = row.Text(key);
    const std::string code = Lower(text);
    const bool digits = code.size() > lower.size() && code.ends_with(lower) && lower.size() >= 4;
    if (code == lower || digits || (name >= 0 && Lower(row.Text(name)) == lower)) {
      if (!same) same = std::string(text);
      return;
    }
    nearest.Look(code, text);
  });
  if (same) return same;
  return nearest.word();
}

}  // namespace stelsel::core::checking
