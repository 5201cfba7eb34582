#include "book.h"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "finance/tables.hpp"
#include "once.h"
#include "stelsel/tables.hpp"

namespace finance {
namespace {

constexpr Text kNoMunicipality{"zonder gemeente", "without a municipality"};
constexpr Text kYearOutside{"jaar {0} ligt niet tussen 2000 en 2100",
                            "year {0} is not between 2000 and 2100"};
constexpr Text kShareOutside{"aandeel {0} ligt niet tussen 0 en 1",
                             "share {0} is not between 0 and 1"};
constexpr Text kUnlisted{"heeft een waarde die niet in de lijst staat", "has a value not listed"};
constexpr Text kBelowZero{"een aantal onder nul", "a count below zero"};
constexpr Text kNoSuchRegion{"geen regio heet `{0}`", "no region is called `{0}`"};

template <typename Enum>
std::string CodeOf(Enum value) {
  const auto codes = codes_of(Enum{});
  const auto place = static_cast<std::size_t>(value);
  return place < codes.size() ? std::string(codes[place]) : std::string();
}

std::string TextOf(const std::optional<std::string_view>& text) {
  return std::string(text.value_or(""));
}

// Reads one snapshot into one book.
class Reader {
 public:
  Reader(const stelsel::Snapshot& snapshot, const Wanted& wanted, const Words& words)
      : snapshot_(snapshot), wanted_(wanted), words_(words) {}

  Book Read() {
    ReadCountry();
    ReadBudgets();
    ReadPaths();
    ReadArrangements();
    ReadKeys();
    ReadAmounts<tables::Usage>(book_.usage);
    ReadAmounts<tables::Cost>(book_.costs);
    LeaveOutTwins(book_.budgets);
    LeaveOutTwins(book_.usage);
    LeaveOutTwins(book_.costs);
    LeaveOutTwins(book_.arrangements);
    for (const auto& [region_stream, paths] : book_.region_paths)
      book_.growing.insert(region_stream);
    return std::move(book_);
  }

 private:
  void ReadCountry() {
    snapshot_.rows<stelsel::tables::Region>(
        [&](const auto& row) { book_.regions.emplace(row.region, row.name); });
    snapshot_.rows<stelsel::tables::Municipality>([&](const auto& row) {
      book_.municipalities[std::string(row.municipality)] = {std::string(row.name), row.valid_from,
                                                             row.valid_to};
    });
    using stelsel::tables::MunicipalityInhabitants;
    Once<MunicipalityInhabitants>(
        [](const auto& row) {
          return std::string(row.municipality) + "|" + std::to_string(row.year);
        },
        [&](const auto& row, const std::string& source) {
          if (row.inhabitants >= 0) {
            book_.inhabitants[{std::string(row.municipality), row.year}] = {
                row.inhabitants, row.year, row.illustratief.value_or(false)};
          } else {
            book_.left_out.push_back(
                {"", source, "", std::string(row.municipality), row.year, words_(kBelowZero)});
          }
        });
    NeedRegion(snapshot_, wanted_.region, words_);
  }

  // Whether the row can be counted; when not, it is named.
  bool Countable(LeftOut row) {
    if (row.municipality.empty()) {
      row.reason = words_(kNoMunicipality);
    } else if (row.year < kFirstYear || row.year > kLastYear) {
      row.reason = words_(kYearOutside, {std::to_string(row.year)});
    } else {
      return true;
    }
    book_.left_out.push_back(std::move(row));
    return false;
  }

  // What use() would put into a map the last of several would have.
  template <typename Row, typename KeyOf, typename Use>
  void Once(KeyOf key, Use use) {
    EachOnce<Row>(snapshot_, key, use, [&](const Row& row, const std::string& source) {
      std::string region;
      if constexpr (requires { row.region; }) region = std::string(row.region);
      if (!wanted_.region.empty() && !region.empty() && region != wanted_.region) return;
      book_.left_out.push_back({region, source, "", "", 0, words_(texts::kTwice)});
    });
  }

