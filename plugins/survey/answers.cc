#include "answers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "answer.h"
#include "answer_sheet.h"
#include "catalogue.h"
#include "date.h"
#include "output.h"
#include "stelsel/edtf.hpp"
#include "words.h"

namespace survey {
namespace {

// Reads one file of answers.
class FileReader {
 public:
  FileReader(const std::string& path, const Catalogue& catalogue, const Settings& settings,
             std::set<std::string>& seen, Output& rows, stelsel::Reading& out)
      : catalogue_(catalogue),
        settings_(settings),
        seen_(seen),
        rows_(rows),
        sheet_(path, settings.sheet, catalogue, out) {}

  void Read() {
    if (!sheet_.ReadHead()) return;
    while (sheet_.Next()) ReadRow();
    rows_.EndFile();
  }

 private:
  using Key = AnswerSheet::Key;

  // ---- One row ----

  void ReadRow() {
    const std::optional<Respondent> who = ReadRespondent();
    if (!who) return;
    rows_.AddRespondent(*who, sheet_.PlaceOf(0));
    if (!HasAnswer()) return sheet_.TellRow("row_without_answer");
    const std::optional<Moment> when = ReadMoment();
    if (!when) return;
    const auto domains = ReadRowDomains();
    if (!domains || !IsFirst(*who, *when, *domains)) return;
    for (const std::size_t topic : sheet_.asked()) {
      if (catalogue_.topics()[topic].open) {
        ReadWords(topic, *who, *when, *domains);
      } else {
        ReadStatuses(topic, *who, *when, *domains);
      }
    }
  }

  bool HasAnswer() const {
    const std::vector<Column>& columns = sheet_.columns();
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].kind == Column::kQuestion && !sheet_.CellAt(i).empty()) return true;
    return false;
  }

  std::optional<Respondent> ReadRespondent() {
    for (const About about : {About::kRegion, About::kRegionName}) {
      if (!sheet_.CellOf(about).empty()) return ReadRegion(about);
    }
    if (!CodeOf(sheet_.CellOf(About::kRespondent)).empty()) return ReadAnonymous();
    sheet_.TellRow("no_respondent");
    return std::nullopt;
  }

  std::optional<Respondent> ReadRegion(About about) {
    const std::string_view text = sheet_.CellOf(about), name = sheet_.CellOf(About::kRegionName);
    Respondent who;
    who.illustratief = IsIllustratief();
    who.region = catalogue_.FindRegion(text);
    const std::string by_name = name.empty() ? "" : catalogue_.FindRegion(name);
    who.observed_by = sheet_.CellOf(About::kObservedBy);
    if (!who.region.empty()) return who;
    const std::string nearest = by_name.empty() ? catalogue_.NearestRegion(text) : by_name;
    const bool is_new =
        about == About::kRegion && !name.empty() && by_name.empty() && IsShortName(text);
    if (is_new) {
      who.region = text;
      who.name = name;
      sheet_.TellCell("new_region", *sheet_.ColumnOf(about), {{"region", who.region}}, {});
      return who;
    }
    sheet_.TellCell(nearest.empty() ? "unknown_region" : "misspelt_region", *sheet_.ColumnOf(about),
                    {{"nearest", nearest}}, {{"value", std::string(text)}});
    return std::nullopt;
  }

  static bool IsShortName(std::string_view text) {
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z' && text.size() <= 63 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos;
  }

  // By its parameter for all rows, or by a column.
  bool IsIllustratief() const {
    const std::string plain = Plain(sheet_.CellOf(About::kIllustratief));
    return settings_.illustratief || plain == "ja" || plain == "true" || plain == "waar";
  }

