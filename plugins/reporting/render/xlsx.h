// The renderer `xlsx`: a workbook with an overview that has all texts and leads to the rest, a
// sheet for each table or chart with typed cells below a frozen head with filters, and native
// charts or coloured grids. Texts are never formulas.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_XLSX_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_XLSX_H_

#include <cstddef>

#include "stelsel/plugin.hpp"

namespace reporting {

// What a sheet and a workbook hold at most; smaller in tests.
struct XlsxLimits {
  std::size_t rows = 1048576;  // with the head; what is beyond goes on in a next sheet
  std::size_t columns = 16384;
  std::size_t sheets = 250;  // each takes an open file while it is written
};

// Throws stelsel::Error when an element cannot be read, STELSEL_RESOURCE_EXHAUSTED without room for
// temporary files, or what the sink throws.
void RenderXlsx(const stelsel::Document& document, stelsel::Sink& sink,
                const XlsxLimits& limits = {});

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_XLSX_H_