  // Of rows with the same key nobody knows which is right.
  template <typename Row>
  void LeaveOutTwins(std::vector<Row>& rows) {
    std::map<std::string, int> count;
    for (const Row& row : rows) ++count[row.source];
    std::set<std::string> told;
    const auto is_twin = [&](const Row& row) {
      if (count[row.source] < 2) return false;
      if (told.insert(row.source).second) {
        book_.left_out.push_back({row.region, row.source, row.stream, MunicipalityOf(row),
                                  YearOf(row), words_(texts::kTwice)});
      }
      return true;
    };
    rows.erase(std::remove_if(rows.begin(), rows.end(), is_twin), rows.end());
  }

  template <typename Row>
  static std::string MunicipalityOf(const Row& row) {
    return row.municipality;
  }
  static std::string MunicipalityOf(const Arrangement&) { return ""; }
  template <typename Row>
  static Year YearOf(const Row& row) {
    return row.year;
  }
  static Year YearOf(const Arrangement&) { return 0; }

  void LeaveOutShare(const std::string& region, const std::string& source, Share share) {
    book_.left_out.push_back(
        {region, source, "", "", 0, words_(kShareOutside, {PlainDecimal(share, 6)})});
  }

  void ReadBudgets() {
    snapshot_.rows<tables::Budget>([&](const tables::Budget& row) {
      Budget budget{std::string(row.region),
                    CodeOf(row.stream),
                    std::string(row.municipality),
                    row.year,
                    row.basis == tables::Budget::Basis::objectief,
                    row.scope == tables::Budget::Scope::regionaal,
                    row.amount.value,
                    row.illustratief.value_or(false),
                    ""};
      if (!wanted_.Takes(budget.region, budget.stream)) return;
      budget.source = "finance_budget " + budget.region + "|" + budget.stream + "|" +
                      CodeOf(row.basis) + "|" + CodeOf(row.scope) + "|" + budget.municipality +
                      "|" + std::to_string(row.year);
      LeftOut out{budget.region, budget.source, budget.stream, budget.municipality, row.year, ""};
      const bool listed = row.basis != tables::Budget::Basis::unlisted &&
                          row.scope != tables::Budget::Scope::unlisted && !budget.stream.empty();
      if (!listed) {
        out.reason = words_(kUnlisted);
        book_.left_out.push_back(std::move(out));
        return;
      }
      if (budget.objective) book_.growing.insert({budget.region, budget.stream});
      if (Countable(std::move(out))) {
        book_.budgets.push_back(std::move(budget));
      }
    });
  }

  void ReadPaths() {
    const auto key = [](const tables::GrowthPath& row) {
      return std::string(row.growth_path) + "|" + std::to_string(row.year);
    };
    Once<tables::GrowthPath>(key, [&](const auto& row, const std::string& source) {
      const std::string path(row.growth_path);
      if (row.year < kFirstYear || row.year > kLastYear) {
        book_.left_out.push_back(
            {"", source, "", "", row.year, words_(kYearOutside, {std::to_string(row.year)})});
      } else if (row.share.value < 0 || row.share.value > kWhole) {
        book_.paths[path][row.year].is_wrong = true;
        LeaveOutShare("", source, row.share.value);
      } else {
        book_.paths[path][row.year] = {row.share.value, row.assumption,
                                       row.illustratief.value_or(false)};
      }
    });
    snapshot_.rows<tables::RegionPath>([&](const tables::RegionPath& row) {
      book_.region_paths[{std::string(row.region), CodeOf(row.stream)}].emplace_back(
          row.growth_path);
    });
    for (auto& [of, names] : book_.region_paths) {
      std::sort(names.begin(), names.end());
      names.erase(std::unique(names.begin(), names.end()), names.end());
    }
  }

