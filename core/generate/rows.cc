// Rows of any table, by its schema: references to rows that are there, periods within those of what
// is referred to, codes of the list, keys that occur once. What no schema says stands in the lists
// at the top.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "core/base/status.h"
#include "core/generate/landscape.h"
#include "core/generate/values.h"
#include "core/generate/words.h"

namespace stelsel::core {
namespace {

using NameList = absl::Span<const std::string_view>;

// Claims are compared with each other and with the model, so that one that is made up would differ.
constexpr std::string_view kLeftEmpty[] = {"claim.measure", "claim.value",
                                           "agreement_topic.nvo_item"};
// A milestone that has passed is to say how it ended.
constexpr std::string_view kFilled[] = {"milestone.state", "claim.figure",
                                        "agreement_status.topic_version"};

// Rows a region, where it is not kRowsOfRegion, and rows of a table that is of no region.
constexpr int kRowsOfRegion = 3;
constexpr int kRowsOfCatalogue = 6;
constexpr std::pair<std::string_view, int> kRowsOf[] = {
    {"agreement_status", 8}, {"agreement_party", 8}, {"municipality_inhabitants", 6}};
constexpr int kTries = 5;  // for a row whose key is not there yet

bool Has(NameList list, const TableSchema& schema, const Field& field) {
  const std::string name = absl::StrCat(schema.name, ".", field.name);
  return std::find(list.begin(), list.end(), name) != list.end();
}

class Rows {
 public:
  Rows(Landscape& landscape, MadeTable& table, const std::vector<Leaf>& leaves, uint64_t seed)
      : landscape_(landscape),
        table_(table),
        schema_(*table.schema),
        leaves_(leaves),
        random_(seed, table.schema->name),
        values_(landscape, table, random_) {}

  absl::Status Make() {
    STELSEL_RETURN_IF_ERROR(values_.CheckPatterns());
    if (schema_.name == "agreement_adoption") {
      MakeAdoptions();
    } else if (schema_.IndexOf("region") < 0 && schema_.IndexOf("municipality") < 0) {
      for (int i = 0; i < kRowsOfCatalogue; ++i) TryRow(random_.Of(leaves_));
    } else {
      int count = kRowsOfRegion;
      for (const auto& [name, rows] : kRowsOf) count = schema_.name == name ? rows : count;
      for (const Leaf& leaf : leaves_) {
        for (int i = 0; i < count; ++i) TryRow(leaf);
      }
    }
    return absl::OkStatus();
  }

 private:
  using Cells = Values::Cells;

  static std::string& cell(Cells& cells, int field) { return cells[static_cast<size_t>(field)]; }
  std::string Joined(const Cells& cells, const std::vector<int>& fields) const {
    return table_.Joined(MadeRow{0, cells, false}, fields);
  }

  void TryRow(const Leaf& leaf) {
    for (int i = 0; i < kTries; ++i) {
      if (MakeRow(leaf)) return;
    }
  }

  // Makes a row, unless what it has to refer to is not there, or its key is there already.
  bool MakeRow(const Leaf& leaf) {
    Cells cells(schema_.fields.size());
    const bool of_region = FillRegion(leaf, cells);
    const int chosen = schema_.exactly_one.empty() ? -1 : random_.Of(schema_.exactly_one);
    if (!FillReferences(leaf, chosen, cells)) return false;
    for (size_t i = 0; i < cells.size(); ++i) FillField(static_cast<int>(i), cells);
    FillPeriod(cells);
    FinishAgreement(cells);
    MadeRow row{0, std::move(cells), false};
    FillSource(table_, row, of_region ? &leaf : nullptr, random_);
    if (schema_.observed) return AddObservations(leaf, row.cells);
    if (!IsNew(row.cells)) return false;
    table_.Add(std::move(row.cells));
    if (schema_.name == "claim" && random_.OneIn(4)) AddOtherClaim();
    return true;
  }

