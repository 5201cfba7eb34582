// Part of testing.hpp: findings as plain values, and their comparison with a file of lines.
#ifndef STELSEL_DETAIL_GOLDEN_HPP_
#define STELSEL_DETAIL_GOLDEN_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "stelsel/detail/ndjson.hpp"
#include "stelsel/stelsel.hpp"

namespace stelsel::testing::detail {

// What testing.hpp calls Found, FoundFindings and Difference.
struct Found {
  std::string rule, severity, message, file, field, table, key, region;
  std::int64_t line = 0, column = 0, row = 0;
};

// `region.csv:12:3`, as far as it is known.
inline std::string place_of(const Found& found) {
  std::string place = found.file;
  if (found.line > 0) place += ":" + std::to_string(found.line);
  if (found.line > 0 && found.column > 0) place += ":" + std::to_string(found.column);
  return place;
}

inline void PrintTo(const Found& found, std::ostream* out) {
  *out << place_of(found) << (found.file.empty() ? "" : " ") << found.severity << ": "
       << found.message << " [" << found.rule << "]";
  if (!found.field.empty()) *out << " field " << found.field;
  if (!found.key.empty()) *out << " of " << found.table << " (" << found.key << ")";
}

class FoundFindings : public std::vector<Found> {
 public:
  using std::vector<Found>::vector;
};

inline void PrintTo(const FoundFindings& all, std::ostream* out) {
  if (all.empty()) *out << "no findings";
  for (const Found& found : all) {
    *out << "\n  ";
    PrintTo(found, out);
  }
}

// The file as from the folder that was read, or by its name when one file was.
inline std::string file_within(const std::string& file, const std::string& source) {
  if (source.empty()) return file;
  const std::string folder = std::filesystem::is_directory(source)
                                 ? source
                                 : std::filesystem::path(source).parent_path().string();
  if (folder.empty()) return file;
  const std::string start = folder.back() == '/' ? folder : folder + "/";
  return file.compare(0, start.size(), start) == 0 ? file.substr(start.size()) : file;
}

inline bool ends_as(const std::string& file, const std::string& asked) {
  if (file.size() < asked.size()) return false;
  const std::size_t at = file.size() - asked.size();
  return file.compare(at, std::string::npos, asked) == 0 && (at == 0 || file[at - 1] == '/');
}

// Whether all that is asked is so; what is empty or 0 is not asked.
inline bool matches(const Found& asked, const Found& found) {
  for (const auto part : {&Found::rule, &Found::severity, &Found::field, &Found::table, &Found::key,
                          &Found::region}) {
    if (!(asked.*part).empty() && asked.*part != found.*part) return false;
  }
  for (const auto part : {&Found::line, &Found::column, &Found::row}) {
    if (asked.*part != 0 && asked.*part != found.*part) return false;
  }
  return (asked.file.empty() || ends_as(found.file, asked.file)) &&
         found.message.find(asked.message) != std::string::npos;
}

// `a finding of core/foreign-key at region.csv:12, of field region`.
inline std::string described(const Found& asked) {
  std::string text = asked.severity.empty() ? "a finding" : "a finding (" + asked.severity + ")";
  const auto add = [&](const char* words, const std::string& value) {
    if (!value.empty()) text += words + value;
  };
  add(" of ", asked.rule);
  add(" at ", place_of(asked));
  add(", of field ", asked.field);
  add(", of table ", asked.table);
  add(", of key ", asked.key);
  add(", of region ", asked.region);
  add(", saying ", asked.message);
  return text;
}

// ---- Files -------------------------------------------------------------------------------------

inline std::vector<std::string> folders_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

inline std::string source_of(const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder / "source")) return (folder / "source").string();
  std::vector<std::string> others;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const auto ending = entry.path().extension();
    if (ending != ".ndjson" && ending != ".md") others.push_back(entry.path().string());
  }
  if (others.size() == 1) return others.front();
  throw Error(STELSEL_NOT_FOUND, folder.string() + " has no `source`, and not one other file");
}

