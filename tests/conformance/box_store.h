// A store in one file, for the plugin that is good, and bad on purpose. Rows are kept by the text
// of their key, all of them once more for each revision; the whole file is written anew by each
// commit.
#ifndef STELSEL_TESTS_CONFORMANCE_BOX_STORE_H_
#define STELSEL_TESTS_CONFORMANCE_BOX_STORE_H_

#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "stelsel/plugin.hpp"

namespace bad {

using Cell = std::optional<std::string>;
using Row = std::vector<Cell>;

struct Box {
  std::string schema;
  std::vector<stelsel::ColumnType> columns;
  std::vector<std::string> key;
  std::map<std::vector<std::string>, Row> rows;
};
using Boxes = std::map<std::string, Box>;
struct Contents {
  std::vector<std::pair<stelsel::Revision, Boxes>> past;  // the oldest first
  Boxes boxes;                                            // the newest, or what is to be that
};

inline constexpr char kBoxHead[] = "a box of rows\n";

// The names in the primary key of a Table Schema; enough of JSON for schemas of the core.
inline std::vector<std::string> key_of(const std::string& schema) {
  std::vector<std::string> names;
  const std::size_t at = schema.find("\"primaryKey\"");
  std::size_t from = schema.find(':', at) + 1;
  const std::size_t bracket = schema.find_first_not_of(" \n", from);
  const std::size_t to =
      schema[bracket] == '[' ? schema.find(']', bracket) : schema.find('"', bracket + 1) + 1;
  while ((from = schema.find('"', from)) < to) {
    const std::size_t end = schema.find('"', from + 1);
    names.push_back(schema.substr(from + 1, end - from - 1));
    from = end + 1;
  }
  return names;
}

inline void put_text(std::ostream& out, const std::string& text) {
  out << text.size() << ':' << text;
}
inline std::string get_text(std::istream& in) {
  std::size_t size = 0;
  char colon = 0;
  if (!(in >> size).get(colon) || colon != ':' || size > (1u << 28))
    throw stelsel::Error(STELSEL_DATA_LOSS, "the box is damaged");
  std::string text(size, 0);
  if (!in.read(text.data(), static_cast<std::streamsize>(size)))
    throw stelsel::Error(STELSEL_DATA_LOSS, "the box is damaged");
  return text;
}
inline int get_number(std::istream& in) { return std::stoi(get_text(in)); }

inline Boxes get_boxes(std::istream& in) {
  Boxes boxes;
  for (int tables = get_number(in); tables > 0; --tables) {
    Box& box = boxes[get_text(in)];
    box.schema = get_text(in);
    box.key = key_of(box.schema);
    for (int columns = get_number(in); columns > 0; --columns) {
      std::string name = get_text(in);
      const int kind = get_number(in), scale = get_number(in);
      if (kind < 0 || kind > static_cast<int>(stelsel::Kind::datetime) || scale < 0 || scale > 6)
        throw stelsel::Error(STELSEL_DATA_LOSS, "the box is damaged");
      box.columns.push_back({std::move(name), static_cast<stelsel::Kind>(kind), scale});
    }
    for (int rows = get_number(in); rows > 0; --rows) {
      Row row;
      for (std::size_t i = 0; i < box.columns.size(); ++i) {
        const std::string cell = get_text(in);
        row.push_back(cell.empty() ? Cell() : Cell(cell.substr(1)));
      }
      std::vector<std::string> key;
      for (const std::string& part : box.key) {
        for (std::size_t i = 0; i < box.columns.size(); ++i)
          if (box.columns[i].name == part) key.push_back(row[i].value_or(""));
      }
      box.rows[key] = std::move(row);
    }
  }
  return boxes;
}

inline Contents load(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string head(sizeof kBoxHead - 1, 0);
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (head != kBoxHead) throw stelsel::Error(STELSEL_FAILED_PRECONDITION, path + " is no box");
  Contents contents;
  for (int revisions = get_number(in); revisions > 0; --revisions) {
    stelsel::Revision revision;
    revision.number = static_cast<std::int64_t>(contents.past.size()) + 1;
    revision.upserted = get_number(in);
    revision.erased = get_number(in);
    for (std::string* text :
         {&revision.time, &revision.author, &revision.message, &revision.digest})
      *text = get_text(in);
    contents.boxes = get_boxes(in);
    contents.past.emplace_back(std::move(revision), contents.boxes);
  }
  return contents;
}

inline void put_boxes(std::ostream& out, const Boxes& boxes) {
  const auto number = [&](std::size_t value) { put_text(out, std::to_string(value)); };
  number(boxes.size());
  for (const auto& [name, box] : boxes) {
    put_text(out, name);
    put_text(out, box.schema);
    number(box.columns.size());
    for (const stelsel::ColumnType& column : box.columns) {
      put_text(out, column.name);
      number(static_cast<std::size_t>(column.kind));
      number(static_cast<std::size_t>(column.scale));
    }
    number(box.rows.size());
    for (const auto& [key, row] : box.rows) {
      for (const Cell& cell : row) put_text(out, cell ? "=" + *cell : "");
    }
  }
}

inline std::string bytes_of(const Contents& contents) {
  std::ostringstream out;
  out << kBoxHead;
  put_text(out, std::to_string(contents.past.size()));
  for (const auto& [revision, boxes] : contents.past) {
    put_text(out, std::to_string(revision.upserted));
    put_text(out, std::to_string(revision.erased));
    for (const std::string* text :
         {&revision.time, &revision.author, &revision.message, &revision.digest})
      put_text(out, *text);
    put_boxes(out, boxes);
  }
  return out.str();
}

inline void save(const std::string& path, const Contents& contents) {
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file << bytes_of(contents);
  file.close();
  if (!file || std::rename(part.c_str(), path.c_str()) != 0)
    throw stelsel::Error(STELSEL_RESOURCE_EXHAUSTED, path + " cannot be written");
}

// The earlier name of a field, as its schema has it; empty when it has none.
inline std::string earlier_name(const std::string& schema, const std::string& field) {
  const std::size_t at = schema.find("\"name\": \"" + field + "\"");
  const std::size_t end = schema.find("\"name\"", at + 8);
  const std::size_t was = schema.find("\"stelsel:was\": \"", at);
  if (at == std::string::npos || was == std::string::npos || was > end) return "";
  const std::size_t from = was + 16;
  return schema.substr(from, schema.find('"', from) - from);
}

// Rows of a box in the columns of a schema that has grown. One that has not is refused.
inline void grow(Box& box, const std::string& schema, const std::vector<stelsel::ColumnType>& to,
                 bool refuse) {
  std::vector<int> from;
  std::size_t found = 0;
  for (const stelsel::ColumnType& column : to) {
    int at = -1;
    for (std::size_t i = 0; i < box.columns.size(); ++i) {
      if (box.columns[i].name == column.name ||
          box.columns[i].name == earlier_name(schema, column.name))
        at = static_cast<int>(i);
    }
    found += at >= 0 ? 1 : 0;
    from.push_back(at);
  }
  if (found < box.columns.size() && refuse)
    throw stelsel::Error(STELSEL_FAILED_PRECONDITION, "the box has rows of a newer schema");
  for (auto& [key, row] : box.rows) {
    Row grown;
    for (const int at : from) grown.push_back(at >= 0 ? row[static_cast<std::size_t>(at)] : Cell());
    row = std::move(grown);
  }
  box.columns = to;
}

// A row of a stream that is being read, and its key.
inline std::pair<std::vector<std::string>, Row> row_at(const Box& box, const stelsel::Rows& rows,
                                                       std::size_t i) {
  Row row;
  std::vector<std::string> key(box.key.size());
  for (std::size_t c = 0; c < rows.columns().size(); ++c) {
    if (rows.is_null(i, c)) {
      row.emplace_back();
    } else if (rows.columns()[c].kind == stelsel::Kind::text) {
      row.emplace_back(std::string(rows.text(i, c)));
    } else {
      row.emplace_back(std::to_string(rows.integer(i, c)));
    }
    for (std::size_t k = 0; k < key.size(); ++k)
      if (box.key[k] == rows.columns()[c].name) key[k] = row.back().value_or("");
  }
  return {std::move(key), std::move(row)};
}

}  // namespace bad

#endif  // STELSEL_TESTS_CONFORMANCE_BOX_STORE_H_
