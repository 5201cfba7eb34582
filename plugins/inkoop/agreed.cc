#include "agreed.h"

#include <algorithm>

namespace inkoop {
namespace {

// The versions of one contract that say until when it lasts; a change holds for its own time.
struct Versions {
  const Version* last = nullptr;  // of those that were agreed by the day
  bool later = false;             // whether others were agreed after it
  bool first_is_later = false;    // even the first
  Day extended_from = kEnd;       // where the first of the later extensions begins
};

// Of an early end that gives no end its beginning is that day.
Day EndOf(const Version& version) {
  const bool ends = version.kind == VersionKind::beeindiging;
  if (version.period.to != kEnd || !ends || version.period.from == kBegin) return version.period.to;
  return version.period.from;
}

// A contract has the end that was agreed last, which on the day may have been yet to come.
Day EndOf(const Versions& versions, Day agreed_last) {
  const bool tells = versions.last != nullptr || versions.extended_from != kEnd;
  if (!versions.later || !tells) return agreed_last;
  const Day last = versions.last != nullptr ? EndOf(*versions.last) : kEnd;
  return std::min(last, versions.extended_from);
}

}  // namespace

std::vector<AgreedContract> AgreedBy(const Market& market, std::optional<Day> day) {
  std::vector<AgreedContract> out(market.contracts.size());
  std::vector<Versions> versions(market.contracts.size());
  for (const Version& version : market.versions) {
    if (version.contract == kNone || version.kind == VersionKind::wijziging) continue;
    AgreedContract& contract = out[version.contract];
    Versions& of = versions[version.contract];
    if (day && version.agreed_on.value_or(*day) > *day) {
      of.later = true;
      of.first_is_later = of.first_is_later || version.kind == VersionKind::eerste;
      if (version.kind == VersionKind::verlenging && version.period.from != kBegin)
        of.extended_from = std::min(of.extended_from, version.period.from);
      continue;
    }
    contract.extended += version.kind == VersionKind::verlenging ? 1 : 0;
    contract.ended_early = contract.ended_early || version.kind == VersionKind::beeindiging;
    contract.has_versions = contract.has_versions || version.kind != VersionKind::beeindiging;
    if (version.kind == VersionKind::eerste) contract.at_first = version.period;
    if (of.last == nullptr || of.last->version < version.version) of.last = &version;
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Period& period = market.contracts[i].period;
    out[i].period = {period.from, EndOf(versions[i], period.to)};
    if (versions[i].first_is_later) out[i].period = {kEnd, kEnd};
  }
  return out;
}

}  // namespace inkoop
