#include "answers.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "answer.h"
#include "catalogue.h"
#include "date.h"
#include "form.h"
#include "head.h"
#include "output.h"
#include "stelsel/edtf.hpp"
#include "words.h"

namespace survey {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostShown = 60;  // characters of a head in a finding

// As spreadsheets call columns, from 0.
std::string ColumnLetters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

bool IsWorkbook(const std::string& path) {
  return path.ends_with(".xlsx") || path.ends_with(".xlsx.gz");
}

// A head as a finding shows it: on one line, not too long, and not cut within a character.
std::string Shown(std::string_view head) {
  std::string shown(head.substr(0, kMostShown));
  if (head.size() > kMostShown) {
    while (!shown.empty() && (shown.back() & 0xC0) == 0x80) shown.pop_back();
    if (!shown.empty() && (shown.back() & 0x80) != 0) shown.pop_back();
    shown += "…";
  }
  for (char& c : shown)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return shown;
}

// Reads one file of answers.
class FileReader {
 public:
  FileReader(const std::string& path, const Catalogue& catalogue, const Settings& settings,
             std::set<std::string>& seen, Output& rows, stelsel::Reading& out)
      : catalogue_(catalogue),
        settings_(settings),
        seen_(seen),
        rows_(rows),
        out_(out),
        is_workbook_(IsWorkbook(path)),
        cells_(Open(path)) {}

  void Read() {
    ReadHead();
    if (!CanRead()) return;
    while (cells_.next()) {
      for (row_ = 0; row_ < cells_.size(); ++row_) {
        line_ = cells_.integer(row_, 0);
        ReadRow();
      }
      out_.advance("read", ++batches_, 0);
    }
    rows_.EndFile();
  }

 private:
  using Arguments = std::vector<std::pair<const char*, std::string>>;
  using Key = std::tuple<std::size_t, Role, std::string>;  // topic, role, domain

  // The sheet of the form, where a workbook has it; otherwise its first.
  stelsel::Rows Open(const std::string& path) {
    if (!is_workbook_ || !settings_.sheet.empty())
      return stelsel::Rows(out_.texts(path, settings_.sheet));
    stelsel::Stream stream;
    try {
      stream = out_.texts(path, kAnswerSheet);
    } catch (const stelsel::Error& error) {
      if (error.code() != STELSEL_INVALID_ARGUMENT) throw;
      stream = out_.texts(path);
    }
    return stelsel::Rows(std::move(stream));
  }

  // ---- Findings and cells ----

  RowPlace PlaceOf(std::size_t column) const {
    return {line_, is_workbook_ ? ColumnLetters(column) + std::to_string(line_) : ""};
  }
  void Tell(const char* rule, std::int64_t line, std::optional<std::size_t> column,
            const Arguments& arguments, const Arguments& values) {
    json::object object, of_data;
    for (const auto& [name, text] : arguments) object[name] = text;
    for (const auto& [name, text] : values) of_data[name] = text;
    if (!of_data.empty()) object["values"] = std::move(of_data);
    stelsel::Place place;
    place.line = line;
    if (column && is_workbook_) place.cell = ColumnLetters(*column) + std::to_string(line);
    out_.finding(rule, place, json::serialize(object));
  }
  void TellCell(const char* rule, std::size_t column, Arguments arguments, Arguments values) {
    arguments.emplace_back("column", NameOf(column));
    Tell(rule, line_, column, arguments, values);
  }
  // What a finding calls a column: the code of its question, or its head.
  std::string NameOf(std::size_t column) const {
    const Column& known = columns_[column];
    if (known.kind == Column::kQuestion) return catalogue_.topics()[known.topic].code;
    return Shown(cells_.columns()[column + 1].name);
  }

  std::string_view CellAt(std::size_t column) const {
    if (cells_.is_null(row_, column + 1)) return {};
    std::string_view text = Trimmed(cells_.text(row_, column + 1));
    // Our own form puts this before what a spreadsheet would take for a formula.
    if (text.size() > 1 && text[0] == '\'' && kFormulaBegins.find(text[1]) != std::string::npos)
      text.remove_prefix(1);
    return text;
  }
  std::optional<std::size_t> ColumnOf(About about) const {
    const auto at = about_.find(about);
    return at == about_.end() ? std::nullopt : std::optional(at->second);
  }
  std::string_view CellOf(About about) const {
    const auto column = ColumnOf(about);
    return column ? CellAt(*column) : std::string_view();
  }
  std::optional<std::size_t> ColumnOf(const Key& key) const {
    const auto at = questions_.find(key);
    return at == questions_.end() ? std::nullopt : std::optional(at->second);
  }

  // ---- The head ----

