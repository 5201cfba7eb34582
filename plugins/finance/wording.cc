#include "wording.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "finance/tables.hpp"
#include "regioafspraken/tables.hpp"

namespace finance {
namespace {

template <typename Enum>
std::string CodeOf(std::optional<Enum> value) {
  if (!value || *value == Enum::unlisted) return "";
  return std::string(codes_of(Enum{})[static_cast<std::size_t>(*value)]);
}

std::string TextOf(const std::optional<std::string_view>& text) {
  return std::string(text.value_or(""));
}

Wording ToWording(const regioafspraken::tables::CutOff& row) {
  Wording out;
  out.sequence = row.sequence;
  out.criterion = CodeOf(row.criterion);
  out.responsible = CodeOf(row.responsible);
  out.municipality = TextOf(row.municipality);
  out.cut_off_text = TextOf(row.cut_off_on);
  out.cut_off = stelsel::edtf_bounds(row.cut_off_on.value_or("")).value_or(stelsel::DateBounds());
  out.term_days = row.term_days;
  out.source_document = TextOf(row.source_document);
  out.section = TextOf(row.section);
  out.illustratief = row.illustratief.value_or(false);
  return out;
}

void Add(Wordings& wordings, const tables::CaseRule& row) {
  const bool fresh = row.clients == tables::CaseRule::Clients::nieuw;
  for (Wording& wording : fresh ? wordings.fresh : wordings.existing) {
    if (wording.sequence != row.sequence) continue;
    wording.has_rule = true;
    wording.counts_waiting = row.counts_waiting.value_or(false);
    wording.payer = CodeOf(std::optional(row.payer));
    wording.payer_assumed = row.assumption;
    if (row.payer_to) {
      wording.payer_to = static_cast<Day>(row.payer_to->time_since_epoch().count());
    }
  }
}

}  // namespace

std::string ToText(Day day) { return stelsel::to_text(stelsel::Date(std::chrono::days(day))); }

const Wording* Wordings::FreshFor(const Wording& existing_one) const {
  const Wording* first = nullptr;
  for (const Wording& wording : fresh) {
    if (wording.responsible.empty()) continue;
    if (wording.sequence == existing_one.sequence) return &wording;
    if (first == nullptr) first = &wording;
  }
  return first;
}

const Wording* Wordings::Term() const {
  for (const Wording& wording : fresh) {
    if (wording.term_days) return &wording;
  }
  return nullptr;
}

AllWordings ReadWordings(const stelsel::Snapshot& snapshot) {
  AllWordings out;
  using Row = regioafspraken::tables::CutOff;
  snapshot.rows<Row>([&](const Row& row) {
    Wordings& of = out[{std::string(row.region), CodeOf(std::optional(row.domain))}];
    (row.clients == Row::Clients::nieuw ? of.fresh : of.existing).push_back(ToWording(row));
  });
  for (auto& [place, wordings] : out) {
    for (auto* list : {&wordings.existing, &wordings.fresh}) {
      std::sort(list->begin(), list->end(),
                [](const Wording& a, const Wording& b) { return a.sequence < b.sequence; });
    }
  }
  snapshot.rows<tables::CaseRule>([&](const tables::CaseRule& row) {
    const auto found = out.find({std::string(row.region), CodeOf(std::optional(row.domain))});
    if (found != out.end()) Add(found->second, row);
  });
  return out;
}

}  // namespace finance
