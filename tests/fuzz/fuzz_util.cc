#include "tests/fuzz/fuzz_util.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace stelsel::core {

void Require(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: it does not hold that %.*s\n", static_cast<int>(what.size()),
               what.data());
  std::abort();
}

MemoryFile::MemoryFile(std::string_view bytes) : fd_(::memfd_create("fuzz", MFD_CLOEXEC)) {
  const ssize_t written = ::write(fd_.get(), bytes.data(), bytes.size());
  Require(written == static_cast<ssize_t>(bytes.size()), "there is room for a file in memory");
  path_ = absl::StrCat("/proc/self/fd/", fd_.get());
}

File MemoryFile::Open() const {
  auto file = File::OpenForReading(path_);
  Require(file.ok(), "a file in memory can be opened");
  return *std::move(file);
}

const SchemaSetPtr& Schemas() {
  static const SchemaSetPtr& schemas = *new SchemaSetPtr(TestSchemas());
  return schemas;
}

std::vector<std::string> AllOf(const Snapshot& snapshot, const Collector& findings) {
  std::vector<std::string> all;
  for (const auto& table : snapshot.schemas()->tables()) {
    const std::string head =
        absl::StrCat(table->name, snapshot.has(table->name) ? " is there" : "");
    all.push_back(head);
    for (std::string& row : Rows(snapshot, table->name)) all.push_back(std::move(row));
    snapshot.table(table->name)->ForEachRow([&](const RowRef& row) {
      Finding place;
      Locate(row, place);
      all.push_back(absl::StrCat(place.file, ":", place.line, ":", place.byte));
    });
  }
  for (const auto& [table, kept] : snapshot.kept_out()) {
    all.push_back(absl::StrCat(table, " without ", kept.rows, ", ", kept.keys.size()));
  }
  const std::vector<std::string> lines = findings.Lines();
  for (size_t i = 0; i < lines.size(); ++i) {
    all.push_back(absl::StrCat(lines[i], " at ", findings.findings[i].byte));
  }
  return all;
}

std::vector<std::string> AllRecords(RecordReader& records, size_t most) {
  std::vector<std::string> all;
  Record record;
  for (;;) {
    const auto more = records.Next(record);
    if (!more.ok() || !*more) return all;
    Require(all.size() < most, "reading records ends");
    std::string& text = all.emplace_back();
    if (record.fault != RecordFault::kNone) {
      absl::StrAppend(&text, "fault ", static_cast<int>(record.fault), " ", record.fault_line, ":",
                      record.fault_byte, " ");
    }
    absl::StrAppend(&text, record.line, ":", record.byte);
    for (const Cell& cell : record.cells) {
      absl::StrAppend(&text, cell.quoted ? " \"" : " ", cell.unfit ? "!" : "", cell.text.size(),
                      " ");
      text += cell.text;
    }
    for (const std::string& label : record.labels) absl::StrAppend(&text, " label ", label);
    for (const std::string& label : record.repeated) absl::StrAppend(&text, " again ", label);
  }
}

}  // namespace stelsel::core
