#include "core/cli/write_rows.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "boost/json/serialize.hpp"
#include "boost/json/string.hpp"
#include "boost/json/value.hpp"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/cli/text_table.h"
#include "core/io/csv_writer.h"

namespace stelsel::core {
namespace {

using Kind = StreamCells::Kind;
using Write = absl::FunctionRef<absl::Status(std::string_view)>;

constexpr size_t kBlock = 1 << 16;

bool IsNumber(Kind kind) {
  return kind == Kind::kInteger || kind == Kind::kDecimal || kind == Kind::kFloat;
}

std::string Quoted(const std::string& text) {
  return boost::json::serialize(boost::json::value(boost::json::string(text)));
}

std::string JsonCell(Kind kind, const std::string* text) {
  if (text == nullptr) return "null";
  if (kind == Kind::kBoolean) return *text;
  if (!IsNumber(kind)) return Quoted(*text);
  return *text == "NaN" || *text == "INF" || *text == "-INF" ? "null" : *text;
}

std::string Padded(const std::string& text, size_t width, bool right) {
  const std::string space(width - std::min(width, CountCodePoints(text)), ' ');
  return right ? space + text : text + space;
}

class RowWriter {
 public:
  RowWriter(StreamCells cells, Write write) : cells_(std::move(cells)), write_(write) {}

  absl::Status AsCsv() {
    for (const StreamCells::Column& column : cells_.columns()) AddCsvCell(&column.name);
    EndCsvRow();
    return Each([this]() -> absl::Status {
      for (size_t i = 0; i < cells_.columns().size(); ++i) {
        STELSEL_ASSIGN_OR_RETURN(const std::string* const text, cells_.Text(i));
        AddCsvCell(text);
      }
      EndCsvRow();
      return absl::OkStatus();
    });
  }

  absl::Status AsJsonLines() {
    return Each([this]() -> absl::Status {
      STELSEL_RETURN_IF_ERROR(AddObject());
      out_ += '\n';
      return absl::OkStatus();
    });
  }

  absl::Status AsJson() {
    out_ = "[";
    bool first = true;
    STELSEL_RETURN_IF_ERROR(Each([&]() -> absl::Status {
      out_ += first ? "\n  " : ",\n  ";
      first = false;
      return AddObject();
    }));
    out_ = first ? "]\n" : "\n]\n";
    return Flush(0);
  }

  absl::Status AsTable(size_t width) {
    std::vector<std::vector<std::string>> rows(1);
    for (const StreamCells::Column& column : cells_.columns()) rows[0].push_back(column.name);
    STELSEL_RETURN_IF_ERROR(Each([&]() -> absl::Status {
      std::vector<std::string> row;
      for (size_t i = 0; i < cells_.columns().size(); ++i) {
        STELSEL_ASSIGN_OR_RETURN(const std::string* const text, cells_.Text(i));
        row.push_back(text != nullptr ? OneLine(*text) : "");
      }
      rows.push_back(std::move(row));
      return absl::OkStatus();
    }));
    std::vector<size_t> widths(cells_.columns().size(), 0);
    for (const auto& row : rows) {
      for (size_t i = 0; i < row.size(); ++i)
        widths[i] = std::max(widths[i], CountCodePoints(row[i]));
    }
    const size_t needed = std::accumulate(widths.begin(), widths.end(), 2 * widths.size()) - 2;
    if (width > 0 && needed > width) return AsRecords(rows, width);
    for (size_t r = 0; r < rows.size(); ++r) {
      AddTableRow(rows[r], widths);
      if (r == 0) AddRule(widths);
      STELSEL_RETURN_IF_ERROR(Flush(kBlock));
    }
    return Flush(0);
  }

 private:
  template <typename F>
  absl::Status Each(F row) {
    while (true) {
      STELSEL_ASSIGN_OR_RETURN(const bool more, cells_.Next());
      if (!more) return Flush(0);
      STELSEL_RETURN_IF_ERROR(row());
      STELSEL_RETURN_IF_ERROR(Flush(kBlock));
    }
  }

  // Writes what there is when it is at least so much.
  absl::Status Flush(size_t at_least) {
    if (out_.empty() || out_.size() < at_least) return absl::OkStatus();
    STELSEL_RETURN_IF_ERROR(write_(out_));
    out_.clear();
    return absl::OkStatus();
  }

  // Nothing for a null, but where the row would be a blank line; quotes for an empty text.
  void AddCsvCell(const std::string* text) {
    if (cells_in_row_++ > 0) out_ += ',';
    const bool is_alone = cells_.columns().size() == 1;
    if (text != nullptr || is_alone) AppendCell(text != nullptr ? *text : "", out_);
  }
  void EndCsvRow() {
    out_ += '\n';
    cells_in_row_ = 0;
  }

  absl::Status AddObject() {
    out_ += '{';
    for (size_t i = 0; i < cells_.columns().size(); ++i) {
      const StreamCells::Column& column = cells_.columns()[i];
      STELSEL_ASSIGN_OR_RETURN(const std::string* const text, cells_.Text(i));
      absl::StrAppend(&out_, i > 0 ? ", " : "", Quoted(column.name), ": ",
                      JsonCell(column.kind, text));
    }
    out_ += '}';
    return absl::OkStatus();
  }

  absl::Status AsRecords(const std::vector<std::vector<std::string>>& rows, size_t width) {
    size_t longest = 0;
    for (const std::string& name : rows[0]) longest = std::max(longest, CountCodePoints(name));
    for (size_t r = 1; r < rows.size(); ++r) {
      std::vector<std::vector<std::string>> record;
      for (size_t i = 0; i < rows[r].size(); ++i) {
        if (!rows[r][i].empty()) record.push_back({Padded(rows[0][i], longest, false), rows[r][i]});
      }
      absl::StrAppend(&out_, r > 1 ? "\n" : "", TextTable(record, width));
      STELSEL_RETURN_IF_ERROR(Flush(kBlock));
    }
    return Flush(0);
  }

  void AddTableRow(const std::vector<std::string>& row, const std::vector<size_t>& widths) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line += "  ";
      line += Padded(row[i], widths[i], IsNumber(cells_.columns()[i].kind));
    }
    line.erase(line.find_last_not_of(' ') + 1);
    absl::StrAppend(&out_, line, "\n");
  }
  void AddRule(const std::vector<size_t>& widths) {
    for (size_t i = 0; i < widths.size(); ++i)
      absl::StrAppend(&out_, i > 0 ? "  " : "", std::string(widths[i], '-'));
    out_ += '\n';
  }

  StreamCells cells_;
  Write write_;
  std::string out_;
  size_t cells_in_row_ = 0;
};

}  // namespace

absl::Status WriteRows(StreamCells cells, std::string_view format, Write write, size_t width) {
  RowWriter writer(std::move(cells), write);
  if (format == "csv") return writer.AsCsv();
  if (format == "json") return writer.AsJson();
  return format == "ndjson" ? writer.AsJsonLines() : writer.AsTable(width);
}

size_t TerminalWidth() {
  if (isatty(STDOUT_FILENO) == 0) return 0;
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

}  // namespace stelsel::core