  // `7`, `R7` and `respondent 07` are one respondent.
  Respondent ReadAnonymous() const {
    std::string code = CodeOf(sheet_.CellOf(About::kRespondent));
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
      const std::string_view text = sheet_.CellOf(about);
      if (text.empty()) continue;
      auto moment = MomentOf(text);
      if (!moment)
        sheet_.TellCell("unknown_date", *sheet_.ColumnOf(about), {},
                        {{"value", std::string(text)}});
      return moment;
    }
    auto moment = MomentOf(settings_.observed_on);
    if (!moment) sheet_.TellRow("no_date");
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
    const std::string_view text = sheet_.CellOf(About::kDomain);
    if (text.empty()) return std::vector<std::string>();
    auto domains = ReadDomains(text);
    if (!domains)
      sheet_.TellCell("unknown_domain", *sheet_.ColumnOf(About::kDomain), {},
                      {{"value", std::string(text)}});
    return domains;
  }

  // Whether nobody answered yet for this region, moment and domain.
  bool IsFirst(const Respondent& who, const Moment& when, const std::vector<std::string>& domains) {
    bool first = true;
    for (const std::string& domain : domains.empty() ? settings_.domains : domains)
      first = seen_.insert(who.region + "|" + when.observed_on + "|" + domain).second && first;
    if (!first) sheet_.TellRow("respondent_twice", {{"region", who.region}});
    return first;
  }

  // The version that is asked at the time, unless the column has the words of another.
  int VersionOf(std::size_t topic, const Moment& when, std::size_t column) {
    const int asked = catalogue_.topics()[topic].VersionOn(when.latest);
    const int worded = sheet_.columns()[column].version;
    if (worded == 0 || worded == asked) return asked;
    if (told_versions_.insert({column, asked}).second) {
      sheet_.TellCell("wording_of_other_time", column,
                      {{"version", std::to_string(worded)}, {"asked", std::to_string(asked)}}, {});
    }
    return worded;
  }

  // ---- Answers in words ----

  void ReadWords(std::size_t topic, const Respondent& who, const Moment& when,
                 const std::vector<std::string>& domains) {
    for (const std::string& domain : sheet_.DomainsOf(topic)) {
      const auto column = sheet_.ColumnOf(Key{topic, Role::kAnswer, domain});
      const auto tags = sheet_.ColumnOf(Key{topic, Role::kTags, domain});
      Answered what{&catalogue_.topics()[topic], 0, domain, {}, {}, {}};
      if (domain.empty() && domains.size() == 1) what.domain = domains[0];
      if (column) what.text = sheet_.CellAt(*column);
      const std::string_view tagged = tags ? sheet_.CellAt(*tags) : std::string_view();
      if (what.text.empty()) {
        if (!tagged.empty()) sheet_.TellCell("tag_without_answer", *tags, {}, {});
        continue;
      }
      what.version = VersionOf(topic, when, *column);
      const int sequence = rows_.AddWords(who, when, what, sheet_.PlaceOf(*column));
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
      if (rows_.AddTag(who, when, what, sequence, tag, sheet_.PlaceOf(column)))
        sheet_.TellCell("new_tag", column, {}, {{"value", std::string(tag)}});
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
        what.explanation = sheet_.CellAt(*column);
      rows_.AddStatus(who, when, what, sheet_.PlaceOf(answer.column));
    }
    told_ready_.clear();
    if (given.empty() && !wrong) KeepExplanation(topic, who, when);
  }

  // The status in each domain; a column for one domain is stronger than that for all.
  void ReadAnswersOf(std::size_t topic, const std::vector<std::string>& domains,
                     std::map<std::string, Given>& given, bool& wrong) {
    const std::vector<std::string>& all = domains.empty() ? settings_.domains : domains;
    for (const std::string& of : sheet_.DomainsOf(topic)) {
      const auto column = sheet_.ColumnOf(Key{topic, Role::kAnswer, of});
      if (!column) continue;
      const std::string_view text = sheet_.CellAt(*column);
      const Answer answer = ReadAnswer(text);
      const bool fits = of.empty() || answer.kind != Answer::kByDomain;
      if (answer.kind == Answer::kUnknown || !fits) {
        sheet_.TellCell("unknown_answer", *column, {}, {{"value", std::string(text)}});
        wrong = true;
      } else if (answer.kind == Answer::kLeftOpen) {
        sheet_.TellCell("answer_left_open", *column, {}, {{"value", std::string(text)}});
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
      const auto column = sheet_.ColumnOf(Key{topic, role, of});
      if (column && !sheet_.CellAt(*column).empty()) return column;
    }
    return std::nullopt;
  }

  std::string ReadyOf(std::size_t topic, const std::string& domain) {
    const auto column = BestColumn(topic, Role::kReady, domain);
    if (!column) return "";
    const std::string_view text = sheet_.CellAt(*column);
    if (auto date = ReadDate(text)) return *date;
    // Once for all domains.
    if (told_ready_.insert(*column).second)
      sheet_.TellCell("unknown_date", *column, {}, {{"value", std::string(text)}});
    return "";
  }

  // What somebody wrote is not lost because no box was ticked.
  void KeepExplanation(std::size_t topic, const Respondent& who, const Moment& when) {
    for (const std::string& domain : sheet_.DomainsOf(topic)) {
      const auto column = sheet_.ColumnOf(Key{topic, Role::kExplanation, domain});
      if (!column || sheet_.CellAt(*column).empty()) continue;
      sheet_.TellCell("explanation_without_answer", *column, {}, {});
      const Answered what{&catalogue_.topics()[topic],
                          VersionOf(topic, when, *column),
                          domain,
                          std::string(sheet_.CellAt(*column)),
                          {},
                          {}};
      rows_.AddWords(who, when, what, sheet_.PlaceOf(*column));
    }
  }

  const Catalogue& catalogue_;
  const Settings& settings_;
  std::set<std::string>& seen_;  // region, moment and domain that were answered for
  Output& rows_;
  AnswerSheet sheet_;
  std::set<std::pair<std::size_t, int>> told_versions_;
  std::set<std::size_t> told_ready_;
};

}  // namespace

void ReadAnswers(const std::string& path, const Catalogue& catalogue, const Settings& settings,
                 std::set<std::string>& seen, Output& rows, stelsel::Reading& out) {
  FileReader(path, catalogue, settings, seen, rows, out).Read();
}

}  // namespace survey
