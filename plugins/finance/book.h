// The money tables of a snapshot as plain values, that outlive their stream. What cannot be counted
// with is left out and named, so that the rest is worked out all the same.
#ifndef STELSEL_PLUGINS_FINANCE_BOOK_H_
#define STELSEL_PLUGINS_FINANCE_BOOK_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "money.h"
#include "stelsel/plugin.hpp"
#include "words.h"

namespace finance {

using Year = std::int64_t;
inline constexpr Year kFirstYear = 2000, kLastYear = 2100;

// A row that was not counted, and why.
struct LeftOut {
  std::string region, source;  // `finance_budget ijssel_vecht|bw|...`
  std::string stream, municipality;
  Year year = 0;
  std::string reason;
};

struct Budget {
  std::string region, stream, municipality;
  Year year = 0;
  bool objective = false, regional = false;
  Cents amount = 0;
  bool illustratief = false;
  std::string source;  // the row, for people: table and key
};

struct PathStep {
  Share share = 0;
  bool assumption = false, illustratief = false;
  bool is_wrong = false;  // the row has a share that cannot be
};
// By year.
using Path = std::map<Year, PathStep>;

struct Arrangement {
  std::string region, stream, part, kind, key, state, evaluation, decision, source;
  std::int64_t sequence = 0;
  std::optional<Share> share;
  Year from = 0, to = kLastYear;
  bool illustratief = false;
  // Whether it is in force and holds in the year.
  bool HoldsIn(Year year) const { return state == "geldend" && from <= year && year <= to; }
  // Whether its key divides money in the year.
  bool DividesIn(Year year) const { return HoldsIn(year) && kind != "geen" && !key.empty(); }
};

struct Key {
  std::string kind;
  std::map<std::string, Share> weights;  // of a mix, by kind
  std::map<std::string, Share> shares;   // fixed, by municipality
  bool illustratief = false;
};

struct Amount {
  std::string region, stream, municipality, item;
  Year year = 0;
  std::int64_t value = 0;  // cents, or what the table counts
  bool illustratief = false;
  std::string source;
};

struct Municipality {
  std::string name;
  std::optional<stelsel::Date> from, to;
  bool ThereIn(Year year) const;  // on 1 January
};

struct Inhabitants {
  std::int64_t count = 0;
  Year year = 0;
  bool illustratief = false;
};

// Everything that the calculations share. Read once; then any thread.
struct Book {
  std::map<std::string, std::string> regions;          // name, by id
  std::map<std::string, Municipality> municipalities;  // by code
  std::map<std::pair<std::string, Year>, Inhabitants> inhabitants;
  std::vector<Budget> budgets;
  std::map<std::string, Path> paths;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> region_paths;
  std::vector<Arrangement> arrangements;
  std::map<std::pair<std::string, std::string>, Key> keys;
  std::vector<Amount> usage;  // days of care
  std::vector<Amount> costs;
  // Regions and streams with an objective part, in any year, or a growth path that leads there.
  std::set<std::pair<std::string, std::string>> growing;
  std::vector<LeftOut> left_out;

  std::string NameOf(const std::string& municipality) const;
  // Inhabitants on 1 January of the year, or else of the latest year before it; null when none are
  // known.
  const Inhabitants* InhabitantsOf(const std::string& municipality, Year year) const;
  // A row of the table that was not counted, of this region, stream (empty: any) and year; null
  // when there is none.
  const LeftOut* LeftOutOf(const std::string& table, const std::string& region,
                           const std::string& stream, Year year) const;
};

// What is read of the snapshot.
struct Wanted {
  std::string region;  // empty: all
  std::string stream;  // empty: all
  bool Takes(std::string_view of_region, std::string_view of_stream) const {
    return (region.empty() || region == of_region) && (stream.empty() || stream == of_stream);
  }
};

// Throws STELSEL_NOT_FOUND when no region is called so; an empty name is all of them.
void NeedRegion(const stelsel::Snapshot& snapshot, const std::string& region, const Words& words);

// Throws STELSEL_NOT_FOUND when a region is wanted that is not there.
Book ReadBook(const stelsel::Snapshot& snapshot, const Wanted& wanted, const Words& words);

// Members of a region on 1 January of a year, by code; which of them is the centrumgemeente.
struct Members {
  std::set<std::string> all;
  std::string centre;  // empty when there is none
};
class Memberships {
 public:
  explicit Memberships(stelsel::Snapshot snapshot) : snapshot_(std::move(snapshot)) {}
  // Those of these years; every other year has none.
  explicit Memberships(std::map<Year, std::map<std::string, Members>> years)
      : years_(std::move(years)) {}
  // Reads the year when it is asked for first. Not for several threads.
  const Members& Of(const std::string& region, Year year);

 private:
  std::optional<stelsel::Snapshot> snapshot_;
  std::map<Year, std::map<std::string, Members>> years_;
};

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_BOOK_H_
