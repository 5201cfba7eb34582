#include "core/io/labels.h"

#include "absl/strings/ascii.h"

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

}  // namespace stelsel::core
