// The tables and their references as a picture: one panel a group, one box a table. References
// within a group are lines, others are named in the box.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "core/cli/describe.h"
#include "core/cli/field_words.h"
#include "core/cli/groups.h"
#include "core/cli/text_table.h"

namespace stelsel::core {
namespace {

// Pixels.
constexpr int kColumns = 3;
constexpr int kPanelWidth = 380;
constexpr int kGap = 16;
constexpr int kHeading = 34;
constexpr int kLane = 12;  // between two lines that run beside each other
constexpr int kPadding = 10;
constexpr int kLine = 15;
constexpr int kWordsPerLine = 54;  // characters
// Panels' colours: a fill light enough for black text, and an edge. As many as there are groups in
// the core; plugins begin anew.
constexpr std::array<std::pair<const char*, const char*>, 9> kColours = {{{"#e8f1fa", "#2c6fab"},
                                                                          {"#eaf5e6", "#3f7d2b"},
                                                                          {"#fdf1dc", "#a6691a"},
                                                                          {"#f6e9f5", "#8a3f86"},
                                                                          {"#e5f4f2", "#1f7a70"},
                                                                          {"#fbe9e7", "#b0432f"},
                                                                          {"#eeeefa", "#5551a8"},
                                                                          {"#f1f1ee", "#5f5f57"},
                                                                          {"#f7f3d9", "#807111"}}};

std::string Escape(const std::string& text) {
  return absl::StrReplaceAll(text,
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

struct Box {
  TableSchemaPtr table;
  std::vector<std::string> elsewhere;  // what it refers to outside the group, in lines
  int top = 0;                         // within the panel
  int height = 0;
};

struct Panel {
  Texts title;
  std::vector<Box> boxes;
  std::vector<std::string> targets;  // tables of the group that others in it refer to
  int height = 0;
  int x = 0;
  int y = 0;
};

class Picture {
 public:
  Picture(const std::vector<TableSchemaPtr>& tables, Language language) : language_(language) {
    for (const TableGroup& group : GroupsOf(tables)) panels_.push_back(Fill(group));
    Place();
  }

  std::string Write() {
    const int width = kColumns * kPanelWidth + (kColumns + 1) * kGap;
    const std::string words =
        Pick(language_, "De tabellen en hun verwijzingen", "The tables and their references");
    absl::StrAppend(&out_, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ", width, " ",
                    height_, "\" width=\"", width, "\" height=\"", height_,
                    "\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n<title>", words,
                    "</title>\n<rect width=\"", width, "\" height=\"", height_,
                    "\" fill=\"#fff\"/>\n");
    for (size_t i = 0; i < panels_.size(); ++i)
      WritePanel(panels_[i], kColours[i % kColours.size()]);
    Text(kGap, height_ - kGap, "",
         Pick(language_,
              "Een lijn loopt naar de tabel waarnaar wordt verwezen; → noemt verwijzingen buiten "
              "de groep. "
              "Ieder feit verwijst ook naar zijn brondocument (source_document).",
              "A line runs to the table that is referred to; → names references outside the group. "
              "Every fact "
              "also refers to its source document (source_document)."));
    absl::StrAppend(&out_, "</svg>\n");
    return std::move(out_);
  }

 private:
  static Panel Fill(const TableGroup& group) {
    Panel panel;
    panel.title = group.title;
    std::set<std::string> own;
    for (const TableSchemaPtr& table : group.tables) own.insert(table->name);
    for (const TableSchemaPtr& table : group.tables) {
      std::set<std::string> elsewhere;
      for (const ForeignKey& key : table->foreign_keys) {
        if (key.table == table->name || key.table == "source_document") continue;
        if (own.count(key.table) == 0) {
          elsewhere.insert(key.table);
        } else if (std::find(panel.targets.begin(), panel.targets.end(), key.table) ==
                   panel.targets.end()) {
          panel.targets.push_back(key.table);
        }
      }
      Box box{table, {}, 0, 0};
      if (!elsewhere.empty()) {
        box.elsewhere = Wrap(absl::StrCat("→ ", absl::StrJoin(elsewhere, ", ")), kWordsPerLine);
      }
      panel.boxes.push_back(std::move(box));
    }
    panel.height = kHeading;
    for (Box& box : panel.boxes) {
      box.top = panel.height;
      box.height = kPadding + kLine * static_cast<int>(2 + box.elsewhere.size());
      panel.height += box.height + kPadding;
    }
    return panel;
  }

  // The tallest panels first, each in the column that is the shortest so far; then every column,
  // and the columns among themselves, in the order in which one would read.
  void Place() {
    std::vector<size_t> by_height;
    for (size_t i = 0; i < panels_.size(); ++i) by_height.push_back(i);
    std::stable_sort(by_height.begin(), by_height.end(),
                     [this](size_t a, size_t b) { return panels_[a].height > panels_[b].height; });
    std::array<std::vector<size_t>, kColumns> columns;
    std::array<int, kColumns> heights{};
    for (size_t i : by_height) {
      const auto shortest =
          static_cast<size_t>(std::min_element(heights.begin(), heights.end()) - heights.begin());
      columns[shortest].push_back(i);
      heights[shortest] += panels_[i].height + kGap;
    }
    for (std::vector<size_t>& column : columns) std::sort(column.begin(), column.end());
    std::sort(columns.begin(), columns.end());
    int x = kGap;
    for (const std::vector<size_t>& column : columns) {
      if (column.empty()) continue;
      int y = kGap;
      for (size_t i : column) {
        panels_[i].x = x;
        panels_[i].y = y;
        y += panels_[i].height + kGap;
      }
      x += kPanelWidth + kGap;
    }
    height_ = *std::max_element(heights.begin(), heights.end()) + 3 * kGap;
  }

  void WritePanel(const Panel& panel, const std::pair<const char*, const char*>& colour) {
    Rectangle(panel.x, panel.y, kPanelWidth, panel.height, colour.first, colour.second, 8);
    Text(panel.x + kPadding, panel.y + 22,
         absl::StrCat("font-size=\"15\" font-weight=\"bold\" fill=\"", colour.second, "\""),
         panel.title.In(language_));
    const int left = panel.x + kPadding + kLane * static_cast<int>(panel.targets.size() + 1);
    for (const Box& box : panel.boxes) WriteBox(panel, box, left, colour.second);
    for (size_t lane = 0; lane < panel.targets.size(); ++lane) {
      WriteLane(panel, panel.targets[lane], left - kLane * static_cast<int>(lane + 1), left,
                colour.second);
    }
  }

  void WriteBox(const Panel& panel, const Box& box, int left, const char* colour) {
    const int y = panel.y + box.top;
    Rectangle(left, y, panel.x + kPanelWidth - kPadding - left, box.height, "#fff", colour, 4);
    Text(left + 8, y + kLine, "font-weight=\"bold\"", box.table->title.In(language_));
    Text(left + 8, y + 2 * kLine, "font-family=\"monospace\" font-size=\"11\" fill=\"#444\"",
         box.table->name);
    for (size_t i = 0; i < box.elsewhere.size(); ++i) {
      Text(left + 8, y + kLine * static_cast<int>(i + 3), "font-size=\"11\" fill=\"#444\"",
           box.elsewhere[i]);
    }
  }

  // One trunk into the table that is referred to, a branch from each that does so.
  void WriteLane(const Panel& panel, const std::string& target, int x, int left,
                 const char* colour) {
    const auto y_of = [&](const Box& box) { return panel.y + box.top + kLine - 4; };
    int into = 0, low = 0, high = 0;
    for (const Box& box : panel.boxes) {
      if (box.table->name == target) into = low = high = y_of(box);
    }
    std::string path;
    for (const Box& box : panel.boxes) {
      const auto& keys = box.table->foreign_keys;
      const bool refers = std::any_of(keys.begin(), keys.end(),
                                      [&](const ForeignKey& key) { return key.table == target; });
      if (!refers || box.table->name == target) continue;
      // A little below the name, so that a branch and a trunk of one box do not fall together.
      const int y = y_of(box) + 8;
      low = std::min(low, y);
      high = std::max(high, y);
      absl::StrAppend(&path, "M", left, " ", y, "H", x);
    }
    absl::StrAppend(&path, "M", x, " ", low, "V", high, "M", x, " ", into, "H", left);
    absl::StrAppend(&out_, "<path d=\"", path, "\" fill=\"none\" stroke=\"", colour, "\"/>\n",
                    "<path d=\"M", left - 6, " ", into - 4, "L", left, " ", into, "L", left - 6,
                    " ", into + 4, "Z\" fill=\"", colour, "\"/>\n");
  }

  void Rectangle(int x, int y, int width, int height, const char* fill, const char* edge,
                 int corner) {
    absl::StrAppend(&out_, "<rect x=\"", x, "\" y=\"", y, "\" width=\"", width, "\" height=\"",
                    height, "\" rx=\"", corner, "\" fill=\"", fill, "\" stroke=\"", edge, "\"/>\n");
  }

  void Text(int x, int y, const std::string& style, const std::string& text) {
    absl::StrAppend(&out_, "<text x=\"", x, "\" y=\"", y, "\" ", style, ">", Escape(text),
                    "</text>\n");
  }

  const Language language_;
  std::vector<Panel> panels_;
  int height_ = 0;
  std::string out_;
};

}  // namespace

std::string PictureOf(const std::vector<TableSchemaPtr>& tables, Language language) {
  return Picture(tables, language).Write();
}

}  // namespace stelsel::core