  void ReadArrangements() {
    snapshot_.rows<tables::Arrangement>([&](const tables::Arrangement& row) {
      Arrangement read;
      read.region = row.region;
      read.stream = CodeOf(row.stream);
      if (!wanted_.Takes(read.region, read.stream)) return;
      read.part = CodeOf(row.part);
      read.kind = CodeOf(row.kind);
      read.key = TextOf(row.settlement_key);
      read.state = CodeOf(row.state);
      read.evaluation = TextOf(row.evaluation);
      read.decision = TextOf(row.decision);
      read.sequence = row.sequence;
      if (row.share) read.share = row.share->value;
      read.from = row.from_year;
      read.to = row.to_year.value_or(kLastYear);
      read.illustratief = row.illustratief.value_or(false);
      read.source = "finance_arrangement " + read.region + "|" + read.stream + "|" + read.part +
                    "|" + std::to_string(row.sequence);
      if (read.stream.empty() || read.part.empty() || read.kind.empty() || read.state.empty()) {
        book_.left_out.push_back({read.region, read.source, read.stream, "", 0, words_(kUnlisted)});
        return;
      }
      if (read.share && (*read.share < 0 || *read.share > kWhole)) {
        LeaveOutShare(read.region, read.source, *read.share);
        read.share.reset();  // it is there, and can divide nothing
      }
      book_.arrangements.push_back(std::move(read));
    });
    const auto before = [](const Arrangement& a, const Arrangement& b) {
      return std::tie(a.region, a.stream, a.part, a.sequence) <
             std::tie(b.region, b.stream, b.part, b.sequence);
    };
    std::sort(book_.arrangements.begin(), book_.arrangements.end(), before);
  }

  // A share or weight of a key; named when it is none.
  template <typename Row>
  bool IsShare(const Row& row, const char* table, std::string_view last, Share share) {
    if (share >= 0 && share <= kWhole) return true;
    LeaveOutShare(std::string(row.region),
                  std::string(table) + " " + std::string(row.region) + "|" +
                      std::string(row.settlement_key) + "|" + std::string(last),
                  share);
    return false;
  }

  void ReadKeys() {
    const auto key = [&](const auto& row) -> Key& {
      return book_.keys[{std::string(row.region), std::string(row.settlement_key)}];
    };
    const auto other = [&](const auto& row) {
      return !wanted_.region.empty() && row.region != wanted_.region;
    };
    const auto name = [](const auto& row) {
      return std::string(row.region) + "|" + std::string(row.settlement_key);
    };
    const auto unlisted = [&](const auto& row, const std::string& source) {
      book_.left_out.push_back({std::string(row.region), source, "", "", 0, words_(kUnlisted)});
    };
    Once<tables::Key>(name, [&](const tables::Key& row, const std::string& source) {
      if (other(row)) return;
      if (CodeOf(row.kind).empty()) return unlisted(row, source);
      key(row).kind = CodeOf(row.kind);
      key(row).illustratief = row.illustratief.value_or(false);
    });
    const auto weight_key = [&](const tables::KeyWeight& row) {
      return name(row) + "|" + CodeOf(row.kind);
    };
    Once<tables::KeyWeight>(weight_key,
                            [&](const tables::KeyWeight& row, const std::string& source) {
                              if (other(row)) return;
                              const std::string kind = CodeOf(row.kind);
                              if (kind.empty()) return unlisted(row, source);
                              if (IsShare(row, "finance_key_weight", kind, row.weight.value)) {
                                key(row).weights[kind] = row.weight.value;
                              }
                            });
    const auto share_key = [&](const tables::KeyShare& row) {
      return name(row) + "|" + std::string(row.municipality);
    };
    Once<tables::KeyShare>(share_key, [&](const tables::KeyShare& row, const std::string&) {
      if (other(row)) return;
      if (IsShare(row, "finance_key_share", row.municipality, row.share.value)) {
        key(row).shares[std::string(row.municipality)] = row.share.value;
      }
    });
  }

