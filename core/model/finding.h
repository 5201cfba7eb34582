// What is wrong with the data, and where. Readers and rules make findings; core/check gives them
// their words, keeps a bounded number and counts them all.
#ifndef STELSEL_CORE_MODEL_FINDING_H_
#define STELSEL_CORE_MODEL_FINDING_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "core/model/table.h"

namespace stelsel::core {

struct Finding {
  // A word of the message. A value from the data is redacted to its shape unless values are asked
  // for; other words (names of fields, limits, dates a rule computed) are not.
  struct Argument {
    std::string name;
    std::string text;
    bool is_value = false;
  };

  std::string rule;  // such as core/type-error
  std::string table;
  std::string field;
  std::vector<std::string> key;  // values of the primary key; empty when not readable
  std::string region;
  std::string file;
  int64_t line = 0;    // from 1; 0 when not from a file
  int64_t column = 0;  // number of the field in the line, from 1
  int64_t row = 0;     // number of the row in the table's file, from 1, the head not counted
  int64_t byte = 0;
  std::string cell;  // of a spreadsheet, such as C5
  std::string revision;
  std::vector<Argument> arguments;

  Finding& With(std::string name, std::string text) {
    arguments.push_back({std::move(name), std::move(text), false});
    return *this;
  }
  Finding& WithValue(std::string name, std::string text) {
    arguments.push_back({std::move(name), std::move(text), true});
    return *this;
  }
};

// Takes findings. `fill` is called only when the finding is kept with its details, so that a
// million of them cost no more than counting. Implementations say whether they may be used from
// several threads.
class FindingSink {
 public:
  virtual ~FindingSink() = default;
  virtual void Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) = 0;
  // A finding about one row of a snapshot: table, key, region and place are filled in before
  // `fill`.
  virtual void AddRow(std::string_view rule, const RowRef& row,
                      absl::FunctionRef<void(Finding&)> fill) = 0;
};

// Fills in what a row knows of itself: table, key, region, file, line, byte.
void Locate(const RowRef& row, Finding& finding);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_FINDING_H_
