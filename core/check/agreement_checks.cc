// Agreements: their parties belong to the region, and what is called adopted is adopted by all.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/check/members.h"
#include "core/check/row_check.h"

namespace stelsel::core::checking {
namespace {

constexpr size_t kMostNamed = 5;

bool Meets(Period a, Period b) { return a.from < b.to && b.from < a.to; }

// A municipality that is a party, or that adopts, is a member of the region at some time of the
// agreement. Of a region without known members nothing is said.
class PartyCheck : public RowCheck {
 public:
  PartyCheck(Context& context, const Table& table)
      : context_(context),
        members_(*context.table("region"), *context.table("region_municipality")),
        agreements_(*context.table("agreement")),
        municipality_(table.schema().IndexOf("municipality")),
        agreement_({table.schema().IndexOf("region"), table.schema().IndexOf("agreement")}) {}

  void Check(const RowRef& row) override {
    if (row.IsNull(municipality_) || row.IsNull(agreement_[0])) return;
    const KeyIndex* keys = context_.KeysOf(agreements_);
    const auto agreement = keys == nullptr ? std::nullopt : keys->Find(ValuesOf(row, agreement_));
    if (!agreement) return;
    const Period period = PeriodOf(agreements_.row(*agreement));
    const Periods& members = MembersOf(row.Scalar(agreement_[0]));
    if (members.empty() || period.empty()) return;
    const auto held = members.find(row.Scalar(municipality_));
    if (held != members.end() &&
        std::any_of(held->second.begin(), held->second.end(),
                    [&](Period member) { return Meets(member, period); })) {
      return;
    }
    context_.Report("core/party_outside_region", row, [&](Finding& finding) {
      finding.field = "municipality";
      finding.With("municipality", std::string(row.Text(municipality_)));
      finding.With("period", PeriodText(period));
    });
  }

 private:
  using Periods = absl::flat_hash_map<int64_t, std::vector<Period>>;  // by municipality

  const Periods& MembersOf(int64_t region) {
    const auto [it, added] = known_.try_emplace(region);
    if (added) {
      for (const Members::Member& member : members_.Of(region)) {
        it->second[member.municipality].push_back(member.period);
      }
    }
    return it->second;
  }

  Context& context_;
  const Members members_;
  const Table& agreements_;
  const int municipality_;
  const std::vector<int> agreement_;
  std::map<int64_t, Periods> known_;
};

// An agreement is adopted when the body that has to has done so in every municipality that is a
// party, or else in every member of the region.
class AdoptionCheck : public RowCheck {
 public:
  AdoptionCheck(Context& context, const Table& table)
      : context_(context),
        table_(table),
        members_(*context.table("region"), *context.table("region_municipality")),
        key_({table.schema().IndexOf("region"), table.schema().IndexOf("agreement")}),
        state_(table.schema().IndexOf("state")),
        body_(table.schema().IndexOf("adopting_body")),
        adopted_on_(table.schema().IndexOf("adopted_on")) {
    ReadParties();
    ReadAdoptions();
  }

  void Check(const RowRef& row) override {
    // One decision of the region as a whole needs no adoption by each.
    if (row.Text(state_) != "vastgesteld" || IsEmpty(row, body_)) return;
    if (row.Text(body_) == "bestuurlijk_overleg") return;
    std::vector<std::string> missing;
    const std::string key = absl::StrJoin(row.Key(), "\n");
    const auto adopted = adoptions_.find(absl::StrCat(key, "\n", std::string(row.Text(body_))));
    for (const std::string& municipality : HaveToAdopt(row, key)) {
      const bool has = adopted != adoptions_.end() && adopted->second.contains(municipality);
      if (!has) missing.push_back(municipality);
    }
    if (!missing.empty()) Report(row, std::move(missing));
  }

 private:
  void ReadParties() {
    const Table& parties = *context_.table("agreement_party");
    const std::vector<int> key = {parties.schema().IndexOf("region"),
                                  parties.schema().IndexOf("agreement")};
    const int municipality = parties.schema().IndexOf("municipality");
    parties.ForEachRow([&](const RowRef& row) {
      if (row.IsNull(municipality)) return;
      parties_[TextOf(row, key)].insert(std::string(row.Text(municipality)));
    });
  }

  void ReadAdoptions() {
    const Table& adoptions = *context_.table("agreement_adoption");
    const TableSchema& schema = adoptions.schema();
    const std::vector<int> key = {schema.IndexOf("region"), schema.IndexOf("agreement"),
                                  schema.IndexOf("body")};
    const int municipality = schema.IndexOf("municipality");
    const int state = schema.IndexOf("state");
    adoptions.ForEachRow([&](const RowRef& row) {
      if (row.Text(state) != "vastgesteld") return;
      adoptions_[TextOf(row, key)].insert(std::string(row.Text(municipality)));
    });
  }

  static std::string TextOf(const RowRef& row, const std::vector<int>& fields) {
    return absl::StrJoin(fields, "\n", [&](std::string* out, int field) {
      out->append(row.Text(field).data(), row.Text(field).size());
    });
  }

  // Codes of the municipalities, in order.
  std::vector<std::string> HaveToAdopt(const RowRef& row, const std::string& key) const {
    const auto parties = parties_.find(key);
    if (parties != parties_.end()) {
      std::vector<std::string> all(parties->second.begin(), parties->second.end());
      std::sort(all.begin(), all.end());
      return all;
    }
    std::vector<std::string> all;
    const Dictionary* names = members_.names();
    const Period period = PeriodOf(row);
    const auto adopted_on = CountsFrom(row, adopted_on_);
    for (const Members::Member& member : members_.Of(row.Scalar(key_[0]))) {
      const bool then = adopted_on ? member.period.has(*adopted_on) : Meets(member.period, period);
      if (then) all.emplace_back(names->Text(static_cast<int32_t>(member.municipality)));
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  void Report(const RowRef& row, std::vector<std::string> missing) {
    if (missing.size() > kMostNamed) {
      missing.resize(kMostNamed);
      missing.emplace_back("…");
    }
    context_.Report("core/adopted_without_all", row, [&](Finding& finding) {
      finding.field = table_.schema().field(state_).name;
      finding.With("body", std::string(row.Text(body_)));
      finding.With("municipalities", absl::StrJoin(missing, ", "));
    });
  }

  Context& context_;
  const Table& table_;
  const Members members_;
  const std::vector<int> key_;
  const int state_;
  const int body_;
  const int adopted_on_;
  absl::flat_hash_map<std::string, absl::flat_hash_set<std::string>> parties_;
  absl::flat_hash_map<std::string, absl::flat_hash_set<std::string>> adoptions_;
};

}  // namespace

void AddAgreementChecks(Context& context, const Table& table, RowChecks& checks) {
  if (table.schema().name == "agreement_party" || table.schema().name == "agreement_adoption") {
    checks.push_back(std::make_unique<PartyCheck>(context, table));
  }
  if (table.schema().name == "agreement") {
    checks.push_back(std::make_unique<AdoptionCheck>(context, table));
  }
}

}  // namespace stelsel::core::checking
