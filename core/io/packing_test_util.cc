#include "core/io/packing_test_util.h"

#include <gtest/gtest.h>
#include <zip.h>
#include <zlib.h>

#include "absl/strings/str_cat.h"

namespace stelsel::core {
namespace {

constexpr char kTopRelations[] = R"(<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>)";

constexpr char kShared[] = R"(<?xml version="1.0" encoding="UTF-8"?>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2">
<si><t>shared</t></si>
<si><r><t xml:space="preserve">one </t></r><r><rPr><b/></rPr><t>two</t></r><rPh><t>x</t></rPh></si>
</sst>)";

constexpr char kStyles[] = R"(<?xml version="1.0" encoding="UTF-8"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\-mm\-yyyy;@"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="17"/><xf numFmtId="2"/></cellXfs>
</styleSheet>)";

constexpr char kRelationship[] =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string Relation(std::string_view id, std::string_view type, std::string_view target) {
  return absl::StrCat("<Relationship Id=\"", std::string(id), "\" Type=\"", kRelationship, "/",
                      std::string(type), "\" Target=\"", std::string(target), "\"/>");
}

}  // namespace

std::string Gzipped(std::string_view bytes) {
  z_stream stream = {};
  EXPECT_EQ(::deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(::deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(::deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  return out;
}

std::string Zipped(const std::vector<std::pair<std::string, std::string>>& files) {
  zip_error_t error;
  ::zip_error_init(&error);
  zip_source_t* const target = ::zip_source_buffer_create(nullptr, 0, 0, &error);
  ::zip_source_keep(target);
  zip_t* const archive = ::zip_open_from_source(target, ZIP_TRUNCATE, &error);
  EXPECT_NE(archive, nullptr);
  for (const auto& [name, bytes] : files) {
    zip_source_t* const source = ::zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    EXPECT_GE(::zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8), 0);
  }
  EXPECT_EQ(::zip_close(archive), 0);
  EXPECT_EQ(::zip_source_open(target), 0);
  zip_stat_t info;
  EXPECT_EQ(::zip_source_stat(target, &info), 0);
  std::string out(info.size, '\0');
  EXPECT_EQ(::zip_source_read(target, out.data(), out.size()), static_cast<zip_int64_t>(info.size));
  ::zip_source_close(target);
  ::zip_source_free(target);
  return out;
}

std::string WorkbookOf(const std::vector<std::pair<std::string, std::string>>& sheets) {
  constexpr char kMain[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  std::string list, relations;
  std::vector<std::pair<std::string, std::string>> parts = {{"_rels/.rels", kTopRelations},
                                                            {"xl/sharedStrings.xml", kShared},
                                                            {"xl/styles.xml", kStyles}};
  for (size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = absl::StrCat(i + 1);
    absl::StrAppend(&list, "<sheet name=\"", sheets[i].first, "\" sheetId=\"", number,
                    "\" r:id=\"rId", number, "\"/>");
    absl::StrAppend(&relations,
                    Relation("rId" + number, "worksheet", "worksheets/sheet" + number + ".xml"));
    parts.emplace_back(
        "xl/worksheets/sheet" + number + ".xml",
        absl::StrCat("<?xml version=\"1.0\"?><worksheet xmlns=\"", kMain, "\"><sheetData>",
                     sheets[i].second, "</sheetData></worksheet>"));
  }
  parts.emplace_back("xl/workbook.xml", absl::StrCat("<?xml version=\"1.0\"?><workbook xmlns=\"",
                                                     kMain, "\" xmlns:r=\"", kRelationship,
                                                     "\"><sheets>", list, "</sheets></workbook>"));
  parts.emplace_back("xl/_rels/workbook.xml.rels",
                     absl::StrCat("<Relationships>", relations,
                                  Relation("s1", "sharedStrings", "/xl/sharedStrings.xml"),
                                  Relation("s2", "styles", "styles.xml"), "</Relationships>"));
  return Zipped(parts);
}

}  // namespace stelsel::core