  // Whether the row is about the region.
  bool FillRegion(const Leaf& leaf, Cells& cells) {
    const int region = schema_.IndexOf("region");
    if (region < 0) return schema_.IndexOf("municipality") >= 0;
    if (!schema_.field(region).required && random_.OneIn(4)) return false;
    cell(cells, region) = leaf.region;
    return true;
  }

  // `chosen` is the one of exactly_one that is to be filled in, or -1.
  bool FillReferences(const Leaf& leaf, int chosen, Cells& cells) {
    for (const ForeignKey& key : schema_.foreign_keys) {
      const Field& last = schema_.field(key.fields.back());
      const bool done = !cell(cells, key.fields.back()).empty() || last.name == "source_document" ||
                        last.name == "region";
      if (done) continue;
      const auto& one = schema_.exactly_one;
      const bool among = std::count(one.begin(), one.end(), key.fields.back()) > 0;
      const bool must = key.fields.back() == chosen || last.required || Has(kFilled, schema_, last);
      if (!must && (among || random_.OneIn(2))) continue;
      if (!FillReference(leaf, key, cells) && must) return false;
    }
    return true;
  }

  bool FillReference(const Leaf& leaf, const ForeignKey& key, Cells& cells) {
    if (key.table == "municipality") {
      cell(cells, key.fields.back()) = random_.Of(leaf.members);
      return true;
    }
    const MadeTable& target = landscape_.table(key.table);
    std::vector<const MadeRow*> fitting;
    for (const MadeRow& row : target.rows) {
      if (Fits(target, row, key, cells)) fitting.push_back(&row);
    }
    if (fitting.empty()) return false;
    const MadeRow& row = *random_.Of(fitting);
    for (size_t i = 0; i < key.fields.size(); ++i) {
      cell(cells, key.fields[i]) = target.at(row, key.target_fields[i]);
    }
    return true;
  }

  // Whether the row has what is filled in already; what may be empty is not filled in on the way.
  bool Fits(const MadeTable& target, const MadeRow& row, const ForeignKey& key,
            const Cells& cells) const {
    for (size_t i = 0; i < key.fields.size(); ++i) {
      const std::string& own = cells[static_cast<size_t>(key.fields[i])];
      const bool is_last = i + 1 == key.fields.size();
      if (own.empty() && !is_last && !schema_.field(key.fields[i]).required) return false;
      if (!own.empty() && own != target.at(row, key.target_fields[i])) return false;
    }
    return true;
  }

  // ---- Values -----------------------------------------------------------------------------

  void FillField(int index, Cells& cells) {
    const Field& field = schema_.field(index);
    const bool of_period =
        schema_.period && (index == schema_.period->first || index == schema_.period->second);
    if (!cell(cells, index).empty() || IsReference(index) || field.name == "sequence") return;
    if (of_period || Has(kLeftEmpty, schema_, field)) return;
    const bool filled = field.required || Has(kFilled, schema_, field) || field.name == "name";
    if (filled || random_.OneIn(3)) cell(cells, index) = values_.Of(field, cells);
  }

  bool IsReference(int index) const {
    return std::any_of(schema_.foreign_keys.begin(), schema_.foreign_keys.end(),
                       [&](const ForeignKey& key) {
                         return std::count(key.fields.begin(), key.fields.end(), index) > 0;
                       });
  }

  // ---- Time -------------------------------------------------------------------------------

  // Within the periods of what `during` keys refer to. What ends, ends in 2027 or later.
  void FillPeriod(Cells& cells) {
    if (!schema_.period) return;
    const auto [from, to] = *schema_.period;
    std::string least, most;  // the latest beginning and the earliest end
    for (const ForeignKey& key : schema_.foreign_keys) {
      if (key.during) Narrow(key, cells, least, most);
    }
    int year = random_.Between(Values::kFirstYear, 2020);
    if (!least.empty()) year = std::max(year, std::stoi(least.substr(0, 4)) + 1);
    cell(cells, from) = least;
    if (random_.OneIn(3))
      cell(cells, from) = random_.OneIn(2) ? DayWithin(year, random_) : absl::StrCat(year);
    cell(cells, to) = most;
    if (most.empty() && random_.OneIn(6))
      cell(cells, to) = absl::StrCat(random_.Between(2027, 2032));
  }

