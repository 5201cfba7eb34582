#include "core/io/labels.h"

#include "absl/strings/ascii.h"
#include "core/base/nearest.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

// ASCII letters only: no title differs from another by the case of a letter beyond it.
std::string Plain(std::string_view label) {
  return absl::AsciiStrToLower(
      absl::StripAsciiWhitespace(absl::string_view(label.data(), label.size())));
}

}  // namespace

TableSchemaPtr FindTable(const SchemaSet& schemas, std::string_view name) {
  if (TableSchemaPtr table = schemas.Find(name)) return table;
  const std::string plain = Plain(name);
  if (TableSchemaPtr table = schemas.Find(plain)) return table;
  TableSchemaPtr found;
  for (const TableSchemaPtr& table : schemas.tables()) {
    if (Plain(table->title.nl) != plain && Plain(table->title.en) != plain) continue;
    if (found != nullptr) return nullptr;
    found = table;
  }
  return found;
}

Labels::Labels(const TableSchema& schema) {
  const auto& fields = schema.fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    const int field = static_cast<int>(i);
    Add(fields[i].title.nl, field);
    if (Plain(fields[i].title.en) != Plain(fields[i].title.nl)) Add(fields[i].title.en, field);
  }
  // A name is stronger than a title.
  for (size_t i = 0; i < fields.size(); ++i) {
    for (const std::string& was : fields[i].was) fields_[Plain(was)] = static_cast<int>(i);
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

Head::Head(const TableSchema& schema)
    : schema_(schema), labels_(schema), taken_(schema.fields.size(), false) {}

std::pair<int, std::string_view> Head::FieldOrFault(
    std::string_view label, const absl::flat_hash_set<std::string_view>& beside) {
  if (label.find_first_not_of(' ') == std::string_view::npos) return {-1, "core/blank-header"};
  if (FirstInvalidUtf8(label) != std::string_view::npos) return {-1, "core/encoding-error"};
  if (!seen_.emplace(label).second) return {-1, "core/duplicate-label"};
  const int field = labels_.FieldOf(label);
  if (field < 0) return {-1, "core/extra-label"};
  const std::string& name = schema_.field(field).name;
  if (name != label && beside.contains(name)) return {-1, "core/extra-label"};
  if (taken_[static_cast<size_t>(field)]) return {-1, "core/duplicate-label"};
  taken_[static_cast<size_t>(field)] = true;
  by_title_ = by_title_ || name != label;
  return {field, ""};
}

std::vector<std::string> Head::Free() const {
  std::vector<std::string> free;
  for (size_t i = 0; i < schema_.fields.size(); ++i) {
    if (!taken_[i]) free.push_back(schema_.fields[i].name);
  }
  return free;
}

std::vector<Head::Fault> Head::Add(absl::Span<const std::string_view> labels) {
  const absl::flat_hash_set<std::string_view> beside(labels.begin(), labels.end());
  std::vector<Fault> faults;
  for (const std::string_view label : labels) {
    const auto [field, rule] = FieldOrFault(label, beside);
    columns_.push_back(field);
    any_ = any_ || field >= 0;
    if (rule.empty()) continue;
    const bool shown = rule == "core/duplicate-label" || rule == "core/extra-label";
    faults.push_back({rule, columns_.size() - 1, shown ? label : std::string_view()});
  }
  const std::vector<std::string> free = faults.empty() ? std::vector<std::string>() : Free();
  for (Fault& fault : faults) {
    if (fault.rule == "core/extra-label")
      fault.near = NearestOf(Plain(fault.label), free).value_or("");
  }
  return faults;
}

}  // namespace stelsel::core