inline std::string test_name(std::string name) {
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

// A line of a file of findings.
struct Line {
  std::int64_t number = 0;  // in the file
  std::string text;
  Found asked;
};

inline void put(const std::string& name, const std::string& value, Found& asked) {
  static const std::pair<const char*, std::string Found::*> kTexts[] = {
      {"rule", &Found::rule},    {"severity", &Found::severity}, {"file", &Found::file},
      {"field", &Found::field},  {"table", &Found::table},       {"key", &Found::key},
      {"region", &Found::region}};
  static const std::pair<const char*, std::int64_t Found::*> kNumbers[] = {
      {"line", &Found::line}, {"column", &Found::column}, {"row", &Found::row}};
  for (const auto& [known, part] : kTexts)
    if (name == known) asked.*part = value;
  for (const auto& [known, part] : kNumbers) {
    if (name != known) continue;
    const bool whole = !value.empty() && value.size() <= 18 &&
                       value.find_first_not_of("0123456789") == std::string::npos;
    if (!whole) throw Error(STELSEL_INVALID_ARGUMENT, "`" + name + "` must be a whole number");
    asked.*part = std::stoll(value);
  }
}

// A misspelt member would make the line match too much.
inline bool is_member(const std::string& name) {
  for (const char* known :
       {"rule", "severity", "message", "file", "line", "column", "cell", "row", "field", "table",
        "key", "region", "revision", "fingerprint", "known", "fault", "kind"}) {
    if (name == known) return true;
  }
  return false;
}

// False for a line that is no finding: blank, or the totals at the end of what check prints.
inline bool read_line(Line& line) {
  if (line.text.find_first_not_of(" \t\r") == std::string::npos) return false;
  const auto members = stelsel::detail::NdjsonLine(line.text).read();
  if (members.count("totals") > 0) return false;
  for (const auto& [name, value] : members) {
    if (!is_member(name))
      throw Error(STELSEL_INVALID_ARGUMENT, "`" + name + "` is no member of a finding");
    put(name, value, line.asked);
  }
  if (line.asked.rule.empty()) throw Error(STELSEL_INVALID_ARGUMENT, "`rule` is missing");
  return true;
}

inline std::vector<Line> read_expected(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw Error(STELSEL_NOT_FOUND, file.string() + " cannot be read");
  std::vector<Line> lines;
  Line line;
  for (std::int64_t number = 1; std::getline(in, line.text); ++number) {
    line.number = number;
    line.asked = Found();
    try {
      if (read_line(line)) lines.push_back(line);
    } catch (const Error& error) {
      throw Error(error.code(), file.string() + ":" + std::to_string(number) + ": " + error.what());
    }
  }
  return lines;
}

inline std::string to_line(const Found& found) {
  std::string line = "{\"rule\":" + stelsel::detail::quote(found.rule) +
                     ",\"severity\":" + stelsel::detail::quote(found.severity);
  const auto text = [&](const char* name, const std::string& value) {
    if (!value.empty()) line += std::string(",\"") + name + "\":" + stelsel::detail::quote(value);
  };
  const auto number = [&](const char* name, std::int64_t value) {
    if (value > 0) line += std::string(",\"") + name + "\":" + std::to_string(value);
  };
  text("file", found.file);
  number("line", found.line);
  number("column", found.column);
  text("field", found.field);
  text("table", found.table);
  return line + "}";
}

inline void write_expected(const std::filesystem::path& file, const FoundFindings& found) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  for (const Found& one : found) out << to_line(one) << '\n';
  out.close();
  if (!out) throw Error(STELSEL_UNKNOWN, file.string() + " cannot be written");
}

// ---- Comparison --------------------------------------------------------------------------------

struct Difference {
  std::vector<std::string> missing;
  std::vector<std::string> unexpected;

  bool empty() const { return missing.empty() && unexpected.empty(); }
  std::string text() const {
    std::string text = std::to_string(missing.size()) + " expected and not found, " +
                       std::to_string(unexpected.size()) + " found and not expected\n";
    for (const std::string& line : missing) text += "- " + line + "\n";
    for (const std::string& line : unexpected) text += "+ " + line + "\n";
    return text;
  }
};

// Gives each line a finding of its own, as long as there are: a line that says little may have to
// leave its finding to one that says more, and take another.
class Pairing {
 public:
  Pairing(const std::vector<Line>& lines, const FoundFindings& found)
      : lines_(lines), found_(found), line_of_(found.size(), kNone) {
    for (std::size_t i = 0; i < found.size(); ++i) of_rule_[found[i].rule].push_back(i);
  }

  Difference run() {
    Difference difference;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (take_free(i)) continue;
      tried_.assign(found_.size(), false);
      if (!place(i)) difference.missing.push_back(lines_[i].text);
    }
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (line_of_[i] != kNone) continue;
      difference.unexpected.push_back(to_line(found_[i]) + "\n    " + found_[i].message);
    }
    return difference;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // Most lines find one at once that no other line has.
  bool take_free(std::size_t line) {
    for (const std::size_t i : candidates(line)) {
      if (line_of_[i] != kNone || !fits(lines_[line].asked, found_[i])) continue;
      line_of_[i] = line;
      return true;
    }
    return false;
  }
  bool place(std::size_t line) {
    for (const std::size_t i : candidates(line)) {
      if (tried_[i] || !fits(lines_[line].asked, found_[i])) continue;
      tried_[i] = true;
      if (line_of_[i] != kNone && !place(line_of_[i])) continue;
      line_of_[i] = line;
      return true;
    }
    return false;
  }
  const std::vector<std::size_t>& candidates(std::size_t line) {
    return of_rule_[lines_[line].asked.rule];
  }
  // The whole path counts here: a line is not asked for, it is kept.
  static bool fits(const Found& asked, const Found& found) {
    return (asked.file.empty() || asked.file == found.file) && matches(asked, found);
  }

  const std::vector<Line>& lines_;
  const FoundFindings& found_;
  std::map<std::string, std::vector<std::size_t>> of_rule_;  // places in found_
  std::vector<std::size_t> line_of_;
  std::vector<bool> tried_;
};

inline Difference compare(const std::vector<Line>& lines, const FoundFindings& found) {
  return Pairing(lines, found).run();
}

}  // namespace stelsel::testing::detail

#endif  // STELSEL_DETAIL_GOLDEN_HPP_