  // Dates of four digits a year sort as they follow each other, and a year sorts before its days.
  void Narrow(const ForeignKey& key, const Cells& cells, std::string& least, std::string& most) {
    const MadeTable& target = landscape_.table(key.table);
    if (!target.schema->period) return;
    std::vector<int> fields;
    for (const std::string& name : key.target_fields) fields.push_back(target.field(name));
    for (const MadeRow& row : target.rows) {
      if (target.Joined(row, fields) != Joined(cells, key.fields)) continue;
      least = std::max(least, row.cells[static_cast<size_t>(target.schema->period->first)]);
      const std::string& end = row.cells[static_cast<size_t>(target.schema->period->second)];
      if (!end.empty() && (most.empty() || end < most)) most = end;
    }
  }

  // ---- Keys -------------------------------------------------------------------------------

  // Fills in the sequence, and remembers the key. What may not overlap occurs once.
  bool IsNew(Cells& cells) {
    const auto& alone = schema_.without_overlap;
    if (!alone.empty() && !groups_.insert(Joined(cells, alone)).second) return false;
    const int sequence = schema_.IndexOf("sequence");
    if (sequence >= 0 && cell(cells, sequence).empty()) {
      std::vector<int> others = schema_.primary_key;
      others.erase(std::remove(others.begin(), others.end(), sequence), others.end());
      cell(cells, sequence) = absl::StrCat(++sequences_[Joined(cells, others)]);
    }
    return keys_.insert(Joined(cells, schema_.primary_key)).second;
  }

  // ---- What is seen more than once --------------------------------------------------------

  // One to three observations of what `cells` is about, in years that follow each other, none lower
  // than the one before.
  bool AddObservations(const Leaf& leaf, const Cells& cells) {
    if (!groups_.insert(Joined(cells, schema_.observed->of)).second) return false;
    std::vector<size_t> ranks(static_cast<size_t>(random_.Between(1, 3)));
    const auto& lowest = schema_.observed->lowest;
    for (size_t i = 0; lowest && i < ranks.size(); ++i) {
      const size_t before = i == 0 ? 0 : ranks[i - 1];
      ranks[i] = before + random_.Below(schema_.field(*lowest).codes.size() - before);
    }
    int year = random_.Between(2018, 2021);
    std::vector<int64_t> added;
    for (const size_t rank : ranks) {
      MadeRow row{0, cells, false};
      cell(row.cells, schema_.observed->on) = DateWithin(year++, random_);
      cell(row.cells, schema_.IndexOf("sequence")) = "1";
      if (lowest) cell(row.cells, *lowest) = schema_.field(*lowest).codes[rank];
      FillSource(table_, row, &leaf, random_);
      FillExpectation(rank, ranks.back(), year, row.cells);
      added.push_back(table_.Add(std::move(row.cells)).number);
    }
    Settle(added, ranks);
    return true;
  }

  // A date that was expected and has passed is told, unless it came true: so only what came true
  // was expected.
  void FillExpectation(size_t rank, size_t last, int next_year, Cells& cells) {
    const int expected = schema_.IndexOf("expected_ready_on");
    if (expected < 0) return;
    const size_t highest = schema_.field(*schema_.observed->lowest).codes.size() - 1;
    const bool came_true = rank < highest && last == highest;
    cell(cells, expected) = came_true ? DateWithin(next_year, random_) : "";
  }