  static std::int64_t ValueOf(const tables::Usage& row) { return row.care_days; }
  static std::int64_t ValueOf(const tables::Cost& row) { return row.amount.value; }
  static bool IsListed(const tables::Usage&) { return true; }
  static bool IsListed(const tables::Cost& row) { return !CodeOf(row.item).empty(); }
  static std::string ItemOf(const tables::Usage&) { return ""; }
  static std::string ItemOf(const tables::Cost& row) { return CodeOf(row.item); }

  template <typename Row>
  void ReadAmounts(std::vector<Amount>& out) {
    snapshot_.rows<Row>([&](const Row& row) {
      Amount read{std::string(row.region),
                  CodeOf(row.stream),
                  std::string(row.municipality),
                  ItemOf(row),
                  row.year,
                  ValueOf(row),
                  row.illustratief.value_or(false),
                  ""};
      if (!wanted_.Takes(read.region, read.stream)) return;
      read.source = std::string(Row::table) + " " + read.region + "|" + read.stream + "|" +
                    read.municipality + "|" + std::to_string(row.year) +
                    (read.item.empty() ? "" : "|" + read.item);
      const bool listed = !read.stream.empty() && IsListed(row);
      if (!listed) {
        book_.left_out.push_back({read.region, read.source, read.stream, read.municipality,
                                  read.year, words_(kUnlisted)});
      } else if (Countable(
                     {read.region, read.source, read.stream, read.municipality, read.year, ""})) {
        out.push_back(std::move(read));
      }
    });
  }

  const stelsel::Snapshot& snapshot_;
  const Wanted& wanted_;
  const Words& words_;
  Book book_;
};

}  // namespace

bool Municipality::ThereIn(Year year) const {
  const stelsel::Date day = std::chrono::year(static_cast<int>(year)) / 1 / 1;
  return (!from || *from <= day) && (!to || day < *to);
}

std::string Book::NameOf(const std::string& municipality) const {
  const auto found = municipalities.find(municipality);
  return found != municipalities.end() ? found->second.name : municipality;
}

const Inhabitants* Book::InhabitantsOf(const std::string& municipality, Year year) const {
  auto next = inhabitants.upper_bound({municipality, year});
  if (next == inhabitants.begin()) return nullptr;
  --next;
  return next->first.first == municipality ? &next->second : nullptr;
}

const LeftOut* Book::LeftOutOf(const std::string& table, const std::string& region,
                               const std::string& stream, Year year) const {
  const auto is_it = [&](const LeftOut& row) {
    return row.region == region && row.year == year &&
           (stream.empty() || row.stream.empty() || row.stream == stream) &&
           row.source.compare(0, table.size() + 1, table + " ") == 0;
  };
  const auto found = std::find_if(left_out.begin(), left_out.end(), is_it);
  return found != left_out.end() ? &*found : nullptr;
}

void NeedRegion(const stelsel::Snapshot& snapshot, const std::string& region, const Words& words) {
  bool found = region.empty();
  using Row = stelsel::tables::Region;
  snapshot.rows<Row>([&](const Row& row) { found = found || row.region == region; });
  if (!found) throw stelsel::Error(STELSEL_NOT_FOUND, words(kNoSuchRegion, {region}));
}

Book ReadBook(const stelsel::Snapshot& snapshot, const Wanted& wanted, const Words& words) {
  return Reader(snapshot, wanted, words).Read();
}

const Members& Memberships::Of(const std::string& region, Year year) {
  const auto [found, is_new] = years_.try_emplace(year);
  if (is_new && snapshot_) {
    const stelsel::Date day = std::chrono::year(static_cast<int>(year)) / 1 / 1;
    using Row = stelsel::tables::RegionMunicipality;
    snapshot_->as_of(stelsel::to_text(day)).rows<Row>([&](const Row& row) {
      Members& members = found->second[std::string(row.region)];
      members.all.emplace(row.municipality);
      if (row.role == Row::Role::centrumgemeente) members.centre = row.municipality;
    });
  }
  return found->second[region];
}

}  // namespace finance
