// Rows as texts by field, as they would stand in a CSV file: what OCDS has a place for goes there,
// and what it has none for goes along under `stelsel`.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_ROWS_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_ROWS_H_

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "stelsel/plugin.hpp"

namespace inkoop {

// Beside an amount that a number of JSON may not hold, as a text.
constexpr char kExactAmount[] = "exact_amount";

// Fields without a value are absent.
using TextRow = std::map<std::string, std::string>;

std::string TextIn(const TextRow& row, const std::string& field);  // empty when absent
// Takes a field out of the row.
std::string TakeFrom(TextRow& row, const std::string& field);

// All rows of a table, in its order.
std::vector<TextRow> TextRowsOf(const stelsel::Snapshot& snapshot, const std::string& table);

// The values of these fields, joined.
std::string Key(const TextRow& row, std::initializer_list<const char*> fields);

// Rows of a table by some of their fields.
class ByKey {  // not moved: the lists point into it
 public:
  ByKey(const stelsel::Snapshot& snapshot, const std::string& table,
        std::initializer_list<const char*> fields)
      : rows_(TextRowsOf(snapshot, table)) {
    for (const TextRow& row : rows_) places_[Key(row, fields)].push_back(&row);
  }
  ByKey(const ByKey&) = delete;
  ByKey& operator=(const ByKey&) = delete;
  const std::vector<TextRow>& rows() const { return rows_; }
  const std::vector<const TextRow*>& Of(const TextRow& row,
                                        std::initializer_list<const char*> fields) const {
    return At(Key(row, fields));
  }
  const std::vector<const TextRow*>& At(const std::string& key) const {
    static const std::vector<const TextRow*> none;
    const auto it = places_.find(key);
    return it != places_.end() ? it->second : none;
  }
  // Null when there is none.
  const TextRow* One(std::initializer_list<std::string> key) const {
    std::string joined;
    for (const std::string& part : key) joined += part + '\x1f';
    const std::vector<const TextRow*>& found = At(joined);
    return found.empty() ? nullptr : found.front();
  }

 private:
  std::vector<TextRow> rows_;
  std::map<std::string, std::vector<const TextRow*>> places_;
};

// What a purchase is called in its details, by its code in inkoop_procedure, and the other way
// round; empty for another.
std::string DetailsOf(const std::string& kind);
std::string KindOf(const std::string& details);
// The status of a tender for a procedure's state, and the other way round; empty for another.
std::string StatusOf(const std::string& state);
std::string StateOf(const std::string& status);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_ROWS_H_
