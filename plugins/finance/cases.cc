#include "cases.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "case_steps.h"
#include "output.h"
#include "stelsel/tables.hpp"

namespace finance {
namespace {

constexpr Text kNoWordings{"geen formulering van deze regio voor dit domein",
                           "no wording of this region for this domain"};
constexpr Text kNotMember{"de gemeente van herkomst is op {0} geen lid van de regio",
                          "the municipality of origin is no member of the region on {0}"};
constexpr Text kUnknownLaw{"de wet staat niet in de lijst", "the law is not listed"};
constexpr Text kTwin{"een andere rij heeft dezelfde sleutel", "another row has the same key"};
constexpr Text kAssumedPayer{
    "wie betaalt staat niet in de bron; gelezen als wie verantwoordelijk is",
    "the source does not say who pays; read as who is responsible"};

// In the order of CaseColumn.
constexpr std::array<const char*, 14> kColumns = {"region",
                                                  "finance_case",
                                                  "domain",
                                                  "origin",
                                                  "law",
                                                  "reported_on",
                                                  "indicated_on",
                                                  "waiting_since",
                                                  "used_from",
                                                  "used_to",
                                                  "previous_application_on",
                                                  "previous_use_from",
                                                  "previous_use_to",
                                                  "illustratief"};
enum CaseColumn : std::size_t {
  kRegion,
  kCase,
  kDomain,
  kOrigin,
  kLaw,
  kReported,
  kIndicated,
  kWaitingSince,
  kUsedFrom,
  kUsedTo,
  kApplication,
  kEarlierFrom,
  kEarlierTo,
  kMadeUp
};

const char* CodeOf(Newness newness) {
  switch (newness) {
    case Newness::kNew:
      return "nieuw";
    case Newness::kNotNew:
      return "niet_nieuw";
    case Newness::kByReading:
      return "hangt_af_van_lezing";
    case Newness::kUnknown:
      break;
  }
  return "onbekend";
}

Day ToDay(const std::string& as_of) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (std::sscanf(as_of.c_str(), "%d-%u-%u", &year, &month, &day) != 3) {
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "a day is written as 2021-12-31");
  }
  const auto date = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
  return static_cast<Day>(stelsel::Date(date).time_since_epoch().count());
}

// What is the same for all cases.
class Docket {
 public:
  Docket(const stelsel::Run& run, std::string region, const Words& words)
      : rows(run.snapshot.stream("finance_case", {kColumns.begin(), kColumns.end()})),
        words_(words),
        wanted_(std::move(region)),
        as_of_(run.as_of),
        wordings_(ReadWordings(run.snapshot)) {
    FindTwins(run.snapshot);
    std::map<std::string, std::string> centres;
    using Row = stelsel::tables::RegionMunicipality;
    run.snapshot.as_of(run.as_of).rows<Row>([&](const Row& row) {
      members_[std::string(row.region)].emplace(row.municipality);
      if (row.role == Row::Role::centrumgemeente) {
        centres[std::string(row.region)] = row.municipality;
      }
    });
    for (const auto& [place, wordings] : wordings_) {
      judges_.try_emplace(place, wordings, centres[place.first], ToDay(run.as_of), words);
    }
  }

  bool Wants(std::size_t i) const { return wanted_.empty() || rows.text(i, kRegion) == wanted_; }

  // Cases of one region come together, so that the last judge is mostly the next.
  const Judge* JudgeOf(std::size_t i) {
    const std::string_view region = Text(i, kRegion), domain = Text(i, kDomain);
    if (region != last_.first || domain != last_.second) {
      last_ = {std::string(region), std::string(domain)};
      const auto found = judges_.find(last_);
      judge_ = found != judges_.end() && !wordings_.at(last_).existing.empty() ? &found->second
                                                                               : nullptr;
    }
    return judge_;
  }

  CaseDates DatesOf(std::size_t i) const {
    return {Text(i, kOrigin),     Text(i, kLaw),           DayOf(i, kReported),
            DayOf(i, kIndicated), DayOf(i, kWaitingSince), DayOf(i, kUsedFrom),
            DayOf(i, kUsedTo),    DayOf(i, kApplication),  DayOf(i, kEarlierFrom),
            DayOf(i, kEarlierTo)};
  }

  std::string_view Text(std::size_t i, CaseColumn column) const {
    return rows.is_null(i, column) ? std::string_view() : rows.text(i, column);
  }
  std::optional<Day> DayOf(std::size_t i, CaseColumn column) const {
    if (rows.is_null(i, column)) return std::nullopt;
    return static_cast<Day>(rows.integer(i, column));
  }
  bool IsMadeUp(std::size_t i) const {
    return !rows.is_null(i, kMadeUp) && rows.integer(i, kMadeUp) != 0;
  }

