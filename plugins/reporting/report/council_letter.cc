#include "report/council_letter.h"

#include <algorithm>

#include "report/conclusions.h"
#include "report/letter_texts.h"
#include "report/page.h"
#include "report/source_date.h"
#include "report/texts.h"

namespace reporting {
namespace {

using Role = stelsel::tables::RegionMunicipality::Role;

class LetterWriter {
 public:
  LetterWriter(const Context& context, const CouncilLetter& letter, stelsel::Document& out)
      : context_(context),
        letter_(letter),
        state_(letter.state),
        out_(out),
        sources_(letter.state.documents),
        page_{context, sources_, out} {}

  void Write() {
    WriteHead();
    WriteList(texts::kAttachment, letter_.attachments, texts::kNoAttachment);
    out_.section(1, page_(texts::kTakeNoteOf), "take_note_of");
    out_.paragraph(page_(texts::kTakeNote, {state_.region.name, context_.Day()}));
    WriteIntroduction();
    WriteMessage();
    WriteList(texts::kDevelopment, letter_.developments, texts::kNoDevelopment,
              texts::kProjectsOfLetter, letter_.projects);
    WriteList(texts::kCooperation, letter_.governance, texts::kNoCooperation);
    WriteNext();
    WriteClosing();
    sources_.Write(out_, context_.words, context_.labels);
  }

 private:
  std::string Council() const {
    for (const Member& member : state_.members) {
      if (member.municipality == letter_.municipality) return member.name;
    }
    return page_(texts::kPlaceholderMunicipality);
  }

  void WriteHead() {
    WriteTitle(context_, out_, page_(texts::kLetterTitle, {state_.region.name}),
               page_(texts::kLetterSubtitle, {Council(), context_.Day()}));
    if (AnyMarked()) out_.note(page_(texts::kIllustratief));
    out_.note(page_(texts::kLetterIsADraft));
  }

  bool AnyMarked() const {
    const auto marked = [](const auto& rows) {
      return std::any_of(rows.begin(), rows.end(),
                         [](const auto& row) { return row.illustratief; });
    };
    return state_.region.illustratief || marked(state_.current) || marked(state_.members) ||
           marked(letter_.attachments) || marked(letter_.decisions) || marked(letter_.governance) ||
           marked(letter_.projects) || marked(letter_.next) || marked(letter_.promised);
  }

  // A table of one column with its sources; a sentence when there are no items.
  void WriteItems(const std::string& caption, const std::vector<LetterItem>& items) {
    Sheet sheet(
        {{"item", page_(texts::kWhat), As::text}, SourceColumn(context_), MarkColumn(context_)});
    for (const LetterItem& item : items) {
      sheet.cells({item.text, TextOrNothing(page_.Cite(item.source)), item.illustratief});
    }
    std::move(sheet).table(out_, caption);
  }

  void WriteList(const Text& title, const std::vector<LetterItem>& items, const Text& none) {
    out_.section(1, page_(title));
    if (items.empty()) return out_.paragraph(page_(none));
    WriteItems(page_(title), items);
  }

  void WriteList(const Text& title, const std::vector<LetterItem>& items, const Text& none,
                 const Text& more_title, const std::vector<LetterItem>& more) {
    WriteList(title, items, none);
    if (!more.empty()) WriteItems(page_(more_title), more);
  }

  void WriteIntroduction() {
    out_.section(1, page_(texts::kIntroduction), "introduction");
    std::vector<std::string> names, centres;
    for (const Member& member : state_.members) {
      names.push_back(member.name);
      if (member.role == Role::centrumgemeente) centres.push_back(member.name);
    }
    std::sort(names.begin(), names.end());
    if (names.empty()) {
      out_.paragraph(page_(texts::kNoMembers, {context_.Day()}));
    } else {
      out_.paragraph(page_(texts::kWorkTogether, {context_.words.Join(names)}));
    }
    if (!centres.empty()) out_.paragraph(page_(texts::kCentre, {context_.words.Join(centres)}));
  }

  void WriteMessage() {
    out_.section(1, page_(texts::kCoreMessage), "message");
    if (state_.current.empty()) {
      out_.paragraph(page_(texts::kNoStatusOfRegion, {context_.Day()}));
    }
    for (const Domain domain : Domains()) {
      std::vector<Observation> rows;
      for (const Observation& row : state_.current) {
        if (row.domain == domain) rows.push_back(row);
      }
      if (rows.empty()) continue;
      out_.paragraph(context_.DomainTitle(domain) + ". " + ConclusionOf(page_, rows));
    }
    if (!letter_.decisions.empty()) WriteItems(page_(texts::kDecided), letter_.decisions);
  }

  void WriteNext() {
    out_.section(1, page_(texts::kNextSteps), "next_steps");
    if (letter_.next.empty() && letter_.promised.empty()) {
      return out_.paragraph(page_(texts::kNoNextSteps));
    }
    if (!letter_.next.empty()) WriteItems(page_(texts::kToCome), letter_.next);
    if (!letter_.promised.empty()) WriteItems(page_(texts::kPromised), letter_.promised);
  }

  void WriteClosing() {
    out_.section(1, page_(texts::kClosing), "closing");
    out_.paragraph(page_(texts::kInformed));
    out_.paragraph(page_(texts::kSignature, {Council()}));
  }

  const Context& context_;
  const CouncilLetter& letter_;
  const RegionState& state_;
  stelsel::Document& out_;
  Sources sources_;
  Page page_;
};

}  // namespace

void WriteCouncilLetter(const Context& context, const CouncilLetter& letter,
                        stelsel::Document& out) {
  LetterWriter(context, letter, out).Write();
}

}  // namespace reporting