  void ReadHead() {
    line_ = 1;
    for (std::size_t i = 1; i < cells_.columns().size(); ++i) {
      const std::size_t column = i - 1;
      columns_.push_back(ReadColumn(cells_.columns()[i].name, catalogue_, columns_));
      const Column& read = columns_.back();
      if (read.kind == Column::kUnknown) {
        TellCell("unknown_column", column, {}, {});
      } else if (read.kind == Column::kPersonal) {
        TellCell("personal_column", column, {}, {});
      } else if (!Take(read, column)) {
        TellCell("column_twice", column, {}, {});
      }
    }
  }

  // Whether the column is the first of its kind.
  bool Take(const Column& read, std::size_t column) {
    if (read.kind == Column::kAbout) return about_.emplace(read.about, column).second;
    if (read.kind != Column::kQuestion) return true;
    if (!questions_.emplace(Key{read.topic, read.role, read.domain}, column).second) return false;
    asked_.insert(read.topic);
    if (!read.domain.empty()) domains_of_[read.topic].insert(read.domain);
    return true;
  }

  bool CanRead() {
    const bool has_region = ColumnOf(About::kRegion) || ColumnOf(About::kRegionName);
    if (columns_.empty()) return false;  // told by the host
    if (!has_region && !ColumnOf(About::kRespondent)) {
      Tell("no_respondent_column", 1, {}, {}, {});
      return false;
    }
    if (asked_.empty()) {
      Tell("no_question_column", 1, {}, {}, {});
      return false;
    }
    return true;
  }

  // ---- One row ----

  void ReadRow() {
    const std::optional<Respondent> who = ReadRespondent();
    if (!who) return;
    rows_.AddRespondent(*who, PlaceOf(0));
    if (!HasAnswer()) return Tell("row_without_answer", line_, {}, {}, {});
    const std::optional<Moment> when = ReadMoment();
    if (!when) return;
    const auto domains = ReadRowDomains();
    if (!domains || !IsFirst(*who, *when, *domains)) return;
    for (const std::size_t topic : asked_) {
      if (catalogue_.topics()[topic].open) {
        ReadWords(topic, *who, *when, *domains);
      } else {
        ReadStatuses(topic, *who, *when, *domains);
      }
    }
  }

  bool HasAnswer() const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (columns_[i].kind == Column::kQuestion && !CellAt(i).empty()) return true;
    return false;
  }

  std::optional<Respondent> ReadRespondent() {
    for (const About about : {About::kRegion, About::kRegionName}) {
      if (!CellOf(about).empty()) return ReadRegion(about);
    }
    if (!CodeOf(CellOf(About::kRespondent)).empty()) return ReadAnonymous();
    Tell("no_respondent", line_, {}, {}, {});
    return std::nullopt;
  }

  std::optional<Respondent> ReadRegion(About about) {
    const std::string_view text = CellOf(about), name = CellOf(About::kRegionName);
    Respondent who;
    who.illustratief = IsIllustratief();
    who.region = catalogue_.FindRegion(text);
    const std::string by_name = name.empty() ? "" : catalogue_.FindRegion(name);
    who.observed_by = CellOf(About::kObservedBy);
    if (!who.region.empty()) return who;
    const std::string nearest = by_name.empty() ? catalogue_.NearestRegion(text) : by_name;
    const bool is_new =
        about == About::kRegion && !name.empty() && by_name.empty() && IsShortName(text);
    if (is_new) {
      who.region = text;
      who.name = name;
      TellCell("new_region", *ColumnOf(about), {{"region", who.region}}, {});
      return who;
    }
    TellCell(nearest.empty() ? "unknown_region" : "misspelt_region", *ColumnOf(about),
             {{"nearest", nearest}}, {{"value", std::string(text)}});
    return std::nullopt;
  }

  static bool IsShortName(std::string_view text) {
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z' && text.size() <= 63 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos;
  }

  // By its parameter for all rows, or by a column.
  bool IsIllustratief() const {
    const std::string plain = Plain(CellOf(About::kIllustratief));
    return settings_.illustratief || plain == "ja" || plain == "true" || plain == "waar";
  }

  // `7`, `R7` and `respondent 07` are one respondent.
  Respondent ReadAnonymous() const {
    std::string code = CodeOf(CellOf(About::kRespondent));
    for (const std::string_view prefix : {"respondent_", "r"}) {
      const std::string_view rest =
          std::string_view(code).substr(std::min(prefix.size(), code.size()));
      const bool takes = prefix.size() > 1 || rest.find_first_not_of("0123456789") == rest.npos;
      if (code.starts_with(prefix) && !rest.empty() && takes) code = std::string(rest);
    }
    if (code.size() == 1 && code[0] >= '0' && code[0] <= '9') code.insert(0, "0");
    // No region that anybody knows.
    return {"respondent_" + code, "Respondent " + code, "respondent " + code, IsIllustratief(),
            true};
  }