  const Wordings& WordingsOf(std::size_t i) const {
    return wordings_.at({std::string(Text(i, kRegion)), std::string(Text(i, kDomain))});
  }

  // What is odd about the case; empty when nothing is.
  std::string Remark(std::size_t i) const {
    const auto members = members_.find(Text(i, kRegion));
    const std::string_view origin = Text(i, kOrigin);
    const bool is_member = members != members_.end() && members->second.count(origin) > 0;
    return origin.empty() || is_member ? "" : "; " + words_(kNotMember, {as_of_});
  }

  // Why case `i` is left out; empty when it can be judged.
  std::string WhyNot(std::size_t i) {
    if (IsTwin(i)) return words_(kTwin);
    if (JudgeOf(i) == nullptr) return words_(kNoWordings);
    const std::string_view law = Text(i, kLaw);
    if (!law.empty() && law != "wmo" && law != "wlz" && law != "zvw") return words_(kUnknownLaw);
    const finance::Text* wrong = WrongDates(DatesOf(i));
    return wrong != nullptr ? words_(*wrong) : "";
  }

  stelsel::Rows rows;

 private:
  static std::string KeyOf(const stelsel::Rows& rows, std::size_t i, std::size_t region,
                           std::size_t id) {
    const auto text = [&](std::size_t column) {
      return rows.is_null(i, column) ? std::string_view() : rows.text(i, column);
    };
    return std::string(text(region)) + '|' + std::string(text(id));
  }
  // Cases may be many and twins are few: only what looks like one is kept as a text.
  void FindTwins(const stelsel::Snapshot& snapshot) {
    const auto each = [&](auto use) {
      for (stelsel::Rows all(snapshot.stream("finance_case", {"region", "finance_case"}));
           all.next();) {
        for (std::size_t i = 0; i < all.size(); ++i) use(KeyOf(all, i, 0, 1));
      }
    };
    std::unordered_set<std::size_t> seen, again;
    each([&](const std::string& key) {
      const std::size_t hash = std::hash<std::string>()(key);
      if (!seen.insert(hash).second) again.insert(hash);
    });
    if (again.empty()) return;
    std::set<std::string> first;
    each([&](const std::string& key) {
      if (again.count(std::hash<std::string>()(key)) > 0 && !first.insert(key).second)
        twins_.insert(key);
    });
  }
  bool IsTwin(std::size_t i) const {
    return !twins_.empty() && twins_.count(KeyOf(rows, i, kRegion, kCase)) > 0;
  }

  const Words words_;
  std::set<std::string> twins_;
  const std::string wanted_, as_of_;
  const AllWordings wordings_;
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> members_;  // by region
  std::map<std::pair<std::string, std::string>, Judge> judges_;
  std::pair<std::string, std::string> last_{"?", "?"};
  const Judge* judge_ = nullptr;
};

std::vector<stelsel::ColumnType> CaseColumns() {
  return {
      TextColumn("region"),          TextColumn("finance_case"),    TextColumn("domain"),
      CountColumn("wording"),        TextColumn("client"),          TextColumn("responsible_kind"),
      TextColumn("responsible"),     TextColumn("payer_kind"),      TextColumn("payer"),
      TextColumn("new_client"),      FlagColumn("wordings_differ"), TextColumn("state"),
      CountColumn("step"),           TextColumn("explanation"),     TextColumn("source_row"),
      TextColumn("source_document"), TextColumn("section"),         TextColumn("assumption"),
      FlagColumn("illustratief")};
}

template <typename... Values>
void WriteRow(stelsel::Builder& out, const Values&... values) {
  std::size_t next = 0;
  (stelsel::detail::write_value(static_cast<const std::decay_t<const Values>&>(values), out,
                                next++),
   ...);
  out.end_row();
}

std::optional<std::string_view> Shown(std::string_view text) {
  return text.empty() ? std::nullopt : std::make_optional(text);
}

// One case after the other, a batch each time it is asked.
class CaseStream {
 public:
  CaseStream(const stelsel::Run& run, const std::string& region, bool explain, const Words& words)
      : docket_(run, region, words), explain_(explain), words_(words) {}

  bool Fill(stelsel::Builder& out) {
    while (!out.full()) {
      if (next_ == size_) {
        if (!docket_.rows.next()) return false;
        next_ = 0;
        size_ = docket_.rows.size();
        continue;
      }
      if (docket_.Wants(next_)) Write(next_, out);
      ++next_;
    }
    return true;
  }

