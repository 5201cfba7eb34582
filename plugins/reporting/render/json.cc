#include "render/json.h"

#include <algorithm>
#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "render/element_rows.h"
#include "render/options.h"
#include "render/outline.h"
#include "render/pieces.h"
#include "render/typed.h"

namespace reporting {
namespace {

constexpr std::string_view kKinds[] = {"text", "integer", "decimal", "percent",
                                       "euro", "date",    "mark",    "none"};
constexpr std::string_view kTones[] = {"plain", "good", "middle", "bad"};
constexpr std::string_view kCharts[] = {"rows", "stacked_bar", "tile_map", "matrix",
                                        "line", "timeline",    "flow",     "bridge"};

std::string Quoted(std::string_view text) {
  return boost::json::serialize(boost::json::string(text.data(), text.size()));
}

// Members of an object, one by one.
class Object {
 public:
  Object& Raw(std::string_view name, std::string_view value) {
    text_ += text_.size() > 1 ? ", " : "";
    text_ += Quoted(name) + ": ";
    text_ += value;
    return *this;
  }
  Object& Text(std::string_view name, std::string_view value) { return Raw(name, Quoted(value)); }
  Object& TextIfAny(std::string_view name, std::string_view value) {
    return value.empty() ? *this : Text(name, value);
  }
  Object& FlagIfTrue(std::string_view name, bool value) {
    return value ? Raw(name, "true") : *this;
  }
  // Without its end, so that more may follow.
  const std::string& Open() const { return text_; }
  std::string Closed() const { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

template <typename List, typename F>
std::string ListOf(const List& list, F f) {
  std::string out = "[";
  for (const auto& one : list) out += (out.size() > 1 ? ", " : "") + f(one);
  return out + "]";
}

std::string CodeText(const Code& code) {
  Object out;
  out.Text("value", code.value).Text("title", code.title);
  out.Text("tone", kTones[static_cast<std::size_t>(code.tone)]).Text("letter", code.letter);
  return out.Closed();
}

std::string ColumnText(const Column& column, ColumnKind kind) {
  Object out;
  out.Text("name", column.name).Text("title", column.title);
  out.Text("kind", kKinds[static_cast<std::size_t>(kind)]);
  if (!column.codes.empty()) out.Raw("values", ListOf(column.codes, CodeText));
  return out.FlagIfTrue("facet", column.facet).Closed();
}

std::string SeriesText(const SeriesOption& series) {
  Object out;
  out.Text("name", series.name).TextIfAny("title", series.title);
  out.Text("tone", kTones[static_cast<std::size_t>(series.tone)]);
  out.FlagIfTrue("dashed", series.dashed).FlagIfTrue("steps", series.steps);
  return out.TextIfAny("low", series.low).TextIfAny("high", series.high).Closed();
}

std::string ValueText(const Column& column, const Cell& cell) {
  switch (cell.kind) {
    case CellKind::kNothing:
      return "null";
    case CellKind::kText:
      return Quoted(cell.code ? column.codes[*cell.code].value : cell.text);
    case CellKind::kDate:
    case CellKind::kMoment:
      return Quoted(PlainValue(cell));
    default: {
      const std::string value = PlainValue(cell);
      return value.empty() ? "null" : value;  // what is no number has no word in JSON
    }
  }
}

std::string CellText(const Column& column, const Cell& cell) {
  if (cell.withheld) return "{\"withheld\": true}";
  if (cell.link.empty()) return ValueText(column, cell);
  return Object().Raw("value", ValueText(column, cell)).Text("link", cell.link).Closed();
}

// The columns that a chart, or the events of a table, are made from, by their part.
using Parts = std::vector<std::pair<std::string_view, std::string>>;

Parts PartsOf(const ChartOption& chart) {
  return {{"label", chart.label},   {"value", chart.value}, {"x", chart.x},
          {"y", chart.y},           {"code", chart.code},   {"row", chart.row},
          {"column", chart.column}, {"lane", chart.lane},   {"from", chart.from},
          {"to", chart.to},         {"text", chart.text},   {"amount", chart.amount},
          {"total", chart.total}};
}

Parts PartsOf(const EventsOption& events) {
  return {{"from", events.from}, {"to", events.to}, {"title", events.title}, {"id", events.id}};
}

void AddParts(const Parts& parts, Object& out) {
  for (const auto& [part, column] : parts) out.TextIfAny(part, column);
}

std::string ChartText(const ChartOption& chart) {
  Object out;
  out.Text("kind", kCharts[static_cast<std::size_t>(chart.kind)]);
  out.TextIfAny("title", chart.title);
  AddParts(PartsOf(chart), out);
  if (!chart.series.empty()) out.Raw("series", ListOf(chart.series, SeriesText));
  return out.Closed();
}

std::vector<std::string> NamesOf(const ChartOption& chart) {
  std::vector<std::string> names;
  for (const auto& [part, column] : PartsOf(chart)) names.push_back(column);
  for (const SeriesOption& series : chart.series)
    names.insert(names.end(), {series.name, series.low, series.high});
  return names;
}

class Writer {
 public:
  Writer(const stelsel::Document& document, stelsel::Sink& sink)
      : document_(document),
        words_(document.language()),
        outline_(MakeOutline(document)),
        out_(sink) {}

  void Write() {
    Object head;
    head.Text("format", "stelsel.document/1").Text("language", words_.language());
    head.Text("title", outline_.title).TextIfAny("subtitle", outline_.subtitle);
    head.TextIfAny("as_of", outline_.as_of);
    AddReferences(outline_.references, head);
    out_ << head.Open() + ", \"elements\": [";
    for (std::size_t i = 0; i < outline_.items.size(); ++i) {
      out_ << (i > 0 ? ",\n" : "\n");
      AddItem(outline_.items[i]);
    }
    out_ << "\n], \"footnotes\": " + ListOf(outline_.footnotes, [](const Footnote& note) {
              return Quoted(note.text);
            }) + "}\n";
    out_.Flush();
  }

 private:
  static void AddReferences(const std::vector<Reference>& references, Object& out) {
    if (references.empty()) return;
    out.Raw("notes", ListOf(references, [](const Reference& reference) {
              return std::to_string(reference.note);
            }));
  }

  void AddItem(const Item& item) {
    Object head;
    const bool table = item.kind == STELSEL_TABLE, chart = item.kind == STELSEL_CHART;
    const bool section = item.kind == STELSEL_SECTION;
    head.Text("kind", table                       ? "table"
                      : chart                     ? "chart"
                      : section                   ? "section"
                      : item.kind == STELSEL_NOTE ? "note"
                                                  : "paragraph");
    head.Text("id", item.anchor).Text(table || chart ? "caption" : "text", item.text);
    if (section) head.Raw("level", std::to_string(item.depth));
    AddReferences(item.references, head);
    if (!table && !chart) {
      out_ << head.Closed();
    } else {
      AddRows(item, head);
    }
  }

  void AddRows(const Item& item, Object& head) {
    const std::string_view options = document_[item.index].options;
    TableReader reader(document_, item.index, words_);
    std::vector<std::string> parts;
    if (item.kind == STELSEL_CHART) {
      const ChartOption chart = ReadChartOption(options);
      head.Raw("chart", ChartText(chart));
      parts = NamesOf(chart);
    } else if (const auto events = ReadEvents(options)) {
      Object object;
      AddParts(PartsOf(*events), object);
      head.Raw("events", object.Closed());
      for (const auto& [part, column] : PartsOf(*events)) parts.push_back(column);
    }
    const std::vector<Column> hidden = AddHidden(parts, reader);
    head.Raw("columns", ColumnsText(reader, hidden));
    out_ << head.Open() + ", \"rows\": [";
    WriteRows(reader, hidden);
    out_ << "]}";
  }

  // What is drawn from columns that are not shown.
  static std::vector<Column> AddHidden(const std::vector<std::string>& names, TableReader& reader) {
    std::vector<Column> hidden;
    const auto has = [](const std::vector<Column>& columns, const std::string& name) {
      return std::any_of(columns.begin(), columns.end(),
                         [&](const Column& column) { return column.name == name; });
    };
    for (const std::string& name : names) {
      if (name.empty() || has(reader.columns(), name) || has(reader.marks(), name) ||
          has(hidden, name))
        continue;
      hidden.push_back(reader.more(reader.Add(name)));
    }
    return hidden;
  }

  static std::string ColumnsText(const TableReader& reader, const std::vector<Column>& hidden) {
    std::vector<std::string> texts;
    for (const Column& column : reader.columns()) texts.push_back(ColumnText(column, column.kind));
    for (const Column& mark : reader.marks()) texts.push_back(ColumnText(mark, ColumnKind::kMark));
    for (const Column& column : hidden) texts.push_back(ColumnText(column, ColumnKind::kNone));
    return ListOf(texts, [](const std::string& text) { return text; });
  }

  void WriteRows(TableReader& reader, const std::vector<Column>& hidden) {
    const std::vector<Column> marks = reader.marks();
    bool first = true;
    for (TableView::Row row; reader.Next(row); first = false) {
      std::string text;
      const auto add = [&](const std::string& cell) { text += (text.empty() ? "" : ", ") + cell; };
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        add(CellText(reader.columns()[i], row.cells[i]));
      for (const Column& mark : marks) add(HasMark(row, mark) ? "true" : "false");
      for (std::size_t i = 0; i < hidden.size(); ++i) add(CellText(hidden[i], row.more[i]));
      out_ << (first ? "\n  [" : ",\n  [") + text + "]";
    }
  }

  const stelsel::Document& document_;
  Words words_;
  Outline outline_;
  Pieces out_;
};

}  // namespace

void RenderJson(const stelsel::Document& document, stelsel::Sink& sink) {
  Writer(document, sink).Write();
}

}  // namespace reporting