  std::optional<Moment> ReadMoment() {
    for (const About about : {About::kDate, About::kWave}) {
      const std::string_view text = CellOf(about);
      if (text.empty()) continue;
      auto moment = MomentOf(text);
      if (!moment) TellCell("unknown_date", *ColumnOf(about), {}, {{"value", std::string(text)}});
      return moment;
    }
    auto moment = MomentOf(settings_.observed_on);
    if (!moment) Tell("no_date", line_, {}, {}, {});
    return moment;
  }

  // A wave is told by its code or by a date.
  std::optional<Moment> MomentOf(std::string_view text) const {
    if (text.empty()) return std::nullopt;
    Moment moment;
    moment.observed_on = catalogue_.WaveDate(text);
    if (moment.observed_on.empty()) moment.observed_on = ReadDate(text).value_or("");
    const auto bounds = stelsel::edtf_bounds(moment.observed_on);
    if (!bounds || !bounds->latest) return std::nullopt;
    moment.latest = *bounds->latest;
    moment.source_document = settings_.source_document;
    if (moment.source_document.empty()) {
      const std::size_t year = moment.observed_on.find_first_of("0123456789");
      moment.source_document = "uitvraag_" + moment.observed_on.substr(year, 4);
    }
    return moment;
  }

  // Those of the column `domein`; none where it says nothing.
  std::optional<std::vector<std::string>> ReadRowDomains() {
    const std::string_view text = CellOf(About::kDomain);
    if (text.empty()) return std::vector<std::string>();
    auto domains = ReadDomains(text);
    if (!domains)
      TellCell("unknown_domain", *ColumnOf(About::kDomain), {}, {{"value", std::string(text)}});
    return domains;
  }

  // Whether nobody answered yet for this region, moment and domain.
  bool IsFirst(const Respondent& who, const Moment& when, const std::vector<std::string>& domains) {
    bool first = true;
    for (const std::string& domain : domains.empty() ? settings_.domains : domains)
      first = seen_.insert(who.region + "|" + when.observed_on + "|" + domain).second && first;
    if (!first) Tell("respondent_twice", line_, {}, {{"region", who.region}}, {});
    return first;
  }

  // The version that is asked at the time, unless the column has the words of another.
  int VersionOf(std::size_t topic, const Moment& when, std::size_t column) {
    const int asked = catalogue_.topics()[topic].VersionOn(when.latest);
    const int worded = columns_[column].version;
    if (worded == 0 || worded == asked) return asked;
    if (told_versions_.insert({column, asked}).second) {
      TellCell("wording_of_other_time", column,
               {{"version", std::to_string(worded)}, {"asked", std::to_string(asked)}}, {});
    }
    return worded;
  }

  // ---- Answers in words ----

  void ReadWords(std::size_t topic, const Respondent& who, const Moment& when,
                 const std::vector<std::string>& domains) {
    std::set<std::string> with = {""};
    with.insert(domains_of_[topic].begin(), domains_of_[topic].end());
    for (const std::string& domain : with) {
      const auto column = ColumnOf(Key{topic, Role::kAnswer, domain});
      const auto tags = ColumnOf(Key{topic, Role::kTags, domain});
      Answered what{&catalogue_.topics()[topic], 0, domain, {}, {}, {}};
      if (domain.empty() && domains.size() == 1) what.domain = domains[0];
      if (column) what.text = CellAt(*column);
      const std::string_view tagged = tags ? CellAt(*tags) : std::string_view();
      if (what.text.empty()) {
        if (!tagged.empty()) TellCell("tag_without_answer", *tags, {}, {});
        continue;
      }
      what.version = VersionOf(topic, when, *column);
      const int sequence = rows_.AddWords(who, when, what, PlaceOf(*column));
      if (tags) ReadTags(tagged, *tags, who, when, what, sequence);
    }
  }

  void ReadTags(std::string_view text, std::size_t column, const Respondent& who,
                const Moment& when, const Answered& what, int sequence) {
    std::set<std::string> codes;
    for (const std::string_view tag : Parts(text, ";,\n")) {
      const std::string known = catalogue_.FindTag(tag);
      const std::string code = known.empty() ? CodeOf(tag) : known;
      if (code.empty() || !codes.insert(code).second) continue;
      if (rows_.AddTag(who, when, what, sequence, tag, PlaceOf(column)))
        TellCell("new_tag", column, {}, {{"value", std::string(tag)}});
    }
  }

  // ---- Statuses ----

  struct Given {
    std::string_view status;
    std::size_t column;
  };

