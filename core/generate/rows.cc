// Rows of any table, by its schema: references to rows that are there, periods within those of what
// is referred to, codes of the list, keys that occur once. What no schema says stands in the lists
// at the top.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "core/base/decimal.h"
#include "core/base/status.h"
#include "core/generate/landscape.h"
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

// People are counted from five on; fewer might be known.
constexpr int64_t kLeast = 5;
constexpr int kFirstYear = 2016;

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
        random_(seed, table.schema->name) {}

  absl::Status Make() {
    STELSEL_RETURN_IF_ERROR(CheckPatterns());
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
  using Cells = std::vector<std::string>;

  static std::string& cell(Cells& cells, int field) { return cells[static_cast<size_t>(field)]; }
  std::string Joined(const Cells& cells, const std::vector<int>& fields) const {
    return table_.Joined(MadeRow{0, cells, false}, fields);
  }

  // Only patterns that FromPattern knows can be asked for.
  absl::Status CheckPatterns() const {
    for (const Field& field : schema_.fields) {
      if (!field.required || field.pattern.empty() || !FromPattern(field, 1).empty()) continue;
      return absl::UnimplementedError(absl::StrCat(
          schema_.name, ".", field.name, ": nothing is made up for the pattern ", field.pattern));
    }
    return absl::OkStatus();
  }

  std::string FromPattern(const Field& field, uint64_t number) const {
    if (field.pattern == "[a-z][a-z0-9_]*") return absl::StrCat(field.name, "_", table_.next);
    if (field.pattern == "[A-Z]+[0-9]*") return absl::StrCat("B", table_.next);
    if (field.pattern == "[a-h]") return std::string(1, static_cast<char>('a' + number % 8));
    if (field.pattern == "[0-9]{8}") return absl::StrFormat("%08d", number % 100'000'000);
    return "";
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
    if (filled || random_.OneIn(3)) cell(cells, index) = ValueOf(field, cells);
  }

  bool IsReference(int index) const {
    return std::any_of(schema_.foreign_keys.begin(), schema_.foreign_keys.end(),
                       [&](const ForeignKey& key) {
                         return std::count(key.fields.begin(), key.fields.end(), index) > 0;
                       });
  }

  std::string ValueOf(const Field& field, Cells& cells) {
    if (!field.codes.empty()) return random_.Of(field.codes);
    switch (field.type) {
      case Type::kInteger:
        return absl::StrCat(NumberOf(field));
      case Type::kDecimal:
        return FormatScaled(NumberOf(field), field.scale);
      case Type::kBoolean:
        return random_.OneIn(2) ? "true" : "false";
      case Type::kDate:
        return DayWithin(random_.Between(kFirstYear, 2024), random_);
      case Type::kDateTime:
        return DayWithin(random_.Between(kFirstYear, 2024), random_) + "T12:00:00Z";
      case Type::kEdtf:
        return DateWithin(random_.Between(2020, 2024), random_);
      default:
        return TextOf(field, cells);
    }
  }

  int64_t NumberOf(const Field& field) {
    if (field.name == "rank" || field.name == "topic_version") return random_.Between(1, 2);
    if (field.name == "year") return random_.Between(kFirstYear, 2024);
    if (field.name == "times_per_year") return random_.Between(1, 12);
    int64_t scale = 1;
    for (int i = 0; i < field.scale; ++i) scale *= 10;
    if (field.name == "figure") return scale * random_.Between(5, 95);
    const int64_t least = std::max(field.minimum.value_or(0), kLeast * scale);
    const int64_t most = field.maximum.value_or(field.unit == "inwoners" ? 90'000 : 95 * scale);
    return least + static_cast<int64_t>(random_.Below(static_cast<size_t>(most - least + 1)));
  }

  std::string TextOf(const Field& field, Cells& cells) {
    const int name = schema_.IndexOf("name");
    const bool own_code = schema_.primary_key.back() == schema_.IndexOf(field.name);
    if (own_code && name >= 0 && field.pattern == "[a-z][a-z0-9_]*") {
      cell(cells, name) = NameOf(cells);
      return absl::StrCat(Slug(cell(cells, name)), "_", table_.next);
    }
    if (!field.pattern.empty()) return FromPattern(field, random_.Next());
    if (field.name == "name") return NameOf(cells);
    if (field.name == "unit") return random_.OneIn(2) ? "plaatsen" : "gemeenten";
    const bool is_short = field.dictionary || absl::EndsWith(field.name, "_by") ||
                          absl::EndsWith(field.name, "_to") || field.name == "party" ||
                          field.name == "owner" || field.name == "publisher";
    return is_short ? Body(random_) : Sentence(random_);
  }

  // `Voorziening Duinhorst`: the table's title and a place, that of the row when it has one.
  std::string NameOf(const Cells& cells) {
    const MadeTable& places = landscape_.table("municipality");
    const int own = schema_.IndexOf("municipality");
    const MadeRow* place = &random_.Of(places.rows);
    for (const MadeRow& row : places.rows) {
      if (own < 0) break;
      if (places.at(row, "municipality") == cells[static_cast<size_t>(own)]) place = &row;
    }
    return absl::StrCat(schema_.title.nl, " ", places.at(*place, "name"));
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
    int year = random_.Between(kFirstYear, 2020);
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
