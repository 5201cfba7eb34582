// Findings for people: what is wrong, where, in 80 columns.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/check/write_formats.h"

namespace stelsel::core {
namespace {

constexpr size_t kWidth = 80;
constexpr size_t kIndent = 2;
constexpr size_t kMaxPlace = 12;

// The few words that stand around the messages.
struct Words {
  std::string_view severity[kSeverities];  // of one finding, by severity
  std::pair<std::string_view, std::string_view> counted[kSeverities];  // one, and more
  std::string_view nothing;                                            // before the source
  std::string_view no_source;                                          // when it has no name
  std::string_view more_begin;  // around the number and the rule
  std::string_view more_end;
  std::string_view kept_out;  // before tables and numbers
  std::string_view known;     // behind a number
  std::string_view gone;      // before rules and numbers
  char thousands;
};

constexpr Words kDutch = {{"fataal", "fout", "waarschuwing", "opmerking"},
                          {{"storing", "storingen"},
                           {"fout", "fouten"},
                           {"waarschuwing", "waarschuwingen"},
                           {"opmerking", "opmerkingen"}},
                          "Niets mis gevonden in ",
                          "de gegevens",
                          "… en nog ",
                          " van ",
                          "Niet gelezen rijen: ",
                          "bekend",
                          "Van wat bekend was, is niet meer gevonden: ",
                          '.'};
constexpr Words kEnglish = {
    {"fatal", "error", "warning", "info"},
    {{"fault", "faults"}, {"error", "errors"}, {"warning", "warnings"}, {"remark", "remarks"}},
    "Nothing wrong was found in ",
    "the data",
    "… and ",
    " more of ",
    "Rows not read: ",
    "known",
    "Of what was known, not found any more: ",
    ','};

std::string Number(int64_t value, char thousands) {
  std::string digits = absl::StrCat(value);
  for (size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, thousands);
  return digits;
}

void Pad(std::string& text, size_t width) {
  const size_t length = CountCodePoints(text);
  if (length < width) text.append(width - length, ' ');
}

// Lines of words, the first of which starts where `line` ends and the others below that. A word
// that is too long for a line, such as a path, is left whole.
std::string Wrap(std::string line, std::string_view text) {
  const size_t indent = CountCodePoints(line);
  std::string out;
  bool begun = false;
  for (const std::string& word : std::vector<std::string>(absl::StrSplit(std::string(text), ' '))) {
    if (begun && CountCodePoints(line) + 1 + CountCodePoints(word) > kWidth) {
      absl::StrAppend(&out, line, "\n");
      line.assign(indent, ' ');
      begun = false;
    }
    absl::StrAppend(&line, begun ? " " : "", word);
    begun = true;
  }
  return absl::StrCat(out, line, "\n");
}

// What a finding stands under: its file, or else its table, or else the source.
std::string GroupOf(const Finding& finding, const WriteOptions& options) {
  if (!finding.file.empty()) return finding.file;
  return finding.table.empty() ? options.source : finding.table;
}

std::string PlaceIn(const Finding& finding) {
  if (!finding.cell.empty()) return finding.cell;
  if (finding.line == 0) return "";
  if (finding.column == 0) return absl::StrCat(finding.line);
  return absl::StrCat(finding.line, ":", finding.column);
}

class TextWriter {
 public:
  TextWriter(const Findings& findings, const WriteOptions& options, WriteFunction write)
      : findings_(findings),
        options_(options),
        words_(options.language == Language::kNl ? kDutch : kEnglish),
        write_(write) {
    for (const std::string_view word : words_.severity) {
      severity_width_ = std::max(severity_width_, CountCodePoints(word));
    }
  }

  absl::Status Write() {
    std::vector<Finding> kept = findings_.Kept();
    std::stable_sort(kept.begin(), kept.end(), [&](const Finding& a, const Finding& b) {
      return GroupOf(a, options_) < GroupOf(b, options_);
    });
    for (auto begin = kept.begin(); begin != kept.end();) {
      const std::string group = GroupOf(*begin, options_);
      const auto end = std::find_if(begin, kept.end(), [&](const Finding& finding) {
        return GroupOf(finding, options_) != group;
      });
      STELSEL_RETURN_IF_ERROR(WriteGroup(group, begin, end));
      begin = end;
    }
    return write_(Closing());
  }

 private:
  using Iterator = std::vector<Finding>::iterator;

