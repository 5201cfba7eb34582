#include "core/io/labels.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

// ASCII letters only: no title differs from another by the case of a letter beyond it.
std::string Plain(std::string_view label) {
  return absl::AsciiStrToLower(
      absl::StripAsciiWhitespace(absl::string_view(label.data(), label.size())));
}

}  // namespace

Labels::Labels(const TableSchema& schema) {
  const auto& fields = schema.fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    const int field = static_cast<int>(i);
    Add(fields[i].title.nl, field);
    if (Plain(fields[i].title.en) != Plain(fields[i].title.nl)) Add(fields[i].title.en, field);
  }
  // A name is stronger than a title.
  for (size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i].was.empty()) fields_[Plain(fields[i].was)] = static_cast<int>(i);
  }
  for (size_t i = 0; i < fields.size(); ++i) fields_[Plain(fields[i].name)] = static_cast<int>(i);
}

void Labels::Add(std::string_view label, int field) {
  const auto [it, added] = fields_.try_emplace(Plain(label), field);
  if (!added && it->second != field) it->second = -1;
}

int Labels::FieldOf(std::string_view label) const {
  const auto it = fields_.find(Plain(label));
  return it == fields_.end() ? -1 : it->second;
}

Head ReadHead(absl::Span<const CsvCell> cells, const TableSchema& schema) {
  const Labels labels(schema);
  absl::flat_hash_set<std::string_view> all, seen;
  for (const CsvCell& cell : cells) all.insert(cell.text);
  std::vector<bool> taken(schema.fields.size(), false);
  Head head;
  const auto column_of = [&](std::string_view label) -> std::pair<int, std::string_view> {
    if (label.find_first_not_of(' ') == std::string_view::npos) return {-1, "core/blank-header"};
    if (FirstInvalidUtf8(label) != std::string_view::npos) return {-1, "core/encoding-error"};
    if (!seen.insert(label).second) return {-1, "core/duplicate-label"};
    const int field = labels.FieldOf(label);
    if (field < 0) return {-1, "core/extra-label"};
    const std::string& name = schema.field(field).name;
    if (name != label && all.contains(name)) return {-1, "core/extra-label"};
    if (taken[static_cast<size_t>(field)]) return {-1, "core/duplicate-label"};
    taken[static_cast<size_t>(field)] = true;
    head.by_title = head.by_title || name != label;
    return {field, ""};
  };
  for (size_t i = 0; i < cells.size(); ++i) {
    const auto [field, rule] = column_of(cells[i].text);
    head.columns.push_back(field);
    if (rule.empty()) continue;
    const bool shown = rule == "core/duplicate-label" || rule == "core/extra-label";
    head.faults.push_back({rule, i, shown ? cells[i].text : std::string_view()});
  }
  return head;
}

}  // namespace stelsel::core