  void ReadStatuses(std::size_t topic, const Respondent& who, const Moment& when,
                    const std::vector<std::string>& domains) {
    std::map<std::string, Given> given;
    bool wrong = false;
    ReadAnswersOf(topic, domains, given, wrong);
    for (const auto& [domain, answer] : given) {
      Answered what{&catalogue_.topics()[topic],
                    VersionOf(topic, when, answer.column),
                    domain,
                    std::string(answer.status),
                    {},
                    {}};
      what.ready = ReadyOf(topic, domain);
      if (const auto column = BestColumn(topic, Role::kExplanation, domain))
        what.explanation = CellAt(*column);
      rows_.AddStatus(who, when, what, PlaceOf(answer.column));
    }
    told_ready_.clear();
    if (given.empty() && !wrong) KeepExplanation(topic, who, when);
  }

  // The status in each domain; a column for one domain is stronger than that for all.
  void ReadAnswersOf(std::size_t topic, const std::vector<std::string>& domains,
                     std::map<std::string, Given>& given, bool& wrong) {
    const std::vector<std::string>& all = domains.empty() ? settings_.domains : domains;
    std::set<std::string> with = {""};
    with.insert(domains_of_[topic].begin(), domains_of_[topic].end());
    for (const std::string& of : with) {
      const auto column = ColumnOf(Key{topic, Role::kAnswer, of});
      if (!column) continue;
      const std::string_view text = CellAt(*column);
      const Answer answer = ReadAnswer(text);
      const bool fits = of.empty() || answer.kind != Answer::kByDomain;
      if (answer.kind == Answer::kUnknown || !fits) {
        TellCell("unknown_answer", *column, {}, {{"value", std::string(text)}});
        wrong = true;
      } else if (answer.kind == Answer::kLeftOpen) {
        TellCell("answer_left_open", *column, {}, {{"value", std::string(text)}});
      } else if (answer.kind == Answer::kStatus) {
        for (const std::string& domain : of.empty() ? all : std::vector{of})
          given[domain] = {answer.status, *column};
      }
      for (const auto& [domain, status] : answer.by_domain)
        if (fits) given[domain] = {status, *column};
    }
  }

  // The column of a role for a domain, or else for all, where it holds something.
  std::optional<std::size_t> BestColumn(std::size_t topic, Role role,
                                        const std::string& domain) const {
    for (const std::string& of : {domain, std::string()}) {
      const auto column = ColumnOf(Key{topic, role, of});
      if (column && !CellAt(*column).empty()) return column;
    }
    return std::nullopt;
  }

  std::string ReadyOf(std::size_t topic, const std::string& domain) {
    const auto column = BestColumn(topic, Role::kReady, domain);
    if (!column) return "";
    const std::string_view text = CellAt(*column);
    if (auto date = ReadDate(text)) return *date;
    // Once for all domains.
    if (told_ready_.insert(*column).second)
      TellCell("unknown_date", *column, {}, {{"value", std::string(text)}});
    return "";
  }

  // What somebody wrote is not lost because no box was ticked.
  void KeepExplanation(std::size_t topic, const Respondent& who, const Moment& when) {
    std::set<std::string> with = {""};
    with.insert(domains_of_[topic].begin(), domains_of_[topic].end());
    for (const std::string& domain : with) {
      const auto column = ColumnOf(Key{topic, Role::kExplanation, domain});
      if (!column || CellAt(*column).empty()) continue;
      TellCell("explanation_without_answer", *column, {}, {});
      const Answered what{&catalogue_.topics()[topic],
                          VersionOf(topic, when, *column),
                          domain,
                          std::string(CellAt(*column)),
                          {},
                          {}};
      rows_.AddWords(who, when, what, PlaceOf(*column));
    }
  }

  const Catalogue& catalogue_;
  const Settings& settings_;
  std::set<std::string>& seen_;  // region, moment and domain that were answered for
  Output& rows_;
  stelsel::Reading& out_;
  const bool is_workbook_;
  stelsel::Rows cells_;
  std::size_t row_ = 0;
  std::int64_t line_ = 0, batches_ = 0;
  std::vector<Column> columns_;
  std::map<About, std::size_t> about_;
  std::map<Key, std::size_t> questions_;
  std::set<std::size_t> asked_;                              // topics
  std::map<std::size_t, std::set<std::string>> domains_of_;  // that have columns of their own
  std::set<std::pair<std::size_t, int>> told_versions_;
  std::set<std::size_t> told_ready_;
};

}  // namespace

void ReadAnswers(const std::string& path, const Catalogue& catalogue, const Settings& settings,
                 std::set<std::string>& seen, Output& rows, stelsel::Reading& out) {
  FileReader(path, catalogue, settings, seen, rows, out).Read();
}

}  // namespace survey
