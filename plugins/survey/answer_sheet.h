// A file of answers as a sheet with a known head: which cell is about what, and findings in place.
#ifndef STELSEL_PLUGINS_SURVEY_ANSWER_SHEET_H_
#define STELSEL_PLUGINS_SURVEY_ANSWER_SHEET_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "catalogue.h"
#include "head.h"
#include "stelsel/plugin.hpp"
#include "text_rows.h"

namespace survey {

class AnswerSheet {
 public:
  using Key = std::tuple<std::size_t, Role, std::string>;  // topic, role, domain
  using Arguments = std::vector<std::pair<const char*, std::string>>;

  // `sheet` empty: that of our form, where a workbook has it; otherwise the first. What is given by
  // reference outlives it. Throws stelsel::Error when the file cannot be read.
  AnswerSheet(const std::string& path, const std::string& sheet, const Catalogue& catalogue,
              stelsel::Reading& out);

  // Tells what is wrong with the head; false when no answer can be read under it.
  bool ReadHead();
  // To the next row; false behind the last.
  bool Next();

  const std::vector<Column>& columns() const { return columns_; }
  const std::set<std::size_t>& asked() const { return asked_; }  // topics
  // The domains for which a topic that is asked has columns of its own; empty first: for all.
  const std::set<std::string>& DomainsOf(std::size_t topic) const { return domains_of_.at(topic); }

  std::optional<std::size_t> ColumnOf(About about) const;
  std::optional<std::size_t> ColumnOf(const Key& key) const;
  // The text of a cell of the row at hand, without blanks around it; empty where there is none. For
  // as long as the row.
  std::string_view CellAt(std::size_t column) const;
  std::string_view CellOf(About about) const;
  RowPlace PlaceOf(std::size_t column) const;

  // A finding of the row at hand, or of one of its cells. `values` are of the data, and shown only
  // when asked for.
  void TellRow(const char* rule, const Arguments& arguments = {});
  void TellCell(const char* rule, std::size_t column, Arguments arguments, const Arguments& values);

 private:
  stelsel::Rows Open(const std::string& path, const std::string& sheet);
  bool Take(const Column& read, std::size_t column);
  std::string NameOf(std::size_t column) const;
  void Tell(const char* rule, std::optional<std::size_t> column, const Arguments& arguments,
            const Arguments& values);

  const Catalogue& catalogue_;
  stelsel::Reading& out_;
  const bool is_workbook_;
  stelsel::Rows cells_;
  std::size_t row_ = 0;
  std::int64_t line_ = 1, batches_ = 0;
  bool begun_ = false;
  std::vector<Column> columns_;
  std::map<About, std::size_t> about_;
  std::map<Key, std::size_t> questions_;
  std::set<std::size_t> asked_;
  std::map<std::size_t, std::set<std::string>> domains_of_;
};

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_ANSWER_SHEET_H_
