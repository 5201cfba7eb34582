// What a survey asks, of whom and when: topics with their wordings, regions and waves. The one
// source of these is examples/landscape, whose tables the build puts into the plugin, and data/ of
// the plugin; a folder that is read may bring tables that take their place.
#ifndef STELSEL_PLUGINS_SURVEY_CATALOGUE_H_
#define STELSEL_PLUGINS_SURVEY_CATALOGUE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace survey {

// A table as texts. Rows have as many cells as the head.
struct TextTable {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;

  // Place of a column, or -1.
  int Column(std::string_view name) const;
  // A cell, or an empty text where the table has no such column.
  const std::string& Cell(std::size_t row, std::string_view column) const;
};

// Reads CSV as our own files have it: commas, quotes, lines that end in LF.
TextTable ReadOwnCsv(std::string_view text);

using TextTables = std::map<std::string, TextTable, std::less<>>;

// The tables that the build put in, by name.
const TextTables& EmbeddedTables();
// Whether a table of this name belongs to the catalogue.
bool IsOfCatalogue(std::string_view table);

struct Wording {
  int version = 0;
  std::string text;
  std::optional<std::int32_t> from;  // first day that it can have been asked; open when absent
};

struct Topic {
  std::string code, name;
  bool open = false;               // answered in words
  std::vector<Wording> wordings;   // the oldest first
  std::vector<std::string> other;  // names and phrasings by which a column may call it

  // The version that is asked on a day; 0 before the first.
  int VersionOn(std::int32_t day) const;
};

// What a column's wording means: a topic by its place, and a version, 0 where no version is meant.
struct Meaning {
  std::size_t topic = 0;
  int version = 0;
};

// One thread. Built for each reading; takes some milliseconds.
class Catalogue {
 public:
  // `tables` replace those of the build that have their name.
  explicit Catalogue(TextTables tables = {});

  const std::vector<Topic>& topics() const { return topics_; }
  // The place of a topic by its code in any case, or -1.
  int FindTopic(std::string_view code) const;
  // What is worded so, given as Plain text; also a beginning of at least 25 characters that only
  // one topic has, since some tools cut heads off.
  std::optional<Meaning> FindWording(const std::string& plain) const;
  // Whether Plain text is some wording of this topic, or a beginning of one.
  bool IsWordingOf(std::size_t topic, const std::string& plain) const;

  // The region that is called so: by its short name, its name, its centrumgemeente or that one's
  // code. Empty when none is, or more than one.
  std::string FindRegion(std::string_view text) const;
  // The short name that is most like the text; empty when none is.
  std::string NearestRegion(std::string_view text) const;

  // When a wave was held, by its code: a date of EDTF, or empty.
  std::string WaveDate(std::string_view code) const;
  // The tag that is called so: its code, or empty.
  std::string FindTag(std::string_view text) const;

  // Whether a folder brought this table.
  bool Replaces(std::string_view table) const { return replaced_.contains(table); }
  // A table of it; empty when there is none.
  const TextTable& table(std::string_view name) const;

 private:
  void ReadTopics();
  void ReadWordings();
  void ReadRegions();
  void AddWording(std::string plain, Meaning meaning);
  void NameRegion(std::string_view name, const std::string& region);

  TextTables tables_;
  std::set<std::string, std::less<>> replaced_;
  std::vector<Topic> topics_;
  std::map<std::string, int> topic_by_code_;
  std::map<std::string, Meaning> by_wording_;
  std::set<std::string> ambiguous_;
  std::map<std::string, std::string> region_by_name_;  // an empty region: more than one
  std::map<std::string, std::string> tag_by_name_;
};

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_CATALOGUE_H_
