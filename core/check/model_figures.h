// Figures that the model works out, for claims to be set beside. Internal to this room.
#ifndef STELSEL_CORE_CHECK_MODEL_FIGURES_H_
#define STELSEL_CORE_CHECK_MODEL_FIGURES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "core/check/context.h"
#include "core/check/members.h"

namespace stelsel::core::checking {

// What a claim is about. Codes of the columns that the fields refer to; Column::kNull when empty.
struct ClaimSubject {
  int64_t region;
  int64_t topic;
  int64_t domain;  // code in the claim's own column
  int64_t facility_kind;
};

// How many rows of a table hold on a day; sorted once.
class HoldingCount {
 public:
  template <typename Counts>
  HoldingCount(const Table& table, Counts counts);
  int64_t On(int32_t day) const;

 private:
  std::vector<int32_t> begins_, ends_;
};

// Reads each table once, when it is first asked for.
class ModelFigures {
 public:
  // `claims` is the table of claims, whose words for domains are to be understood.
  ModelFigures(const Context& context, const Table& claims) : context_(context), claims_(claims) {}

  // The figure in hundredths, on `day`. Nothing when the model does not hold enough to say: no
  // members, no capacities, or regions without an answer.
  std::optional<int64_t> Of(std::string_view measure, const ClaimSubject& subject, int32_t day);

 private:
  struct Capacity {
    int64_t facility_kind;
    std::string_view domain;
    Period period;
    int64_t places;
  };
  struct Answer {
    int32_t day;
    int rank;
  };
  using Answers = std::map<std::string_view, std::vector<Answer>>;  // by domain, in order of time

  std::optional<int64_t> Places(const ClaimSubject& subject, int32_t day);
  std::optional<int64_t> Share(std::string_view status, const ClaimSubject& subject, int32_t day);
  std::optional<int64_t> MembersOf(int64_t region, int32_t day);
  std::string_view DomainOf(const ClaimSubject& subject) const;
  void ReadCapacities();
  void ReadAnswers();

  const Context& context_;
  const Table& claims_;
  std::optional<HoldingCount> regions_, municipalities_;
  std::optional<Members> members_;
  std::optional<absl::flat_hash_map<int64_t, std::vector<Capacity>>> capacities_;  // by region
  // By topic and region.
  std::optional<std::map<std::tuple<int64_t, int64_t>, Answers>> answers_;
};

}  // namespace stelsel::core::checking

#endif  // STELSEL_CORE_CHECK_MODEL_FIGURES_H_
