#include "core/check/check_test_util.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/check/message.h"

namespace stelsel::core {
namespace {

template <typename T>
T Must(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::cerr << value.status() << "\n";
  std::abort();
}

int64_t ScalarOf(const Field& field, std::string_view cell) {
  switch (field.type) {
    case Type::kInteger:
      return ParseInteger(cell).value();
    case Type::kDecimal:
      return ParseScaled(cell, field.scale).value();
    case Type::kDate:
      return ParseDate(cell).value();
    case Type::kDateTime:
      return ParseDateTime(cell).value();
    case Type::kBoolean:
      return cell == "true" ? 1 : 0;
    default:
      return 0;
  }
}

bool IsText(const Field& field) {
  return field.type == Type::kText || field.type == Type::kCode || field.type == Type::kEdtf;
}

std::string PlaceOf(const Finding& finding) {
  if (finding.line > 0) return absl::StrCat(finding.table, ":", finding.line, " ", finding.field);
  return absl::StrCat(finding.table, "(", KeyOf(finding), ") ", finding.field);
}

}  // namespace

SchemaSetPtr CoreSet() { return Must(SchemaSet::Create(CoreTables())); }

SchemaSetPtr SetOf(const std::vector<std::string_view>& schemas) {
  std::vector<TableSchemaPtr> tables;
  for (const std::string_view json : schemas) {
    tables.push_back(Must(ReadTableSchema(json, "test", "core")));
  }
  return Must(SchemaSet::Create(std::move(tables)));
}

TestData::TestData(SchemaSetPtr schemas, size_t rows_a_chunk)
    : schemas_(std::move(schemas)),
      rows_a_chunk_(rows_a_chunk),
      writer_(std::make_unique<Writer>(Snapshot::Empty(schemas_))) {}

TestData& TestData::Add(const std::string& table, const Cells& cells) {
  AddRow(table, cells, 2 + lines_[table]++);
  return *this;
}

TestData& TestData::AddStored(const std::string& table, const Cells& cells) {
  AddRow(table, cells, 0);
  return *this;
}

TestData& TestData::KeepOut(const std::string& table, const std::vector<std::string>& key) {
  writer_->KeepOut(table, key);
  return *this;
}

void TestData::AddRow(const std::string& table, const Cells& cells, uint32_t line) {
  auto it = chunks_.find(table);
  if (it == chunks_.end()) it = chunks_.emplace(table, Must(writer_->NewChunk(table))).first;
  ChunkBuilder& chunk = it->second;
  const auto& fields = chunk.schema().fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    const auto cell = std::find_if(cells.begin(), cells.end(), [&](const auto& given) {
      return given.first == fields[i].name;
    });
    if (cell == cells.end()) {
      chunk.AppendNull(i);
    } else if (IsText(fields[i])) {
      chunk.AppendText(i, cell->second);
    } else {
      chunk.AppendScalar(i, ScalarOf(fields[i], cell->second));
    }
  }
  if (line > 0) {
    chunk.SetFile(std::make_shared<const std::string>(absl::StrCat("data/", table, ".csv")));
    chunk.EndRow(line, 0);
  } else {
    chunk.EndRow();
  }
  if (chunk.rows() >= rows_a_chunk_) Append(table, chunk);
}

void TestData::Append(const std::string& table, ChunkBuilder& chunk) {
  ASSERT_TRUE(writer_->Append(table, chunk.Finish()).ok());
}

SnapshotPtr TestData::Done(Origin origin) {
  for (auto& [table, chunk] : chunks_) Append(table, chunk);
  return writer_->Commit(std::move(origin));
}

std::vector<Finding> AllFindings(const SnapshotPtr& snapshot, std::string_view today) {
  Findings findings;
  CheckOptions options;
  if (!today.empty()) options.as_of = ParseDate(today).value();
  EXPECT_TRUE(CheckSnapshot(snapshot, options, findings).ok());
  return findings.Kept();
}

std::vector<std::string> Places(const SnapshotPtr& snapshot, std::string_view rule,
                                std::string_view today) {
  std::vector<std::string> places;
  for (const Finding& finding : AllFindings(snapshot, today)) {
    if (finding.rule == rule) places.push_back(PlaceOf(finding));
  }
  return places;
}

std::vector<std::string> Messages(const SnapshotPtr& snapshot, std::string_view rule,
                                  std::string_view today) {
  std::vector<std::string> messages;
  for (const Finding& finding : AllFindings(snapshot, today)) {
    if (finding.rule != rule) continue;
    messages.push_back(MessageOf(finding, CoreRules().Find(rule), Language::kEn, true));
  }
  return messages;
}

}  // namespace stelsel::core
