// A workbook being written: libxlsxwriter with what it leaves to its caller.
//
// The library writes its parts to temporary files without looking whether that went well, and tells
// what else fails on standard error only. So all that it is given is checked before, the file
// itself goes into memory, and whether every part came through is seen afterwards.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_XLSX_FILE_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_XLSX_FILE_H_

#include <locale.h>
#include <xlsxwriter.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "stelsel/plugin.hpp"

namespace reporting {

// Numbers are written with a point, whatever the program that embeds us has set for this thread.
class PlainLocale {
 public:
  PlainLocale() : plain_(newlocale(LC_ALL_MASK, "C", nullptr)), before_(uselocale(plain_)) {}
  ~PlainLocale() {
    uselocale(before_);
    freelocale(plain_);
  }
  PlainLocale(const PlainLocale&) = delete;
  PlainLocale& operator=(const PlainLocale&) = delete;

 private:
  locale_t plain_, before_;
};

// One thread. Rows of a sheet go in from the top to the bottom, and are not held in memory.
class XlsxFile {
 public:
  // `day`, since 1970-01-01, counts as the day on which it was made: the same document gives the
  // same bytes. Throws STELSEL_RESOURCE_EXHAUSTED without memory or room for temporary files.
  XlsxFile(const std::string& title, std::int64_t day);
  ~XlsxFile();
  XlsxFile(const XlsxFile&) = delete;
  XlsxFile& operator=(const XlsxFile&) = delete;

  lxw_workbook* book() { return book_; }
  // A sheet with a name that is allowed and that no other has; see SheetName.
  lxw_worksheet* AddSheet(const std::string& name);
  // Writes all to the sink; then nothing else may be called. Throws what the sink throws, and
  // STELSEL_RESOURCE_EXHAUSTED when a part did not come through.
  void Close(stelsel::Sink& sink);

 private:
  PlainLocale locale_;
  std::string folder_;  // of temporary files
  int file_ = -1;       // in memory
  lxw_workbook* book_ = nullptr;
};

// Throws STELSEL_INTERNAL when the library refuses something: it was to be checked before.
void Check(lxw_error error);

// Whether an archive has parts, each a document of XML that ends as it should.
bool IsWhole(std::string_view archive);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_XLSX_FILE_H_
