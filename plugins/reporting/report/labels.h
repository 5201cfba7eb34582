// What tables, fields and codes are called: read from the schemas, so that no report repeats it.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_LABELS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_LABELS_H_

#include <map>
#include <string>
#include <string_view>

#include "words.h"

namespace reporting {

// What a field holds, as far as showing it goes.
struct FieldInfo {
  enum class Kind { text, integer, decimal, boolean, code, edtf, date, reference } kind{};
  int scale = 0;          // of a decimal
  std::string refers_to;  // table, of a reference
};

// Labels in one language. Not changed once filled; then any thread.
class Labels {
 public:
  explicit Labels(const Words& words) : words_(words) {}

  // Takes in a Table Schema. Throws stelsel::Error when it is none.
  void Add(std::string_view schema_json);

  // Title of a table; its name when it has none.
  std::string Table(std::string_view table) const;
  // Title of `table.field`; the field's name when it has none.
  std::string Field(std::string_view table, std::string_view field) const;
  // Label of a code of `table.field`; the code itself when it has none.
  std::string Code(std::string_view table, std::string_view field, std::string_view code) const;
  // What `table.field` holds; a text when the field is not known.
  FieldInfo Info(std::string_view table, std::string_view field) const;
  bool Has(std::string_view table, std::string_view field) const;
  // The mark of a row that is made up: `illustratief`, as the schema of a status calls it.
  std::string Mark() const;

 private:
  Words words_;
  // Of `table`, `table.field` and `table.field.code`.
  std::map<std::string, std::string, std::less<>> texts_;
  std::map<std::string, FieldInfo, std::less<>> infos_;  // `table.field`
};

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_LABELS_H_