 private:
  void Write(std::size_t i, stelsel::Builder& out) {
    const std::string why_not = docket_.WhyNot(i);
    const std::string_view region = docket_.Text(i, kRegion), id = docket_.Text(i, kCase),
                           domain = docket_.Text(i, kDomain);
    if (!why_not.empty()) {
      return WriteRow(out, region, id, Shown(domain), nullptr, nullptr, nullptr, nullptr, nullptr,
                      nullptr, nullptr, nullptr, kLeftOut, nullptr, why_not, nullptr, nullptr,
                      nullptr, nullptr, docket_.IsMadeUp(i));
    }
    const CaseDates dates = docket_.DatesOf(i);
    const std::vector<Answer> answers = docket_.JudgeOf(i)->Answers(dates);
    const bool differ = Differ(answers);
    const std::string remark = docket_.Remark(i);
    for (const Answer& answer : answers) {
      WriteRow(out, region, id, domain, answer.wording->sequence, answer.client,
               answer.responsible_kind, Shown(answer.responsible), answer.payer_kind,
               Shown(answer.payer), CodeOf(answer.newness), differ, kWorkedOut, nullptr,
               answer.explanation + remark, nullptr, answer.applied->source_document,
               answer.applied->section,
               answer.assumption ? std::make_optional(words_(kAssumedPayer)) : std::nullopt,
               docket_.IsMadeUp(i) || answer.applied->illustratief);
      if (explain_) WriteSteps({region, id, domain}, i, dates, answer, out);
    }
  }

  void WriteSteps(const CasePlace& place, std::size_t i, const CaseDates& dates,
                  const Answer& answer, stelsel::Builder& out) const {
    std::int64_t number = 0;
    for (const Step& step : StepsOf(place, dates, docket_.WordingsOf(i), answer, words_)) {
      WriteRow(out, place.region, place.id, place.domain, answer.wording->sequence, nullptr,
               nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, kStep, ++number, step.text,
               Shown(step.source), nullptr, nullptr, nullptr, docket_.IsMadeUp(i));
    }
  }

  Docket docket_;
  const bool explain_;
  const Words words_;
  std::size_t next_ = 0, size_ = 0;
};

// What is counted together. Texts are copies, since cases come and go.
using Counted = std::tuple<std::string, std::string, std::int64_t, std::string, std::string,
                           std::string, std::string, std::string, std::string>;

stelsel::Stream Summary(const stelsel::Run& run, const std::string& region, const Words& words) {
  Docket docket(run, region, words);
  std::map<Counted, std::int64_t> counts;
  while (docket.rows.next()) {
    for (std::size_t i = 0; i < docket.rows.size(); ++i) {
      if (!docket.Wants(i)) continue;
      const std::string of(docket.Text(i, kRegion)), domain(docket.Text(i, kDomain));
      const std::string why_not = docket.WhyNot(i);
      if (!why_not.empty()) {
        ++counts[{of, domain, 0, kLeftOut, "", "", "", "", why_not}];
        continue;
      }
      for (const Answer& answer : docket.JudgeOf(i)->Answers(docket.DatesOf(i))) {
        ++counts[{of, domain, answer.wording->sequence, kWorkedOut, answer.client,
                  answer.responsible_kind, std::string(answer.responsible), answer.payer_kind, ""}];
      }
    }
  }
  stelsel::Table out({TextColumn("region"), TextColumn("domain"), CountColumn("wording"),
                      TextColumn("state"), TextColumn("client"), TextColumn("responsible_kind"),
                      TextColumn("responsible"), TextColumn("payer_kind"),
                      TextColumn("explanation"), CountColumn("cases")});
  for (const auto& [what, count] : counts) {
    const auto& [of, domain, wording, state, client, kind, responsible, payer, why_not] = what;
    out.row(of, domain, OrNone(Year{wording}), state, OrNone(client), OrNone(kind),
            OrNone(responsible), OrNone(payer), OrNone(why_not), count);
  }
  return std::move(out).stream();
}

}  // namespace

stelsel::Stream ResponsibleTable(const stelsel::Run& run, const CaseWish& wish,
                                 const Words& words) {
  if (wish.summary) return Summary(run, wish.region, words);
  auto held = std::make_shared<CaseStream>(run, wish.region, wish.explain, words);
  return stelsel::stream_of(CaseColumns(),
                            [held](stelsel::Builder& out) { return held->Fill(out); });
}

}  // namespace finance