  absl::Status WriteGroup(const std::string& group, Iterator begin, Iterator end) {
    size_t place_width = 0;
    for (auto it = begin; it != end; ++it) {
      place_width = std::max(place_width, std::min(PlaceIn(*it).size(), kMaxPlace));
    }
    STELSEL_RETURN_IF_ERROR(write_(absl::StrCat(OneLine(group), "\n")));
    for (auto it = begin; it != end; ++it) {
      STELSEL_RETURN_IF_ERROR(write_(Entry(*it, place_width)));
    }
    return write_("\n");
  }

  std::string Entry(const Finding& finding, size_t place_width) const {
    std::string line(kIndent, ' ');
    if (place_width > 0) {
      std::string place = PlaceIn(finding);
      Pad(place, place_width);
      absl::StrAppend(&line, place, "  ");
    }
    std::string severity(Word(findings_.SeverityOf(finding.rule)));
    Pad(severity, severity_width_);
    absl::StrAppend(&line, severity, "  ");
    std::string text = MessageOf(findings_, finding, options_);
    // A row that is not from a file is known by its key.
    if (finding.line == 0 && !finding.key.empty()) {
      text = absl::StrCat(OneLine(KeyOf(finding)), ": ", text);
    }
    return Wrap(std::move(line), absl::StrCat(text, " [", finding.rule, "]"));
  }

  std::string_view Word(Severity severity) const {
    return words_.severity[static_cast<size_t>(severity) - 1];
  }

  std::string Closing() const {
    std::string out;
    for (const auto& [rule, left] : findings_.LeftOut(Findings::Known::kNo)) {
      absl::StrAppend(&out, Say(words_.more_begin), Count(left), Say(words_.more_end), rule, "\n");
    }
    absl::StrAppend(&out, Totals());
    absl::StrAppend(&out, Listed(words_.kept_out, KeptOut()));
    if (HasBaseline(findings_))
      absl::StrAppend(&out, Listed(words_.gone, findings_.baseline()->Gone()));
    return out;
  }

  // Faults are only named when there are any.
  std::string Totals() const {
    std::string out;
    int64_t all = Known();
    for (int i = 1; i <= kSeverities; ++i) {
      const int64_t count = findings_.Count(static_cast<Severity>(i), Findings::Known::kNo);
      all += count;
      if (count == 0 && i == 1) continue;
      const auto& [one, more] = words_.counted[i - 1];
      absl::StrAppend(&out, out.empty() ? "" : ", ", Count(count), " ",
                      Say(count == 1 ? one : more));
    }
    if (Known() > 0) absl::StrAppend(&out, "; ", Count(Known()), " ", Say(words_.known));
    if (all > 0) return absl::StrCat(out, ".\n");
    const std::string source = options_.source.empty() ? Say(words_.no_source) : options_.source;
    return Wrap("", absl::StrCat(Say(words_.nothing), OneLine(source), "."));
  }

  // Findings that are not shown, since they were seen before.
  int64_t Known() const {
    int64_t known = 0;
    for (int i = 1; i <= kSeverities; ++i)
      known += findings_.Count(static_cast<Severity>(i), Findings::Known::kYes);
    return known;
  }

  std::map<std::string, int64_t> KeptOut() const {
    std::map<std::string, int64_t> rows;
    for (const KeptOutCount& kept_out : options_.kept_out) {
      if (kept_out.rows > 0) rows[kept_out.table] = kept_out.rows;
    }
    return rows;
  }

  // A sentence of names with their numbers; nothing when there are none.
  std::string Listed(std::string_view begin, const std::map<std::string, int64_t>& counts) const {
    std::string out;
    for (const auto& [name, count] : counts) {
      absl::StrAppend(&out, out.empty() ? Say(begin) : ", ", name, " ", Count(count));
    }
    return out.empty() ? out : Wrap("", absl::StrCat(out, "."));
  }

  std::string Count(int64_t value) const { return Number(value, words_.thousands); }
  static std::string Say(std::string_view word) { return std::string(word); }

  const Findings& findings_;
  const WriteOptions& options_;
  const Words& words_;
  WriteFunction write_;
  size_t severity_width_ = 0;
};

}  // namespace

absl::Status WriteText(const Findings& findings, const WriteOptions& options, WriteFunction write) {
  return TextWriter(findings, options, write).Write();
}

}  // namespace stelsel::core
