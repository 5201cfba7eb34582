#include "core/io/workbook.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/io/paths.h"
#include "core/io/sheet_reader.h"
#include "core/io/xml_reader.h"

namespace stelsel::core {
namespace {

// Shared texts are kept in memory, all of them.
constexpr size_t kMostSharedBytes = size_t{1} << 30;

struct Relation {
  std::string id;
  std::string type;  // the last word of its address: worksheet, styles, sharedStrings
  std::string part;  // of the archive
};

// What a part of the archive, standing in `folder`, calls `target`.
std::string Resolve(const std::string& folder, std::string target) {
  if (target.starts_with('/')) return target.substr(1);
  std::string base = folder;
  while (target.starts_with("../")) {
    target.erase(0, 3);
    base = base.empty() ? base : std::string(FolderOf(base.substr(0, base.size() - 1)));
  }
  return base + target;
}

absl::StatusOr<std::vector<Relation>> ReadRelations(ZipArchive& archive, const std::string& part) {
  const std::string folder(FolderOf(part));
  const std::string path = absl::StrCat(folder, "_rels/", std::string(FileName(part)), ".rels");
  STELSEL_ASSIGN_OR_RETURN(const auto xml, XmlReader::Open(archive, path));
  std::vector<Relation> relations;
  for (;;) {
    STELSEL_ASSIGN_OR_RETURN(const bool more, xml->Next());
    if (!more) return relations;
    if (xml->node() != XmlReader::Node::kStart || xml->name() != "Relationship") continue;
    const std::string type = xml->Attribute("Type").value_or("");
    relations.push_back({xml->Attribute("Id").value_or(""), std::string(FileName(type)),
                         Resolve(folder, xml->Attribute("Target").value_or(""))});
  }
}

const Relation* FindType(const std::vector<Relation>& relations, std::string_view type) {
  for (const Relation& relation : relations) {
    if (relation.type == type) return &relation;
  }
  return nullptr;
}

// The texts that cells share. Of one with several formats the parts are put together, and how it
// is pronounced is read over.
absl::Status ReadShared(ZipArchive& archive, const std::string& part, WorkbookParts& parts) {
  STELSEL_ASSIGN_OR_RETURN(const auto xml, XmlReader::Open(archive, part));
  SharedText text;
  for (;;) {
    STELSEL_ASSIGN_OR_RETURN(const bool more, xml->Next());
    if (!more) return absl::OkStatus();
    text.Take(*xml);
    const bool start = xml->node() == XmlReader::Node::kStart;
    const bool end = xml->node() == XmlReader::Node::kEnd || (start && xml->empty());
    if (xml->node() == XmlReader::Node::kText || !end || xml->name() != "si") continue;
    parts.texts += text.Release();
    parts.ends.push_back(parts.texts.size());
    if (parts.texts.size() > kMostSharedBytes) {
      return absl::ResourceExhaustedError("its shared texts are more than can be read (1 GiB)");
    }
  }
}

CellForm FormOfNumber(int number, const std::map<int, CellForm>& own) {
  const auto found = own.find(number);
  if (found != own.end()) return found->second;
  if (number == 17) return CellForm::kMonth;
  const bool day = (number >= 14 && number <= 16) || number == 22 ||
                   (number >= 27 && number <= 31) || number == 36 || (number >= 50 && number <= 58);
  return day ? CellForm::kDay : CellForm::kNumber;
}

int IntegerOf(const std::optional<std::string>& text) {
  int number = 0;
  return text && absl::SimpleAtoi(*text, &number) ? number : 0;
}

absl::Status ReadStyles(ZipArchive& archive, const std::string& part, WorkbookParts& parts) {
  STELSEL_ASSIGN_OR_RETURN(const auto xml, XmlReader::Open(archive, part));
  std::map<int, CellForm> own;
  bool in_cells = false;
  for (;;) {
    STELSEL_ASSIGN_OR_RETURN(const bool more, xml->Next());
    if (!more) return absl::OkStatus();
    const bool start = xml->node() == XmlReader::Node::kStart;
    if (!start && xml->node() != XmlReader::Node::kEnd) continue;
    const std::string_view name = xml->name();
    if (name == "cellXfs") {
      in_cells = start && !xml->empty();
    } else if (start && name == "numFmt") {
      own[IntegerOf(xml->Attribute("numFmtId"))] =
          FormOfCode(xml->Attribute("formatCode").value_or(""));
    } else if (start && in_cells && name == "xf") {
      parts.forms.push_back(FormOfNumber(IntegerOf(xml->Attribute("numFmtId")), own));
    }
  }
}

bool IsTrue(const std::optional<std::string>& text) { return text == "1" || text == "true"; }

}  // namespace

std::string_view WorkbookParts::Shared(size_t number) const {
  if (number >= ends.size()) return "";
  const size_t begin = number == 0 ? 0 : ends[number - 1];
  return std::string_view(texts).substr(begin, ends[number] - begin);
}

absl::StatusOr<std::unique_ptr<Workbook>> Workbook::Open(const File& file) {
  STELSEL_ASSIGN_OR_RETURN(auto archive, ZipArchive::Open(file));
  std::unique_ptr<Workbook> workbook(new Workbook(std::move(archive)));
  STELSEL_RETURN_IF_ERROR(workbook->ReadParts());
  return workbook;
}

absl::Status Workbook::ReadParts() {
  STELSEL_ASSIGN_OR_RETURN(const auto top, ReadRelations(*archive_, ""));
  const Relation* const book = FindType(top, "officeDocument");
  if (book == nullptr) return absl::DataLossError("it is no workbook");
  STELSEL_ASSIGN_OR_RETURN(const auto relations, ReadRelations(*archive_, book->part));
  STELSEL_ASSIGN_OR_RETURN(const auto xml, XmlReader::Open(*archive_, book->part));
  for (;;) {
    STELSEL_ASSIGN_OR_RETURN(const bool more, xml->Next());
    if (!more) break;
    if (xml->node() != XmlReader::Node::kStart) continue;
    if (xml->name() == "workbookPr") parts_.from_1904 = IsTrue(xml->Attribute("date1904"));
    if (xml->name() != "sheet") continue;
    const std::string id = xml->Attribute("id", true).value_or("");
    for (const Relation& relation : relations) {
      if (relation.id != id || relation.type != "worksheet") continue;
      names_.push_back(xml->Attribute("name").value_or(""));
      paths_.push_back(relation.part);
    }
  }
  if (const Relation* const shared = FindType(relations, "sharedStrings")) {
    STELSEL_RETURN_IF_ERROR(ReadShared(*archive_, shared->part, parts_));
  }
  const Relation* const styles = FindType(relations, "styles");
  return styles == nullptr ? absl::OkStatus() : ReadStyles(*archive_, styles->part, parts_);
}

std::optional<size_t> Workbook::SheetCalled(const std::string& called) const {
  for (size_t i = 0; i < names_.size(); ++i) {
    if (names_[i] == called) return i;
  }
  size_t number = 1;
  if (!called.empty() && !absl::SimpleAtoi(called, &number)) return std::nullopt;
  return number >= 1 && number <= names_.size() ? std::optional<size_t>(number - 1) : std::nullopt;
}

absl::StatusOr<std::unique_ptr<RecordReader>> Workbook::Read(size_t sheet) {
  STELSEL_ASSIGN_OR_RETURN(auto xml, XmlReader::Open(*archive_, paths_[sheet]));
  return std::make_unique<SheetReader>(std::move(xml), parts_);
}

}  // namespace stelsel::core
