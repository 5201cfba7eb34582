#include "render/html.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

#include "page.h"
#include "render/clean.h"
#include "render/html_texts.h"
#include "render/texts.h"

namespace reporting {
namespace {

// Sections down to this depth stand in the table of contents.
constexpr int kContentsDepth = 2;

// Even if something from the data came through as markup, it could load and run nothing.
// Only the style sheet and the script of this plugin are let through, by their hashes.
std::string Policy() {
  return "default-src 'none'; style-src '" + std::string(kStyleHash) + "'; script-src '" +
         std::string(kScriptHash) + "'; base-uri 'none'; form-action 'none'";
}

std::string NoteId(std::size_t note) { return "N" + std::to_string(note); }
std::string ReferenceId(const Reference& reference) {
  return "R" + std::to_string(reference.note) + "-" + std::to_string(reference.times);
}

// `31 december 2021`, of YYYY-MM-DD.
std::string DayOf(const std::string& as_of, const Words& words) {
  const auto part = [&](std::size_t at, std::size_t size) {
    return std::stoi(as_of.substr(at, size));
  };
  const std::chrono::year_month_day day(std::chrono::year(part(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(part(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(part(8, 2))));
  return words.Day(stelsel::Date(day));
}

class Writer {
 public:
  Writer(const stelsel::Document& document, const PieceSink& sink)
      : document_(document),
        words_(document.language()),
        outline_(MakeOutline(document)),
        out_(sink) {}

  void Write() {
    WriteHead();
    const bool has_contents = HasContents();
    out_ << (has_contents ? "<div class=\"page with-contents\">\n" : "<div class=\"page\">\n");
    if (has_contents) WriteContents();
    out_ << "<main id=\"Content\">\n";
    if (Any(STELSEL_CHART)) out_ << HtmlPatterns();
    for (const Item& item : outline_.items) WriteItem(item);
    CloseSections(0);
    WriteFootnotes();
    out_ << "</main>\n</div>\n<script>" << kScript << "</script>\n</body>\n</html>\n";
    out_.Flush();
  }

 private:
  void WriteHead() {
    const std::string title = EscapeHtml(outline_.title);
    out_ << "<!DOCTYPE html>\n<html lang=\"" << words_.language()
         << "\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\""
         << Policy()
         << "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n<title>"
         << title << "</title>\n<style>" << kStyle << "</style>\n</head>\n<body>\n"
         << "<a class=\"skip\" href=\"#Content\">" << words_(texts::kSkip) << "</a>\n"
         << "<header>\n<h1>" << title << Marks(outline_.references) << "</h1>\n";
    if (!outline_.subtitle.empty())
      out_ << "<p class=\"subtitle\">" << EscapeHtml(outline_.subtitle) << "</p>\n";
    WriteDay();
    out_ << "</header>\n";
  }

  // The day that the document is about, unless its titles say it.
  void WriteDay() {
    if (outline_.as_of.empty()) return;
    const std::string day = DayOf(outline_.as_of, words_);
    if ((outline_.title + "\n" + outline_.subtitle).find(day) != std::string::npos) return;
    out_ << "<p class=\"as-of\"><time datetime=\"" << outline_.as_of << "\">"
         << EscapeHtml(words_(texts::kAsOf, {day})) << "</time></p>\n";
  }

  bool HasContents() const {
    return std::count_if(outline_.items.begin(), outline_.items.end(), InContents) >= 2;
  }

  void WriteContents() {
    out_ << "<nav class=\"contents\" aria-labelledby=\"Contents\">\n<h2 id=\"Contents\">" +
                words_(texts::kContents) + "</h2>\n";
    int depth = 0;
    for (const Item& item : outline_.items) {
      if (!InContents(item)) continue;
      if (item.depth > depth) {
        out_ << "<ol>\n";
      } else {
        out_ << "</li>\n";
        for (int d = depth; d > item.depth; --d) out_ << "</ol>\n</li>\n";
      }
      depth = item.depth;
      out_ << "<li><a href=\"#" + EscapeHtml(item.anchor) + "\">" + EscapeHtml(item.text) + "</a>";
    }
    for (; depth > 0; --depth) out_ << "</li>\n</ol>\n";
    out_ << "</nav>\n";
  }

  static bool InContents(const Item& item) {
    return item.kind == STELSEL_SECTION && item.depth <= kContentsDepth;
  }

  bool Any(int kind) const {
    return std::any_of(outline_.items.begin(), outline_.items.end(),
                       [&](const Item& item) { return item.kind == kind; });
  }

  void WriteItem(const Item& item) {
    const std::string marks = Marks(item.references);
    const std::string id = EscapeHtml(item.anchor);
    switch (item.kind) {
      case STELSEL_SECTION:
        return OpenSection(item.depth, id, EscapeHtml(item.text) + marks);
      case STELSEL_PARAGRAPH:
        out_ << "<p id=\"" + id + "\">" + EscapeLines(item.text) + marks + "</p>\n";
        return;
      case STELSEL_NOTE:
        out_ << "<div class=\"note\" role=\"note\" id=\"" + id + "\"><p><strong>" +
                    words_(texts::kNote) + ".</strong> " + EscapeLines(item.text) + marks +
                    "</p></div>\n";
        return;
      case STELSEL_TABLE:
        return WriteRows(item, id, EscapeHtml(item.text) + marks);
      default:
        out_ << HtmlChart(ReadChart(document_, item.index, words_), id,
                          EscapeHtml(item.text) + marks, item.text, words_);
    }
  }

  // A heading names its section for those who listen.
  void OpenSection(int depth, const std::string& id, const std::string& heading) {
    CloseSections(depth - 1);
    const std::string tag = "h" + std::to_string(std::min(depth + 1, 6));
    out_ << "<section aria-labelledby=\"" + id + "\">\n<" + tag + " id=\"" + id + "\">" + heading +
                "</" + tag + ">\n";
    depth_ = depth;
  }

  void CloseSections(int depth) {
    for (; depth_ > depth; --depth_) out_ << "</section>\n";
  }

  void WriteRows(const Item& item, const std::string& id, const std::string& caption) {
    TableReader reader(document_, item.index, words_);
    TableView::Row row;
    const RowSource next = [&]() -> const TableView::Row* {
      return reader.Next(row) ? &row : nullptr;
    };
    WriteTable(out_, reader.columns(), next, id, caption, words_);
  }

  std::string Marks(const std::vector<Reference>& references) const {
    std::string out;
    for (const Reference& reference : references) {
      const std::string number = std::to_string(reference.note);
      out += "<sup><a id=\"" + ReferenceId(reference) + "\" href=\"#" + NoteId(reference.note) +
             "\" role=\"doc-noteref\" aria-label=\"" + words_(texts::kFootnote, {number}) + "\">" +
             number + "</a></sup>";
    }
    return out;
  }

  void WriteFootnotes() {
    if (outline_.footnotes.empty()) return;
    out_ << "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"Footnotes\">\n"
            "<h2 id=\"Footnotes\">" +
                words_(texts::kFootnotes) + "</h2>\n<ol>\n";
    for (std::size_t i = 0; i < outline_.footnotes.size(); ++i) {
      const Footnote& note = outline_.footnotes[i];
      out_ << "<li id=\"" + NoteId(i + 1) + "\">" + EscapeLines(note.text);
      for (std::size_t times = 1; times <= note.times; ++times) {
        out_ << " <a href=\"#" + ReferenceId({i + 1, times}) + "\" role=\"doc-backlink\">" +
                    "<span class=\"unseen\">" + words_(texts::kBack, {std::to_string(i + 1)}) +
                    " </span>↩" +
                    (note.times > 1 ? "<sup>" + std::to_string(times) + "</sup>" : "") + "</a>";
      }
      out_ << "</li>\n";
    }
    out_ << "</ol>\n</section>\n";
  }

  const stelsel::Document& document_;
  Words words_;
  Outline outline_;
  Pieces out_;
  int depth_ = 0;
};

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string EscapeLines(std::string_view text) {
  std::string out;
  for (const std::string_view line : SplitLines(text)) {
    if (!out.empty()) out += "<br>";
    out += EscapeHtml(line);
  }
  return out;
}

void RenderHtml(const stelsel::Document& document, const PieceSink& sink) {
  Writer(document, sink).Write();
}

std::string RenderHtml(const stelsel::Document& document) {
  std::string all;
  RenderHtml(document, [&](std::string_view piece) { all += piece; });
  return all;
}

}  // namespace reporting