  // What was expected is to come true. Of some others two sources do not agree at last, or one does
  // not with itself.
  void Settle(const std::vector<int64_t>& added, const std::vector<size_t>& ranks) {
    const auto& lowest = schema_.observed->lowest;
    if (!lowest) return;
    const size_t highest = schema_.field(*lowest).codes.size() - 1;
    const bool is_highest = ranks.back() == highest;
    const bool expected =
        schema_.IndexOf("expected_ready_on") >= 0 && is_highest && ranks.front() < highest;
    const bool contradicted = schema_.name == "agreement_status" && !is_highest && random_.OneIn(4);
    if (!expected && !contradicted) return;
    for (const int64_t number : added) table_.Find(number)->settled = true;
    if (contradicted)
      landscape_.expected.push_back(Contradict(table_, added.back(), random_.OneIn(2)));
  }

  // ---- What only some tables ask for ------------------------------------------------------

  // Another source gives another figure for the same.
  void AddOtherClaim() {
    MadeRow& said = table_.rows.back();
    table_.at(said, "qualifier") = "precies";
    said.settled = true;
    Cells cells = said.cells;
    MadeRow& other = table_.Add(std::move(cells));
    other.settled = true;
    table_.at(other, "claim") += "_anders";
    table_.at(other, "figure").insert(0, 1, '1');  // ten or a hundred more
    table_.at(other, "source_document") = "landelijke_stand";
    Expected expected;
    expected.rule = "core/claims_differ";
    expected.severity = "info";
    expected.table = schema_.name;
    expected.row = other.number;
    expected.field = "figure";
    landscape_.expected.push_back(std::move(expected));
  }

  void FinishAgreement(Cells& cells) {
    if (schema_.name != "agreement") return;
    const bool adopted = cell(cells, schema_.IndexOf("state")) == "vastgesteld";
    cell(cells, schema_.IndexOf("adopted_on")) = adopted ? DateWithin(2021, random_) : "";
  }

  // What is called adopted was adopted by all.
  void MakeAdoptions() {
    const MadeTable& agreements = landscape_.table("agreement");
    for (const MadeRow& agreement : agreements.rows) {
      const std::string& body = agreements.at(agreement, "adopting_body");
      const bool by_each = body == "gemeenteraad" || body == "college";
      if (agreements.at(agreement, "state") != "vastgesteld" || !by_each) continue;
      for (const Leaf& leaf : leaves_) {
        if (leaf.region == agreements.at(agreement, "region"))
          AddAdoptions(leaf, agreements.at(agreement, "agreement"), body);
      }
    }
  }

  void AddAdoptions(const Leaf& leaf, const std::string& agreement, const std::string& body) {
    for (const std::string& member : leaf.members) {
      MadeRow& row = table_.Add(Cells(schema_.fields.size()));
      table_.at(row, "region") = leaf.region;
      table_.at(row, "agreement") = agreement;
      table_.at(row, "municipality") = member;
      table_.at(row, "body") = body;
      table_.at(row, "state") = "vastgesteld";
      table_.at(row, "decided_on") = DateWithin(2021, random_);
      FillSource(table_, row, &leaf, random_);
    }
  }

  Landscape& landscape_;
  MadeTable& table_;
  const TableSchema& schema_;
  const std::vector<Leaf>& leaves_;
  Random random_;
  Values values_;
  std::set<std::string> keys_;
  std::set<std::string> groups_;
  std::map<std::string, int> sequences_;
};

}  // namespace

absl::Status MakeRows(Landscape& landscape, const std::vector<Leaf>& leaves, uint64_t seed) {
  for (MadeTable& table : landscape.tables) {
    // The country is made already, also when nobody was succeeded in it.
    if (!table.rows.empty() || table.schema->name == "municipality_succession") continue;
    STELSEL_RETURN_IF_ERROR(Rows(landscape, table, leaves, seed).Make());
  }
  return absl::OkStatus();
}

}  // namespace stelsel::core
