// stelsel history: the revisions of a store, whether they are what they were, and a copy of them.
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/cli/command.h"
#include "core/cli/progress_bar.h"
#include "core/cli/text_table.h"
#include "core/cli/write_rows.h"

namespace stelsel::core {
namespace {

constexpr size_t kShownDigest = 12;  // digits of it tell revisions apart; so do reports
constexpr size_t kShownTime = 16;    // to the minute

void AddOptions(po::options_description& options) {
  options.add_options()("format",
                        po::value<std::string>()->default_value("table")->value_name("FORMAT"),
                        "table, csv, json or ndjson")(
      "verify", po::bool_switch(),
      "first read the whole store, and compare each revision with its digest")(
      "backup", po::value<std::string>()->value_name("PATH"),
      "copy the store with all its revisions to PATH, also while it is in use");
}

// The cells of Engine::History by their names, in the manner of people: five columns, of which the
// last is wrapped.
class Reader {
 public:
  explicit Reader(StreamCells& cells) : cells_(cells) {}

  absl::StatusOr<std::vector<std::string>> Line() {
    STELSEL_ASSIGN_OR_RETURN(const std::string number, Cell("revision"));
    STELSEL_ASSIGN_OR_RETURN(std::string time, Cell("time"));
    STELSEL_ASSIGN_OR_RETURN(const std::string upserted, Cell("upserted"));
    STELSEL_ASSIGN_OR_RETURN(const std::string erased, Cell("erased"));
    STELSEL_ASSIGN_OR_RETURN(const std::string digest, Cell("digest"));
    STELSEL_ASSIGN_OR_RETURN(const std::string author, Cell("author"));
    STELSEL_ASSIGN_OR_RETURN(const std::string message, Cell("message"));
    if (const size_t t = time.find('T'); t != std::string::npos) time[t] = ' ';
    return std::vector<std::string>{number, time.substr(0, kShownTime),
                                    absl::StrCat("+", upserted, " -", erased),
                                    digest.substr(0, kShownDigest),
                                    author.empty() ? message : absl::StrCat(author, ": ", message)};
  }

 private:
  absl::StatusOr<std::string> Cell(std::string_view name) {
    const int column = cells_.IndexOf(name);
    if (column < 0)
      return absl::InternalError(absl::StrCat("a history has no ", std::string(name)));
    STELSEL_ASSIGN_OR_RETURN(const std::string* const text,
                             cells_.Text(static_cast<size_t>(column)));
    return text != nullptr ? OneLine(*text) : "";
  }

  StreamCells& cells_;
};

absl::StatusOr<std::string> ForPeople(StreamCells cells, bool dutch) {
  std::vector<std::vector<std::string>> lines;
  if (dutch) {
    lines.push_back({"revisie", "tijd (UTC)", "rijen", "sha256", "wie: waarom"});
  } else {
    lines.push_back({"revision", "time (UTC)", "rows", "sha256", "who: why"});
  }
  Reader reader(cells);
  while (true) {
    STELSEL_ASSIGN_OR_RETURN(const bool more, cells.Next());
    if (!more) break;
    STELSEL_ASSIGN_OR_RETURN(std::vector<std::string> line, reader.Line());
    lines.push_back(std::move(line));
  }
  if (lines.size() == 1) return dutch ? "Nog geen revisies.\n" : "No revisions yet.\n";
  return TextTable(lines);
}

absl::Status Print(Context& context, ArrowArrayStream* rows, const std::string& format) {
  STELSEL_ASSIGN_OR_RETURN(StreamCells cells, StreamCells::Open(rows));
  if (format == "table") {
    STELSEL_ASSIGN_OR_RETURN(const std::string text,
                             ForPeople(std::move(cells), context.language() == Language::kNl));
    return context.results().Write(text);
  }
  return WriteRows(std::move(cells), format,
                   [&](std::string_view bytes) { return context.results().Write(bytes); });
}

// What was done before the revisions are shown; a program that reads them sees the exit status.
absl::StatusOr<std::string> VerifyAndBackUp(Context& context, Engine& engine,
                                            const std::string& source, bool verify,
                                            const std::string& path) {
  const bool dutch = context.language() == Language::kNl;
  std::string told;
  if (verify) {
    ProgressBar bar("verify");
    STELSEL_RETURN_IF_ERROR(engine.Verify(source, bar.progress()));
    absl::StrAppend(&told, dutch ? "In orde: de rijen van elke revisie zijn die van de commit.\n"
                                 : "Verified: each revision has the rows that were committed.\n");
  }
  if (!path.empty()) {
    ProgressBar bar("backup");
    STELSEL_RETURN_IF_ERROR(engine.BackUp(source, path, bar.progress()));
    absl::StrAppend(&told, dutch ? "Kopie met elke revisie: " : "Copy with every revision: ",
                    OneLine(path), "\n");
  }
  return told.empty() ? told : told + "\n";
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(
      const std::string format,
      OneOf(given, "format", {std::begin(kRowFormats), std::end(kRowFormats)}));
  STELSEL_ASSIGN_OR_RETURN(const std::string source, Required(given, "SOURCE"));
  std::string backup;
  if (given.count("backup") > 0) {
    STELSEL_ASSIGN_OR_RETURN(backup, Required(given, "backup"));
  }
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  STELSEL_ASSIGN_OR_RETURN(
      const std::string told,
      VerifyAndBackUp(context, *engine, source, given["verify"].as<bool>(), backup));
  ArrowArrayStream rows{};
  {
    ProgressBar bar("history");
    STELSEL_RETURN_IF_ERROR(engine->History(source, &rows));
  }
  if (format == "table") STELSEL_RETURN_IF_ERROR(context.results().Write(told));
  STELSEL_RETURN_IF_ERROR(Print(context, &rows, format));
  return kFine;
}

}  // namespace

const Command kHistoryCommand = {
    "history",
    "the revisions of a store",
    "SOURCE [--format table|csv|json|ndjson] [--verify]\n"
    "                       [--backup PATH]",
    "Lists the commits of a store, the newest last, and up to the revision in SOURCE:\n"
    "when, how many rows were written and erased, the digest, who and why. `table`\n"
    "has the first twelve digits of the digest, the other formats have it whole.\n"
    "A revision is read as SOURCE@NUMBER, @YYYY-MM-DD (the last of that day, UTC) or\n"
    "@latest. --verify ends with status 2 when the store is damaged.\n\n"
    "Example: stelsel history sqlite:landscape.sqlite --verify\n",
    AddOptions,
    {"SOURCE"},
    Run};

}  // namespace stelsel::core
