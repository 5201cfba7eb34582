#include "read.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>
#include <vector>

#include "answers.h"
#include "catalogue.h"
#include "output.h"

namespace survey {
namespace {

struct Files {
  std::vector<std::string> answers;
  TextTables tables;
};

// A table as texts, read by the host.
TextTable ReadTable(const std::string& path, stelsel::Reading& out) {
  TextTable table;
  stelsel::Rows rows(out.texts(path));
  for (std::size_t i = 1; i < rows.columns().size(); ++i)
    table.head.push_back(rows.columns()[i].name);
  while (rows.next()) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      auto& cells = table.rows.emplace_back();
      for (std::size_t i = 1; i < rows.columns().size(); ++i)
        cells.emplace_back(rows.is_null(row, i) ? std::string_view() : rows.text(row, i));
    }
  }
  return table;
}

std::string InFolder(const std::string& folder, const std::string& name) {
  return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

Files FilesOf(const std::string& path, stelsel::Reading& out) {
  namespace fs = std::filesystem;
  if (!fs::exists(path))
    throw stelsel::Error(STELSEL_NOT_FOUND, "there is no file or folder `" + path + "`");
  Files files;
  if (!fs::is_directory(path)) {
    files.answers.push_back(path);
    return files;
  }
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
    const fs::path& file = entry.path();
    const bool is_rows = file.extension() == ".csv" || file.extension() == ".xlsx";
    if (is_rows && file.filename().string()[0] != '~') found.push_back(file);
  }
  std::sort(found.begin(), found.end());
  for (const fs::path& file : found) {
    const std::string name = file.filename().stem().string(),
                      full = InFolder(path, file.filename().string());
    if (file.extension() == ".csv" && IsOfCatalogue(name)) {
      files.tables[name] = ReadTable(full, out);
    } else {
      files.answers.push_back(full);
    }
  }
  if (files.answers.empty())
    throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "`" + path + "` holds no file of answers");
  return files;
}

}  // namespace

void ReadSurvey(const std::string& path, const Settings& settings, stelsel::Reading& out) {
  Files files = FilesOf(path, out);
  const Catalogue catalogue(std::move(files.tables));
  Output rows(out, catalogue, settings);
  std::set<std::string> seen;
  for (const std::string& file : files.answers)
    ReadAnswers(file, catalogue, settings, seen, rows, out);
  rows.AddCatalogue();
}

}  // namespace survey
