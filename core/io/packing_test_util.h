// Makes the compressed files and workbooks that tests read.
#ifndef STELSEL_CORE_IO_PACKING_TEST_UTIL_H_
#define STELSEL_CORE_IO_PACKING_TEST_UTIL_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stelsel::core {

std::string Gzipped(std::string_view bytes);

// A zip archive of files, each a name and its bytes.
std::string Zipped(const std::vector<std::pair<std::string, std::string>>& files);

// A workbook with the sheets, each a name and the XML within its `sheetData`. Shared text 0 is
// `shared`, 1 is `one` and `two` in two formats with a pronunciation. Style 1 is dd-mm-yyyy, 2 the
// built-in month, 3 a number.
std::string WorkbookOf(const std::vector<std::pair<std::string, std::string>>& sheets);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_PACKING_TEST_UTIL_H_
